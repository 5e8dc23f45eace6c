using Evaluation.Embedded.Engine;
using Evaluation.Embedded.Evidence;
using Evaluation.Embedded.Journal;
using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Workflows.Live;

namespace Evaluation.Embedded;

/// <summary>The whole program in one host: gateway, grains in mailboxes, journal in SQLite, evidence in files. <see cref="Start"/> has to run before it listens.</summary>
public static class EmbeddedHost
{
    /// <param name="args">Settings by name, <c>--urls http://localhost:5080 --EVALUATION_DATA data</c>; they win over the environment.</param>
    /// <param name="replace">Puts other services in place of the program's own: a clock, a journal.</param>
    /// <exception cref="SettingException">A setting makes no sense.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        // Settings come from the environment; a watch over the folder would be woken by every write of the journal below it.
        var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        builder.ConfigureServer();
        var settings = EmbeddedSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings.Start);
        builder.Services.AddSingleton(TimeProvider.System);
        // What is made first is disposed of last: the folder is held until the journal has been closed.
        builder.Services.AddSingleton(_ => DataFolder.Open(settings.DataFolder));
        builder.Services.AddSingleton<IJournal>(services => SqliteJournal.Open(new(services.GetRequiredService<DataFolder>().Path)));
        builder.Services.AddSingleton<IEvidenceStore>(services => FileEvidenceStore.Open(services.GetRequiredService<DataFolder>().Path));
        builder.Services.AddSingleton<ChangedBoxes>();
        builder.Services.AddSingleton<IEngine, MailboxEngine>();
        builder.Services.AddSingleton<VoteReporter>();
        builder.Services.AddHostedService<Reporting>();
        builder.Services.AddGateway();
        builder.Services.KeepKeysInDataFolder();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapGateway();
        return app;
    }
}
