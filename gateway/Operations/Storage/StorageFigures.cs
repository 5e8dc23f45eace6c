using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Gateway.Operations.Storage;

/// <summary>Sizes of the storage now. What cannot be seen is null, never estimated.</summary>
/// <param name="Name">The data folder, or the server with its port.</param>
/// <param name="DataBytes">Everything that is stored, with evidence.</param>
/// <param name="EvidenceBytes">Files of evidence among them.</param>
/// <param name="DiskBytes">Size of the disk; null where the server's disk cannot be seen.</param>
/// <param name="FreeBytes">Free on it.</param>
/// <param name="Connections">Open connections of the database server, if it is one.</param>
/// <param name="ConnectionsMax">How many it accepts.</param>
/// <param name="Standbys">Standbys that follow the server; null for a deployment without a server.</param>
public sealed record StorageFigures(
    string Name, long DataBytes, long? EvidenceBytes, long? DiskBytes, long? FreeBytes, int? Connections, int? ConnectionsMax, IReadOnlyList<StandbyFigures>? Standbys)
{
    public long? UsedBytes => DiskBytes - FreeBytes;
}

/// <summary>A standby of the database server.</summary>
/// <param name="IsSynchronous">Whether commits wait for it; null where the account may not see it.</param>
/// <param name="BehindSeconds">How far it is behind; null where it follows without delay or this cannot be seen.</param>
public sealed record StandbyFigures(string Name, bool? IsSynchronous, double? BehindSeconds);

/// <summary>The last backup that the commands of the program have recorded.</summary>
/// <param name="At">When it was complete.</param>
/// <param name="Bytes">Its size.</param>
public sealed record BackupRecord(DateTimeOffset At, long Bytes, double? Seconds = null);

/// <summary>What a run of <c>verify</c> found.</summary>
[JsonConverter(typeof(CamelCaseEnum<VerificationOutcome>))]
public enum VerificationOutcome
{
    Agrees,

    /// <summary>A hash chain does not hold.</summary>
    ChainBroken,

    /// <summary>The record contradicts itself.</summary>
    Contradicts,

    /// <summary>Files of evidence are missing or damaged.</summary>
    EvidenceLost,
}

/// <summary>The last run of <c>verify</c>.</summary>
/// <param name="At">When it ended.</param>
public sealed record VerificationRecord(DateTimeOffset At, double Seconds, VerificationOutcome Outcome);

/// <summary>What the commands of the program have recorded; null for what was never done.</summary>
public sealed record StorageRecords(BackupRecord? Backup, VerificationRecord? Verification)
{
    public static readonly StorageRecords None = new(null, null);

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public string ToJson() => JsonSerializer.Serialize(this, Form);

    /// <summary>A text that is no record is as if nothing had been recorded.</summary>
    public static StorageRecords Read(string? json)
    {
        try
        {
            return json is null ? None : JsonSerializer.Deserialize<StorageRecords>(json, Form) ?? None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}

/// <summary>Reads the storage of a deployment.</summary>
public interface IStorageReader
{
    /// <exception cref="Exception">The storage did not answer.</exception>
    ValueTask<StorageFigures> ReadFiguresAsync(CancellationToken cancel);

    /// <exception cref="Exception">The storage did not answer.</exception>
    ValueTask<StorageRecords> ReadRecordsAsync(CancellationToken cancel);
}
