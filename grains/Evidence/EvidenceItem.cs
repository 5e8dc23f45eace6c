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

/// <summary>A file with which a unit supports a claim to points.</summary>
/// <remarks>Written to the journal with these names: a property may be added with a default, never renamed or removed.</remarks>
/// <param name="Sha256">The hash of the content, which identifies the item: 64 lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes.</param>
/// <param name="MediaType">Detected from the content; the file's name is ignored.</param>
/// <param name="Criterion">The code of the assessed criterion that it supports.</param>
/// <param name="Date">The date of the paper, or the day on which the picture was taken.</param>
public sealed record EvidenceItem(string Sha256, long Size, string MediaType, string Title, EvidenceKind Kind, string Criterion, DateOnly Date);

/// <summary>An item in a unit's list.</summary>
/// <param name="Id"><c>ev-1</c>, <c>ev-2</c> and so on, in the order of filing.</param>
/// <param name="By">The account that filed it.</param>
public sealed record FiledEvidence(string Id, EvidenceItem Item, DateTimeOffset At, string By);

/// <summary>A unit's evidence in the order of filing.</summary>
public sealed record EvidenceList(IReadOnlyList<FiledEvidence> Filed);
