using Evaluation.Gateway.Hosting;
using Evaluation.Testing.Witnesses;
using Microsoft.Data.Sqlite;

namespace Evaluation.Tests.Process;

/// <summary>The witness against the running program, while an insider works on the database file between two starts.</summary>
public sealed class WitnessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-witness-");
    private readonly Witness _witness;

    public WitnessTests() => _witness = new(Path.Combine(_folder.FullName, "heads.jsonl"));

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [WithNodeFact]
    public async Task What_an_insider_does_between_two_starts_is_named()
    {
        await RunAsync("one", watch: true);
        Copy(Data, Data + "-old");
        await RunAsync("two", watch: true);

        // The older copy is not served: the newest signed head is kept outside of it.
        Copy(Data, Data + "-new");
        Replace(Data + "-old");
        var (code, said) = await ServerProcess.RunAsync(Data);
        Assert.Equal(ExitCodes.LogBehind, code);
        Assert.Contains("new-origin --reason", said, StringComparison.Ordinal);
        var verified = await ServerProcess.RunAsync(Data, "verify", Data, "--heads", _witness.Heads);
        Assert.Equal(ExitCodes.RecordDiffers, verified.Code);
        Assert.Contains("shorter than implied: the newest signed head covers", verified.Said, StringComparison.Ordinal);
        Assert.Contains("shorter than implied: the witness covers", verified.Said, StringComparison.Ordinal);

        // An insider who removes the kept head as well is found by the witness.
        File.Delete(Path.Combine(Data + "-keys", "log-head.json"));
        Assert.Contains("heads: no kept head was found", (await ServerProcess.RunAsync(Data, "verify", Data)).Said, StringComparison.Ordinal);
        using (var server = await ServerProcess.StartAsync(Data))
        {
            Assert.Contains("no kept head was found beside the keys", server.Said(), StringComparison.Ordinal);
            Assert.Contains("ROLLBACK", (await WatchAsync(server, Witness.Rollback)), StringComparison.Ordinal);
        }

        // So is one who deletes the log and lets the server make another one.
        Replace(Data + "-new");
        File.Delete(Path.Combine(Data + "-keys", "log-head.json"));
        Execute("delete from journal where stream = 'log'");
        using (var server = await ServerProcess.StartAsync(Data))
        {
            for (var number = 0; number < 3; number++)
                await AddAsync(server, $"again-{number}");
            var found = await WatchAsync(server, Witness.Rollback, Witness.Fork);
            Assert.Contains("the last one that it still has: none", found, StringComparison.Ordinal);
        }
    }

    [WithNodeFact]
    public async Task A_rewritten_stream_is_named_although_its_chain_was_computed_again()
    {
        await RunAsync("one", watch: true);
        Assert.Equal(ExitCodes.Clean, (await ServerProcess.RunAsync(Data, "verify", Data, "--heads", _witness.Heads)).Code);
        Execute("delete from journal where stream = 'staff' and first_version = (select max(first_version) from journal where stream = 'staff')");
        var (code, said) = await ServerProcess.RunAsync(Data, "verify", Data);
        Assert.Equal(ExitCodes.RecordDiffers, code);
        Assert.Contains("staff at version 1: shorter than implied: a block of the log has its version 2", said, StringComparison.Ordinal);
    }

    [WithNodeFact]
    public async Task A_new_origin_is_taken_by_hand()
    {
        await RunAsync("one", watch: true);
        var (code, said) = await ServerProcess.RunAsync(Data, "new-origin", "--reason", "a test");
        Assert.True(code == ExitCodes.Clean, said);
        using var server = await ServerProcess.StartAsync(Data);
        Assert.Contains("localhost/log/2", await WatchAsync(server, Witness.NewOrigin), StringComparison.Ordinal);
        Assert.Equal(0, (await _witness.RunAsync(server.Site, "accept-origin", "--origin", "localhost/log/2")).Code);
        await WatchAsync(server, 0);
    }

    /// <summary>Starts the program, adds an account, looks once with the witness, and stops.</summary>
    private async Task RunAsync(string name, bool watch)
    {
        using var server = await ServerProcess.StartAsync(Data);
        await AddAsync(server, name);
        if (_witness.Key.Length == 0)
            _witness.Key = (await HeadAsync(server, "/api/log/key")).Trim();
        if (watch)
            await WatchAsync(server, 0);
        Assert.Equal(0, await server.TerminateAsync());
    }

    private static async Task AddAsync(ServerProcess server, string name)
    {
        var before = await SizeAsync(server);
        (await server.Site.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[]}""")).Answers(201);
        // The witness is to see a head that covers the account.
        while (await SizeAsync(server) == before)
            await Task.Yield();
    }

    private static async Task<long> SizeAsync(ServerProcess server) => long.Parse((await HeadAsync(server, "/api/log/checkpoint")).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The first head is signed within a second of the start.</summary>
    private static async Task<string> HeadAsync(ServerProcess server, string path)
    {
        while (true)
            if (await server.Site.Anybody.GetAsync(path) is { Status: 200 } answer)
                return answer.Text;
    }

    private async Task<string> WatchAsync(ServerProcess server, params int[] codes)
    {
        await HeadAsync(server, "/api/log/checkpoint");
        var (code, said) = await _witness.RunAsync(server.Site);
        Assert.True(codes.Contains(code), $"{code}: {said}");
        return said;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "evaluation.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    private void Replace(string other)
    {
        Directory.Delete(Data, recursive: true);
        Copy(other, Data);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}

/// <summary>A fact that needs Node, which the witness runs on.</summary>
public sealed class WithNodeFactAttribute : FactAttribute
{
    public WithNodeFactAttribute() => Skip = Witness.WhyMissing;
}
