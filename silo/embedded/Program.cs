using Evaluation.Ballots.Keys;
using Evaluation.Embedded;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Gateway.Log;
using Evaluation.Journal;
using Evaluation.Runtime;

if (args is ["verify", ..])
    return await VerifyCommand.RunAsync(args[1..], Console.Out);
if (args is ["backup", ..])
    return BackupCommand.Run(args[1..], Console.Out, TimeProvider.System);
if (args is ["new-origin", ..])
    return await NewOriginCommand.RunAsync(args[1..], Console.Out, TimeProvider.System);
if (args is ["break-glass", ..])
    return await EmbeddedBreakGlass.RunAsync(args[1..], Console.Out);
if (args is ["keys", ..])
    return await KeysCommand.RunAsync(args[1..], Console.Out);

try
{
    await using var app = EmbeddedHost.Build(args);
    await app.Services.GetRequiredService<IKeyStore>().CheckAsync();
    await ChainVerifier.VerifyAllAsync(app.Services.GetRequiredService<IJournal>());
    await HeadCheck.RunAsync(
        app.Services.GetRequiredService<IEngine>(), app.Services.GetRequiredService<IJournal>(), app.Services.GetRequiredService<IKeptHeads>(), app.Services.GetRequiredService<ILogger<LogKeeper>>());
    var report = await app.Services.GetRequiredService<Start>().RunAsync();
    app.Lifetime.ApplicationStarted.Register(() => report.Print(Console.Out, app.Urls.First(), app.Services.GetRequiredService<PublicAddress>().Site));
    await app.RunAsync();
    return ExitCodes.Clean;
}
catch (Exception failure) when (EmbeddedExit.For(failure) is { } code)
{
    Console.Error.WriteLine(failure.Message);
    return code;
}
