using Evaluation.Ballots.Keys;
using Evaluation.Documents;
using Evaluation.Embedded.Documents;
using Evaluation.Embedded.Engine;
using Evaluation.Embedded.Evidence;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Keys;
using Evaluation.Embedded.Log;
using Evaluation.Embedded.Operations;
using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Workflows.Live;

namespace Evaluation.Embedded;

/// <summary>
/// Composes the whole program in one host: gateway, grains in mailboxes, journal in SQLite, evidence in files. <see cref="Start"/> must run
/// before the host listens.
/// </summary>
public static class EmbeddedHost
{
    /// <param name="args">
    /// Settings by name, <c>--urls http://localhost:5080 --EVALUATION_DATA data</c>. They override the environment.
    /// </param>
    /// <param name="replace">Replaces services of the program in tests: a clock, a journal.</param>
    /// <exception cref="SettingException">A setting is invalid.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        // Settings come from the environment. Watching the folder for changes would react to every write of the journal in it.
        var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        builder.ConfigureServer();
        builder.Services.AddTelemetry(builder.Configuration, "evaluation-embedded");
        var settings = EmbeddedSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings.Start);
        // Services are disposed of in reverse order of their creation: the folder stays locked until the journal is closed.
        builder.Services.AddSingleton(_ => DataFolder.Open(settings.DataFolder));
        builder.Services.AddSingleton<IJournal>(services => SqliteJournal.Open(new(services.GetRequiredService<DataFolder>().Path)));
        builder.Services.AddSingleton<IEvidenceStore>(services => FileEvidenceStore.Open(
            services.GetRequiredService<DataFolder>().Path, services.GetRequiredService<TimeProvider>(), settings.DiskReserveBytes));
        builder.Services.AddSingleton<IDocumentStore>(services => SqliteDocumentStore.Open(services.GetRequiredService<DataFolder>().Path, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IKeyStore>(_ => FileKeyStore.Open(settings.KeyFolder).Sweep());
        builder.Services.AddSingleton<IGrainKeys, BoxKeys>();
        builder.Services.AddSingleton<ChangedBoxes>();
        builder.Services.AddSingleton<IEngine, MailboxEngine>();
        builder.Services.AddSingleton<IKeptHeads>(_ => new HeadFile(settings.KeyFolder));
        builder.Services.AddSingleton(_ => LogKeyFile.Open(settings.KeyFolder));
        builder.Services.AddLogKeeping();
        builder.Services.AddSingleton<VoteReporter>();
        builder.Services.AddHostedService<VoteReporting>();
        builder.Services.AddSingleton(new DeploymentKind(IsCluster: false));
        builder.Services.AddFigures(Environment.MachineName, [NodeRole.Gateway, NodeRole.Silo], services => new(
            () => (services.GetRequiredService<IEngine>() as MailboxEngine)?.WaitingBallots, () => services.GetRequiredService<ChangedBoxes>().Behind));
        builder.Services.AddSingleton<INodes, OwnNode>();
        builder.Services.AddSingleton<IStorageReader>(services => new FolderStorage(services.GetRequiredService<DataFolder>().Path, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddGateway();
        builder.Services.KeepKeysInDataFolder();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapGateway();
        return app;
    }
}
