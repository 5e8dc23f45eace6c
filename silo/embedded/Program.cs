using Evaluation.Embedded;
using Evaluation.Embedded.Verification;

if (args is ["verify", ..])
    return await VerifyCommand.RunAsync(args[1..], Console.Out);

try
{
    await using var app = EmbeddedHost.Build(args);
    using var telemetry = Telemetry.Start(app.Configuration);
    var welcome = await app.Services.GetRequiredService<Start>().RunAsync();
    app.Lifetime.ApplicationStarted.Register(() => welcome.Print(Console.Out, app.Urls.First()));
    await app.RunAsync();
    return ExitCodes.Clean;
}
catch (Exception failure) when (ExitCodes.For(failure) is { } code)
{
    Console.Error.WriteLine(failure.Message);
    return code;
}
