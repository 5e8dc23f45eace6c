using Evaluation.Journal;
using Microsoft.Data.Sqlite;

namespace Evaluation.Embedded.Journal;

/// <summary>Reads a piece at a time, each on a connection of its own.</summary>
/// <remarks>
/// Nothing stays open between two pieces: a listener that stalls would otherwise keep the write-ahead log from being moved
/// into the file, and it would grow without end. Entries never change, so the pieces fit together.
/// </remarks>
internal sealed class JournalReader(JournalFile file)
{
    private const string EntriesSql =
        "select first_version, event_count, format, payload, chain from journal where stream = $stream and first_version >= $from order by first_version";

    private const string SnapshotSql = "select version, format, payload, chain from snapshots where stream = $stream";

    /// <summary>Asked again and again for the one behind: each is a seek, whatever number of entries the streams between hold.</summary>
    private const string NextStreamSql = "select stream from journal where stream > $after order by stream limit 1";

    private const string FirstStreamSql = "select stream from journal where stream >= $after order by stream limit 1";

    /// <summary>Entries of about <see cref="Limits.BytesPerRead"/>; none when there are no more.</summary>
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
    /// Up to <see cref="Limits.StreamsPerRead"/> names behind <paramref name="after"/> that begin with <paramref name="prefix"/>,
    /// or from the first of them; fewer when there are no more.
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
}
