using Evaluation.Gateway.Hosting;
using Npgsql;

namespace Evaluation.Cluster.Journal;

/// <summary>
/// Refuses a PostgreSQL that acknowledges what it has not flushed, or that cannot repair a page that was half written: a power failure
/// would lose what was acknowledged.
/// </summary>
internal static partial class FlushCheck
{
    /// <summary>The setting that allows such a server: <c>true</c>, or the names of what may be off.</summary>
    public const string Setting = "EVALUATION_UNFLUSHED_DATABASE";

    private static readonly string[] Needed = ["fsync", "full_page_writes", "synchronous_commit"];

    // Every commit of the program asks for synchronous_commit; a pooler of connections may drop this wish.
    private const string OffSql =
        """
        select name from (values ('fsync', 'on'), ('full_page_writes', 'on'), ('synchronous_commit', 'on'), ('synchronous_commit', 'remote_apply')) as needed(name, value)
        group by name having not current_setting(name) = any(array_agg(value)) order by name
        """;

    /// <summary>Like <see cref="RequireAsync"/>, but retries for a while if the server does not respond yet.</summary>
    public static Task RequirePatientlyAsync(NpgsqlDataSource source, IConfiguration configuration, ILogger log) =>
        StartPatience.RunAsync("flush-check", failure => failure is NpgsqlException { IsTransient: true }, log, stop => RequireAsync(source, configuration, log, stop));

    /// <summary>Accepts a server that flushes whole pages. What <see cref="Setting"/> names may be off: then a warning is logged.</summary>
    /// <exception cref="SettingException">The server does not flush, or not whole pages, and this is not allowed.</exception>
    /// <exception cref="NpgsqlException">The server did not respond.</exception>
    public static async Task RequireAsync(NpgsqlDataSource source, IConfiguration configuration, ILogger? log = null, CancellationToken cancel = default)
    {
        var allowed = Allowed(configuration);
        var off = await FindOffAsync(source, cancel);
        if (off.Count == 0)
            return;
        var at = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        var place = $"{at.Host}, database {at.Database ?? at.Username}";
        if (off.Except(allowed).ToArray() is { Length: > 0 } refused)
            throw new SettingException($"PostgreSQL at {place} may lose what it acknowledges when the power fails: {string.Join(", ", refused)} is not on. Switch it on in its settings. See the handbook, PostgreSQL must flush.");
        if (log is not null)
            LogAllowed(log, place, string.Join(", ", off), Setting);
    }

    private static async Task<List<string>> FindOffAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        List<string> off = [];
        await using var command = source.CreateCommand(OffSql);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            off.Add(row.GetString(0));
        return off;
    }

    /// <exception cref="SettingException">The setting has another form.</exception>
    private static string[] Allowed(IConfiguration configuration)
    {
        var text = configuration[Setting] ?? "";
        if (text.Length == 0 || bool.TryParse(text, out _))
            return text.Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase) ? Needed : [];
        var named = text.Split(',', StringSplitOptions.TrimEntries);
        return named.All(Needed.Contains) ? named : throw new SettingException($"{Setting} is true, false, or some of {string.Join(", ", Needed)}, not '{text}'.");
    }

    [LoggerMessage(LogLevel.Warning, "PostgreSQL at {Place} may lose what it acknowledges when the power fails ({Off} is not on). {Setting} allows it.")]
    private static partial void LogAllowed(ILogger log, string place, string off, string setting);
}
