using System.Text.Json;
using Evaluation.Gateway.Operations.Storage;
using Npgsql;

namespace Evaluation.Cluster.Operations;

/// <summary>
/// The table in which the commands <c>record-backup</c> and <c>verify</c> record that they were run, for the operations page.
/// </summary>
internal static class RecordTable
{
    private const string Backup = "backup";
    private const string Verification = "verification";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public static Task SaveAsync(NpgsqlDataSource source, BackupRecord backup) => SaveAsync(source, Backup, JsonSerializer.Serialize(backup, Form));

    public static Task SaveAsync(NpgsqlDataSource source, VerificationRecord verification) => SaveAsync(source, Verification, JsonSerializer.Serialize(verification, Form));

    /// <exception cref="NpgsqlException">The server did not answer, or the table is not there yet.</exception>
    public static async Task<StorageRecords> ReadAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select kind, record from operation_records");
        await using var row = await command.ExecuteReaderAsync(cancel);
        var records = StorageRecords.None;
        while (await row.ReadAsync(cancel))
        {
            records = row.GetString(0) switch
            {
                Backup => records with { Backup = JsonSerializer.Deserialize<BackupRecord>(row.GetString(1), Form) },
                Verification => records with { Verification = JsonSerializer.Deserialize<VerificationRecord>(row.GetString(1), Form) },
                _ => records,
            };
        }
        return records;
    }

    private static async Task SaveAsync(NpgsqlDataSource source, string kind, string record)
    {
        await using var command = source.CreateCommand(
            "insert into operation_records(kind, record) values($1, $2) on conflict (kind) do update set record = excluded.record, recorded_at = now()");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = record });
        await command.ExecuteNonQueryAsync();
    }
}
