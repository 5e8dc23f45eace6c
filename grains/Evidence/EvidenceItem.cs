using System.Text.Json.Serialization;

namespace Evaluation.Evidence;

/// <summary>The kind of a file of evidence, in an archive's terms.</summary>
[JsonConverter(typeof(CamelCaseEnum<EvidenceKind>))]
public enum EvidenceKind
{
    /// <summary>A paper with text: a report, a notice, minutes.</summary>
    Document,

    /// <summary>A photograph or another picture.</summary>
    Picture,

    /// <summary>A case volume: the papers of one case, bound together.</summary>
    Volume,

    /// <summary>Anything else, such as a recording or a table.</summary>
    Other,
}

/// <summary>Who files an item: each owner has a list of its own per unit.</summary>
[JsonConverter(typeof(CamelCaseEnum<EvidenceOwner>))]
public enum EvidenceOwner
{
    /// <summary>The unit. Its items are <c>ev-1</c>, <c>ev-2</c> and so on.</summary>
    Unit,

    /// <summary>
    /// Inspectors and reviewers. Their items are <c>iev-1</c>, <c>iev-2</c> and so on, and hidden from the unit until publication.
    /// </summary>
    Inspection,
}

/// <summary>A file that supports a claim to points, a check, a finding or a reply.</summary>
/// <remarks>Written to the journal with these names: a property may be added with a default, never renamed or removed.</remarks>
/// <param name="Sha256">The hash of the content, which identifies the item: 64 lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes.</param>
/// <param name="MediaType">Detected from the content; the file's name is ignored.</param>
/// <param name="Criterion">The code of the assessed criterion that it supports; null for none.</param>
/// <param name="Date">The date of the paper, or the day on which the picture was taken.</param>
public sealed record EvidenceItem(string Sha256, long Size, string MediaType, string Title, EvidenceKind Kind, string? Criterion, DateOnly Date);

/// <summary>An item in a list of evidence.</summary>
/// <param name="Id">Its number in the order of filing; see <see cref="EvidenceOwner"/>. A number is never used again.</param>
/// <param name="By">The account that filed it.</param>
public sealed record FiledEvidence(string Id, EvidenceItem Item, DateTimeOffset At, string By);

/// <summary>The evidence about a unit in the order of filing, without withdrawn items.</summary>
/// <param name="Filed">Of the unit.</param>
/// <param name="Inspection">Of inspectors and reviewers; null for none.</param>
public sealed record EvidenceList(IReadOnlyList<FiledEvidence> Filed, IReadOnlyList<FiledEvidence>? Inspection = null)
{
    /// <summary>Whether one of the lists has the item.</summary>
    public bool Has(string id) => Find(id) is not null;

    public FiledEvidence? Find(string id) => Filed.Concat(Inspection ?? []).FirstOrDefault(filed => filed.Id == id);
}
