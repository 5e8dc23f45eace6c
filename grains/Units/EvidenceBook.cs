using System.Collections.Immutable;
using Evaluation.Evidence;

namespace Evaluation.Units;

/// <summary>A unit's evidence: each content once, numbered in the order of filing.</summary>
public sealed record EvidenceBook(ImmutableList<FiledEvidence> Filed)
{
    public static readonly EvidenceBook Empty = new([]);

    private long Bytes => Filed.Sum(filed => filed.Item.Size);

    public FiledEvidence? Find(string sha256) => Filed.Find(filed => filed.Item.Sha256 == sha256);

    internal Decision<UnitEvent> File(EvidenceItem item, DateTimeOffset at, string by)
    {
        if (Find(item.Sha256) is not null)
            return Decision<UnitEvent>.NothingToDo;
        if (Filed.Count >= Limits.EvidencePerUnit)
            return new Refusal(RefusalCode.TooMuchEvidence, $"A unit files {Limits.EvidencePerUnit} items at the most.", ("itemsMax", Limits.EvidencePerUnit));
        if (Bytes + item.Size > Limits.EvidenceBytesPerUnit)
            return new Refusal(RefusalCode.TooMuchEvidence, $"A unit's files have {Limits.EvidenceBytesPerUnit} bytes together at the most.", ("bytesMax", Limits.EvidenceBytesPerUnit));
        return new EvidenceFiled($"ev-{Filed.Count + 1}", item, at, by);
    }

    internal EvidenceBook Add(FiledEvidence filed) => new(Filed.Add(filed));
}
