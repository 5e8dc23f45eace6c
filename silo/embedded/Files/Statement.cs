using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Evaluation.Embedded.Files;

/// <summary>A prepared statement below ADO.NET. Binds spans directly and allocates nothing for numbers and bytes.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The file lacks a table or column of the statement.</exception>
    public Statement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_connection, sql, out _statement));
    }

    public Statement Bind(int index, string text)
    {
        Check(raw.sqlite3_bind_text(_statement, index, text));
        return this;
    }

    public Statement Bind(int index, long number)
    {
        Check(raw.sqlite3_bind_int64(_statement, index, number));
        return this;
    }

    public Statement Bind(int index, ReadOnlyMemory<byte> bytes)
    {
        Check(raw.sqlite3_bind_blob(_statement, index, bytes.Span));
        return this;
    }

    /// <summary>Runs the statement to its end, clears its bindings, and returns the number of changed rows.</summary>
    /// <exception cref="SqliteException">The statement failed. Within a transaction, roll back.</exception>
    public int Run()
    {
        try
        {
            Check(raw.sqlite3_step(_statement));
            return raw.sqlite3_changes(_connection);
        }
        finally
        {
            // Reset returns the error of the step again, which is already being thrown.
            _ = raw.sqlite3_reset(_statement);
            _ = raw.sqlite3_clear_bindings(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection);
}
