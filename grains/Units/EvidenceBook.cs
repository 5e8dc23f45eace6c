using System.Collections.Immutable;
using Evaluation.Evidence;

namespace Evaluation.Units;

/// <summary>
/// The evidence of a unit: each content once, numbered in the order of filing, and the places that are reserved for files on their way.
/// </summary>
public sealed record EvidenceBook(ImmutableList<FiledEvidence> Filed)
{
    public static readonly EvidenceBook Empty = new([]);

    /// <summary>Reservations by hash. One that has ended counts no more.</summary>
    private ImmutableDictionary<string, Reservation> Reserved { get; init; } = ImmutableDictionary.Create<string, Reservation>(StringComparer.Ordinal);

    public FiledEvidence? Find(string sha256) => Filed.Find(filed => filed.Item.Sha256 == sha256);

    internal Decision<UnitEvent> Reserve(string sha256, long size, DateTimeOffset at, string by)
    {
        if (Find(sha256) is not null || (Reserved.TryGetValue(sha256, out var reserved) && reserved.Until > at))
            return Decision<UnitEvent>.NothingToDo;
        return Refuse(sha256, size, at) is { } refusal ? refusal : new EvidenceReserved(sha256, size, at + Limits.EvidenceReservedFor, at, by);
    }

    internal Decision<UnitEvent> Release(string sha256, DateTimeOffset at, string by) =>
        Reserved.ContainsKey(sha256) ? new EvidenceReleased(sha256, at, by) : Decision<UnitEvent>.NothingToDo;

    internal Decision<UnitEvent> File(EvidenceItem item, DateTimeOffset at, string by)
    {
        if (Find(item.Sha256) is not null)
            return Decision<UnitEvent>.NothingToDo;
        return Refuse(item.Sha256, item.Size, at) is { } refusal ? refusal : new EvidenceFiled($"ev-{Filed.Count + 1}", item, at, by);
    }

    internal EvidenceBook Add(FiledEvidence filed) => this with { Filed = Filed.Add(filed), Reserved = Reserved.Remove(filed.Item.Sha256) };

    /// <summary>Reservations that have ended are forgotten here, so that they do not add up.</summary>
    internal EvidenceBook Hold(EvidenceReserved reserved) => this with
    {
        Reserved = Reserved.RemoveRange(Reserved.Where(other => other.Value.Until <= reserved.At).Select(other => other.Key))
            .SetItem(reserved.Sha256, new(reserved.Size, reserved.Until)),
    };

    internal EvidenceBook Free(EvidenceReleased released) => this with { Reserved = Reserved.Remove(released.Sha256) };

    /// <summary>The reason why a file has no place beside the filed files and the reservations of others.</summary>
    private Refusal? Refuse(string sha256, long size, DateTimeOffset at)
    {
        Reservation[] others = [.. Reserved.Where(other => other.Key != sha256 && other.Value.Until > at).Select(other => other.Value)];
        if (Filed.Count + others.Length >= Limits.EvidencePerUnit)
            return new(RefusalCode.TooMuchEvidence, $"A unit can file at most {Limits.EvidencePerUnit} items.", ("itemsMax", Limits.EvidencePerUnit));
        if (Filed.Sum(filed => filed.Item.Size) + others.Sum(other => other.Size) + size > Limits.EvidenceBytesPerUnit)
            return new(RefusalCode.TooMuchEvidence, $"The files of a unit can have at most {Limits.EvidenceBytesPerUnit} bytes in total.", ("bytesMax", Limits.EvidenceBytesPerUnit));
        return null;
    }

    private sealed record Reservation(long Size, DateTimeOffset Until);
}
