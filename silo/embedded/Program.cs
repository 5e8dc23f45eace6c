using Evaluation.Embedded;
using Evaluation.Embedded.Engine;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Verification;
using Evaluation.Gateway;
using Evaluation.Seam;

if (args is ["verify", ..])
    return await VerifyCommand.RunAsync(args[1..], Console.Out);

try
{
    var builder = WebApplication.CreateSlimBuilder(args);
    builder.ConfigureServer();
    var settings = EmbeddedSettings.Read(builder.Configuration);
    using var folder = DataFolder.Open(settings.DataFolder);

    builder.Services.AddSingleton(settings);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton<IJournal>(_ => SqliteJournal.Open(new(folder.Path)));
    builder.Services.AddSingleton<IEngine, MailboxEngine>();
    builder.Services.AddSingleton<Start>();
    builder.Services.AddGateway();

    await using var app = builder.Build();
    app.MapGateway();
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
