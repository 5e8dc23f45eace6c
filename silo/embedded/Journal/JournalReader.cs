using Evaluation.Journal;
using Microsoft.Data.Sqlite;

namespace Evaluation.Embedded.Journal;

/// <summary>Reads the journal in chunks, each on its own connection.</summary>
/// <remarks>
/// No transaction stays open between two chunks. Otherwise a slow consumer would block the checkpoint, and the write-ahead log would grow
/// without limit. Entries never change, so consecutive chunks are consistent.
/// </remarks>
internal sealed class JournalReader(JournalFile file)
{
    private const string EntriesSql =
        "select first_version, event_count, format, payload, chain from journal where stream = $stream and first_version >= $from order by first_version";

    private const string SnapshotSql = "select version, format, payload, chain from snapshots where stream = $stream";

    /// <summary>Run once per name. Each run is an index seek, independent of the number of entries.</summary>
    private const string NextStreamSql = "select stream from journal where stream > $after order by stream limit 1";

    private const string FirstStreamSql = "select stream from journal where stream >= $after order by stream limit 1";

    private const string EndSql =
        "select first_version + event_count, chain from journal where stream = $stream and first_version < $before order by first_version desc limit 1";

    /// <summary>The next entries, about <see cref="Limits.BytesPerRead"/> in total; empty at the end of the stream.</summary>
    public List<JournalEntry> ReadEntries(string stream, long fromVersion)
    {
        using var connection = file.OpenForReading();
        using var command = new SqliteCommand(EntriesSql, connection);
        command.Parameters.AddWithValue("$stream", stream);
        command.Parameters.AddWithValue("$from", fromVersion);
        using var row = command.ExecuteReader();
        List<JournalEntry> entries = [];
        for (var bytes = 0L; bytes < Limits.BytesPerRead && row.Read();)
        {
            var entry = new JournalEntry(stream, row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4));
            entries.Add(entry);
            bytes += entry.Payload.Length + entry.Hash.Length;
        }
        return entries;
    }

    public Snapshot? ReadSnapshot(string stream)
    {
        using var connection = file.OpenForReading();
        using var command = new SqliteCommand(SnapshotSql, connection);
        command.Parameters.AddWithValue("$stream", stream);
        using var row = command.ExecuteReader();
        return row.Read() ? new(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3)) : null;
    }

    /// <summary>
    /// Up to <see cref="Limits.StreamsPerRead"/> names that begin with <paramref name="prefix"/>, after <paramref name="after"/> or, if it
    /// is null, from the first. Fewer at the end.
    /// </summary>
    public List<string> ListStreams(string prefix, string? after)
    {
        using var connection = file.OpenForReading();
        using var command = new SqliteCommand(after is null ? FirstStreamSql : NextStreamSql, connection);
        var place = command.Parameters.AddWithValue("$after", after ?? prefix);
        List<string> names = [];
        while (names.Count < Limits.StreamsPerRead
            && command.ExecuteScalar() is string name
            && name.StartsWith(prefix, StringComparison.Ordinal))
        {
            names.Add(name);
            place.Value = name;
            command.CommandText = NextStreamSql;
        }
        return names;
    }

    /// <summary>The chain value of the entry that ends at the version; null if none does.</summary>
    public byte[]? ReadChain(string stream, long version)
    {
        using var connection = file.OpenForReading();
        return ReadEnd(connection, stream, version) is { } end && end.Version == version ? end.Chain : null;
    }

    /// <summary>Like <see cref="ListStreams"/>, with the end of every stream.</summary>
    public List<StreamHead> ListHeads(string prefix, string? after)
    {
        var names = ListStreams(prefix, after);
        using var connection = file.OpenForReading();
        return names.ConvertAll(name => ReadEnd(connection, name, long.MaxValue) is var (version, chain)
            ? new StreamHead(name, version, chain)
            : throw new JournalUnavailableException($"The stream '{name}' went away while the journal was read."));
    }

    private static (long Version, byte[] Chain)? ReadEnd(SqliteConnection connection, string stream, long before)
    {
        using var command = new SqliteCommand(EndSql, connection);
        command.Parameters.AddWithValue("$stream", stream);
        command.Parameters.AddWithValue("$before", before);
        using var row = command.ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : null;
    }
}
