using System.Globalization;
using Evaluation.Cluster.Keys;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Evaluation.Gateway.Log;
using Evaluation.Testing.Witnesses;
using Npgsql;

namespace Evaluation.Cluster.Tests.Insider;

/// <summary>A process of a cluster that signs heads of the log. Its keys are on another server than its journal.</summary>
internal sealed class SigningCluster : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-signing-");

    private SigningCluster(Database keys)
    {
        KeyDatabase = keys;
        // PostgreSQL's programs run under an account of their own.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b_111_111_111);
        using (var key = LogKey.Make())
            File.WriteAllText(KeyFile, key.ToPem());
        Keys = [.. KeyDatabases.Stored(keys.ConnectionString)];
        Witness = new(Path.Combine(_folder.FullName, "heads.jsonl"));
    }

    public string Folder => _folder.FullName;

    public (string Name, string Value)[] Keys { get; }

    public Witness Witness { get; }

    /// <summary>The setting of the key of the log.</summary>
    public (string Name, object Value) LogKeySetting => ("EVALUATION_LOG_KEY", KeyFile);

    private string KeyFile => Path.Combine(Folder, "log-key.pem");

    /// <summary>The database of keys itself.</summary>
    public Database KeyDatabase { get; }

    /// <summary>The store of keys.</summary>
    public PostgresKeyStore OpenKeys() => new(NpgsqlDataSource.Create(KeyDatabase.ConnectionString), KeyDatabases.Masters());

    public static async Task<SigningCluster> CreateAsync() => new(await Database.CreateEmptyAsync());

    /// <summary>Starts silo and gateway without waiting.</summary>
    /// <param name="keys">Another database of keys than its own.</param>
    public ClusterProcess Begin(string journal, IEnumerable<(string Name, string Value)>? keys = null) =>
        ClusterProcess.Begin("silo,gateway", journal, [.. (keys ?? Keys).Select(setting => (setting.Name, (object)setting.Value)), LogKeySetting]);

    /// <summary>Starts them and returns when they have answered a call of staff.</summary>
    /// <param name="keys">Another database of keys than its own.</param>
    public async Task<ClusterProcess> StartAsync(string journal, IEnumerable<(string Name, string Value)>? keys = null)
    {
        var process = Begin(journal, keys);
        await process.IsReadyAsync();
        (await RepeatedCalls.AskAsync(() => process.Site.Administrator.GetAsync("/api/rounds"))).Answers();
        return process;
    }

    /// <summary>Opens a round, and returns the size of a newer head: such a moment is in a block at once.</summary>
    public static async Task<long> OpenAsync(Site site, string round)
    {
        var before = (await Eventually.IsAsync(() => SizeAsync(site), size => size is not null, "a head is signed"))!.Value;
        (await RepeatedCalls.AskAsync(() => site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of(round)))).Answers(201);
        await new TestRound(site, round).MovePatientlyAsync("voting");
        return (await Eventually.IsAsync(() => SizeAsync(site), size => size > before, "the block is signed"))!.Value;
    }

    public static async Task<string> KeyAsync(Site site) => (await site.Anybody.GetAsync("/api/log/key")).Text.Trim();

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<long?> SizeAsync(Site site) => await site.Anybody.GetAsync("/api/log/checkpoint") is { Status: 200 } answer
        ? long.Parse(answer.Text.Split('\n')[1], CultureInfo.InvariantCulture)
        : null;
}
