using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Operations;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Evaluation.Gateway.Hosting;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Evaluation.Cluster.Tests.Journal;

/// <summary>A PostgreSQL that acknowledges what it has not flushed is refused.</summary>
[Collection(Processes.Name)]
public sealed class FlushCheckTests
{
    private const string Name = "postgres";

    [PostgresFact]
    public async Task A_server_that_does_not_flush_or_not_whole_pages_is_refused_and_its_settings_are_named()
    {
        // The servers of the tests do not flush.
        using var server = await PostgresServer.StartAsync();
        await RefusesAsync(server, "fsync");
        await SetAsync(server, "alter system set full_page_writes = off", "select pg_reload_conf()");
        await Eventually.IsTrueAsync(async () => (await MessageAsync(server))!.Contains("full_page_writes", StringComparison.Ordinal), "the server has read its settings");
        await RefusesAsync(server, "fsync, full_page_writes");
        await using (var source = PostgresConnection.Open(server.ConnectionString(Name)))
            await FlushCheck.RequireAsync(source, Allowed("true"));
        await RefusesAsync(server, "fsync", allowed: "full_page_writes");
        await RefusesAsync(server, "full_page_writes", allowed: "fsync");
        Assert.Null(await MessageAsync(server, "fsync, full_page_writes"));
    }

    [PostgresFact]
    public async Task A_server_that_flushes_is_refused_only_where_commits_do_not_wait_for_it()
    {
        using var server = await PostgresServer.StartUnderAsync(_ => ["env"], _ => { });
        Assert.Null(await MessageAsync(server));
        await using var source = NpgsqlDataSource.Create(server.ConnectionString(Name) + ";Options=-c synchronous_commit=off");
        var refused = await Assert.ThrowsAsync<SettingException>(() => FlushCheck.RequireAsync(source, Allowed("")));
        Assert.Contains("synchronous_commit is not on", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Silos_gateways_and_commands_that_write_end_with_code_2_and_name_what_is_off()
    {
        using var server = await PostgresServer.StartAsync();
        foreach (var role in (string[])["silo", "gateway"])
        {
            using var process = ClusterProcess.Begin(role, server.ConnectionString(Name), (FlushCheck.Setting, false));
            Assert.Equal(2, await process.EndAsync());
            Assert.Contains("may lose what it acknowledges when the power fails: fsync is not on.", process.Said(), StringComparison.Ordinal);
        }
        foreach (var command in (string[][])[["migrate"], ["new-origin"], ["keys", "list"], ["record-backup", "/tmp"]])
        {
            var (code, said) = await Verification.RunAsync(server.ConnectionString(Name), KeyDatabases.Settings(server.ConnectionString(Name)).Append((FlushCheck.Setting, "false")), command);
            Assert.True(code == 2, $"{command[0]}: {said}");
            Assert.Contains("fsync is not on", said, StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task A_value_that_names_nothing_that_may_be_off_is_refused()
    {
        using var server = await PostgresServer.StartAsync();
        await using var source = PostgresConnection.Open(server.ConnectionString(Name));
        var refused = await Assert.ThrowsAsync<SettingException>(() => FlushCheck.RequireAsync(source, Allowed("perhaps")));
        Assert.Equal($"{FlushCheck.Setting} is true, false, or some of fsync, full_page_writes, synchronous_commit, not 'perhaps'.", refused.Message);
    }

    private static async Task RefusesAsync(PostgresServer server, string off, string allowed = "false") => Assert.Equal(
        $"PostgreSQL at 127.0.0.1, database {Name} may lose what it acknowledges when the power fails: {off} is not on. Switch it on in its settings. See the handbook, PostgreSQL must flush.",
        await MessageAsync(server, allowed));

    private static async Task<string?> MessageAsync(PostgresServer server, string allowed = "false")
    {
        await using var source = PostgresConnection.Open(server.ConnectionString(Name));
        try
        {
            await FlushCheck.RequireAsync(source, Allowed(allowed));
            return null;
        }
        catch (SettingException refused)
        {
            return refused.Message;
        }
    }

    private static async Task SetAsync(PostgresServer server, params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString(Name));
        foreach (var sql in statements)
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static IConfiguration Allowed(string value) => new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(FlushCheck.Setting, (string?)value)]).Build();
}
