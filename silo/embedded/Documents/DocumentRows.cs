using Evaluation.Documents;
using Microsoft.Data.Sqlite;

namespace Evaluation.Embedded.Documents;

/// <summary>Reads rows of the table of documents.</summary>
internal static class DocumentRows
{
    public const string ReadSql = "select version, saved_at, saved_by, kept_until, content from documents where kind = $kind and key = $key";

    /// <summary>The row of <see cref="ReadSql"/>; null when there is none.</summary>
    public static DocumentState? Read(SqliteDataReader row)
    {
        if (!row.Read())
            return null;
        // Written out: a null array would become an empty content.
        ReadOnlyMemory<byte>? content = row.IsDBNull(4) ? default(ReadOnlyMemory<byte>?) : row.GetFieldValue<byte[]>(4);
        return new(row.GetInt64(0), Instant(row.GetInt64(1)), row.GetString(2), Instant(row, 3), content);
    }

    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = new SqliteCommand(sql, connection);
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    public static long Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Instant(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Instant(row.GetInt64(column));
}
