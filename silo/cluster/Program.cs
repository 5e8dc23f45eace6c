using Evaluation.Cluster;
using Evaluation.Cluster.Evidence;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Log;
using Evaluation.Cluster.Membership;
using Evaluation.Cluster.Operations;
using Evaluation.Cluster.Schema;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Verification.Log;
using Evaluation.Gateway.Verification.Recording;
using Evaluation.Journal;
using Npgsql;

try
{
    return args switch
    {
        ["migrate"] => await MigrateAsync(),
        ["verify", .. var named] => await VerifyAsync(named),
        ["new-origin", .. var named] => await NewOriginAsync(named),
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

// Applies the migrations and exits. A silo's start applies them too; this command is for operators who want to do it before.
static async Task<int> MigrateAsync()
{
    await using var source = OpenSource();
    var applied = await Migrations.ApplyAsync(source);
    Console.Out.WriteLine(applied.Count == 0 ? "The tables are up to date." : $"Applied {string.Join(", ", applied)}.");
    return ExitCodes.Clean;
}

// Recounts the journal and reads the evidence. Silos and gateways may run at the same time.
static async Task<int> VerifyAsync(string[] named)
{
    await using var source = OpenSource();
    List<KnownHead> heads = [];
    if (await new HeadTable(source).ReadAsync() is { } kept)
        heads.Add(KnownHead.Of(kept));
    if (named is ["--heads", var file])
        heads.AddRange(KnownHeads.Read(file));
    else if (named.Length > 0)
        throw new SettingException("usage: verify [--heads FILE]");
    await using var journal = new PostgresJournal(source);
    using var evidence = new PostgresEvidenceStore(source);
    return await RecordedCheck.RunAsync(journal, evidence, Console.Out, TimeProvider.System, verification => RecordTable.SaveAsync(source, verification), heads);
}

// Begins a new tree of the log. Silos and gateways may run at the same time.
static async Task<int> NewOriginAsync(string[] named)
{
    await using var source = OpenSource();
    await using var journal = new PostgresJournal(source);
    return await NewOrigin.RunAsync(named, journal, new HeadTable(source), Console.Out, TimeProvider.System);
}

// Records for the operations page that a backup was made.
static async Task<int> RecordBackupAsync(string[] named)
{
    await using var source = OpenSource();
    return await RecordBackupCommand.RunAsync(named, source, Console.Out);
}

static async Task<int> ServeAsync(string[] args)
{
    await using var app = ClusterHost.Build(args);
    var settings = app.Services.GetRequiredService<ClusterSettings>();
    if (settings.IsSilo)
    {
        await Migrations.ApplyPatientlyAsync(app.Services.GetRequiredService<NpgsqlDataSource>());
        await HeadCheck.RunAsync(new LocalEngine(app.Services.GetRequiredService<IJournal>()), app.Services.GetRequiredService<IJournal>(), app.Services.GetRequiredService<IKeptHeads>());
        await AddressCheck.RequireFreeAsync(settings, app.Services.GetRequiredService<IMembershipTable>(), TimeProvider.System);
    }
    app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine($"{settings.Name} runs as {settings.Roles}."));
    return await app.ServeAsync();
}

static NpgsqlDataSource OpenSource() => PostgresConnection.Open(ClusterSettings.ConnectionOf(new ConfigurationBuilder().AddEnvironmentVariables().Build()));
