using System.Collections.Immutable;
using Evaluation.Evidence;

namespace Evaluation.Units;

/// <summary>The evidence of a unit: each content once, numbered in the order of filing.</summary>
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
            return new Refusal(RefusalCode.TooMuchEvidence, $"A unit can file at most {Limits.EvidencePerUnit} items.", ("itemsMax", Limits.EvidencePerUnit));
        if (Bytes + item.Size > Limits.EvidenceBytesPerUnit)
            return new Refusal(RefusalCode.TooMuchEvidence, $"The files of a unit can have at most {Limits.EvidenceBytesPerUnit} bytes in total.", ("bytesMax", Limits.EvidenceBytesPerUnit));
        return new EvidenceFiled($"ev-{Filed.Count + 1}", item, at, by);
    }

    internal EvidenceBook Add(FiledEvidence filed) => new(Filed.Add(filed));
}
