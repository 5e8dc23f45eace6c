using Evaluation.Cluster;
using Evaluation.Cluster.Evidence;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Keys;
using Evaluation.Cluster.Log;
using Evaluation.Cluster.Membership;
using Evaluation.Cluster.Operations;
using Evaluation.Cluster.Schema;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Verification.Log;
using Evaluation.Gateway.Verification.Recording;
using Evaluation.Journal;
using Evaluation.Workflows;
using Npgsql;

try
{
    return args switch
    {
        ["migrate", .. var named] => await MigrateAsync(named),
        ["verify", .. var named] => await VerifyAsync(named),
        ["new-origin", .. var named] => await NewOriginAsync(named),
        ["keys", .. var words] => await KeysAsync(words),
        ["record-backup", .. var named] => await RecordBackupAsync(named),
        ["break-glass", .. var named] => await ClusterBreakGlass.RunAsync(named, Console.Out),
        _ => await ServeAsync(args),
    };
}
catch (Exception failure) when (ClusterExit.For(failure) is { } code)
{
    Console.Error.WriteLine(failure.Message);
    return code;
}

// Creates or updates the tables and exits. Silos do the same at their start, if their account may.
static async Task<int> MigrateAsync(string[] named)
{
    await using var source = await OpenForWritesAsync();
    return await MigrateCommand.RunAsync(named, source, Settings(), Console.Out);
}

// Recounts the journal and reads the evidence. Silos and gateways may run at the same time.
static async Task<int> VerifyAsync(string[] named)
{
    var from = VerifyArguments.Read(named, "[--heads FILE]").Heads;
    var database = KeyDatabase.Read(Settings());
    await using var source = OpenSource();
    await using var keys = new PostgresKeyStore(database.Open(), database.Masters);
    List<KnownHead> heads = [];
    if (await keys.HeadsOf(source).ReadAsync() is { } kept)
        heads.Add(KnownHead.Of(kept));
    if (from is not null)
        heads.AddRange(KnownHeads.Read(from));
    await using var journal = new PostgresJournal(source);
    using var evidence = new PostgresEvidenceStore(source);
    return await RecordedCheck.RunAsync(journal, evidence, Console.Out, TimeProvider.System, verification => RecordTable.SaveAsync(source, verification), keys, heads);
}

// Begins a new tree of the log. Silos and gateways may run at the same time.
static async Task<int> NewOriginAsync(string[] named)
{
    var database = KeyDatabase.Read(Settings());
    await using var source = await OpenForWritesAsync();
    await using var journal = new PostgresJournal(source);
    await using var keys = new PostgresKeyStore(database.Open(), database.Masters);
    await keys.RequireFlushesAsync(Settings());
    return await NewOrigin.RunAsync(named, journal, keys.HeadsOf(source), Console.Out, TimeProvider.System);
}

// Lists, restores or rewraps the keys of rounds. Silos and gateways may run at the same time.
static async Task<int> KeysAsync(string[] words)
{
    var database = KeyDatabase.Read(Settings());
    await using var source = await OpenForWritesAsync();
    await using var journal = new PostgresJournal(source);
    await using var keys = new PostgresKeyStore(database.Open(), database.Masters);
    await keys.PrepareAsync();
    await keys.RequireFlushesAsync(Settings());
    if (words is not ["rewrap"])
        return await KeyConsole.RunAsync(words, journal, keys, Console.Out) ?? KeysUsage();
    Console.Out.WriteLine($"{await keys.RewrapAsync()} keys are wrapped anew; all are under the master key {database.Masters.Id} now.");
    return ExitCodes.Clean;
}

static int KeysUsage()
{
    Console.Out.WriteLine("usage: keys list | keys restore round share share | keys rewrap");
    return ExitCodes.Settings;
}

// Records for the operations page that a backup was made.
static async Task<int> RecordBackupAsync(string[] named)
{
    await using var source = await OpenForWritesAsync();
    return await RecordBackupCommand.RunAsync(named, source, Console.Out);
}

static async Task<int> ServeAsync(string[] args)
{
    await using var app = ClusterHost.Build(args);
    var settings = app.Services.GetRequiredService<ClusterSettings>();
    var keys = app.Services.GetRequiredService<PostgresKeyStore>();
    var log = app.Services.GetRequiredService<ILogger<ClusterSettings>>();
    await keys.PreparePatientlyAsync(log);
    await keys.RequireFlushesAsync(app.Configuration, log);
    await FlushCheck.RequirePatientlyAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), app.Configuration, log);
    if (settings.IsSilo)
    {
        await Migrations.ApplyPatientlyAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), log);
        var (journal, heads) = (app.Services.GetRequiredService<IJournal>(), app.Services.GetRequiredService<IKeptHeads>());
        await HeadCheck.RunAsync(new LocalEngine(journal), journal, heads, settings.LogKey is null ? null : app.Services.GetRequiredService<ILogger<LogKeeper>>());
        // A restored row may be under a master key that was destroyed since, so before the keys are checked.
        await DestroyedKeys.SweepAsync(journal, keys, app.Services.GetRequiredService<ILogger<RoundClerk>>());
        await SigningCheck.RunAsync(settings.LogKey, heads, app.Services.GetRequiredService<ILogger<LogKeeper>>());
        await AddressCheck.RequireFreeAsync(settings, app.Services.GetRequiredService<IMembershipTable>(), TimeProvider.System);
    }
    await keys.CheckAsync();
    app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine($"{settings.Name} runs as {settings.Roles}."));
    return await app.ServeAsync();
}

static NpgsqlDataSource OpenSource() => PostgresConnection.Open(ClusterSettings.ConnectionOf(Settings()));

static async Task<NpgsqlDataSource> OpenForWritesAsync()
{
    var source = OpenSource();
    await FlushCheck.RequireAsync(source, Settings());
    return source;
}

static IConfiguration Settings() => new ConfigurationBuilder().AddEnvironmentVariables().Build();
