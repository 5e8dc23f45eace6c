using System.Text.Json.Serialization;

namespace Evaluation.Evidence;

/// <summary>What a file of evidence is, in the words of an archive.</summary>
[JsonConverter(typeof(CamelCaseEnum<EvidenceKind>))]
public enum EvidenceKind
{
    /// <summary>A paper with a text: a report, a notice, minutes.</summary>
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
/// <param name="Sha256">The content, which alone says what the item is: 64 lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes.</param>
/// <param name="MediaType">What the content shows itself to be, whatever its name said.</param>
/// <param name="Criterion">The assessed criterion that it supports, by its code.</param>
/// <param name="Date">The day that the paper bears, or the picture was taken.</param>
public sealed record EvidenceItem(string Sha256, long Size, string MediaType, string Title, EvidenceKind Kind, string Criterion, DateOnly Date);

/// <summary>An item in a unit's list.</summary>
/// <param name="Id"><c>ev-1</c>, <c>ev-2</c> and so on, in the order of filing.</param>
/// <param name="By">The account that filed it.</param>
public sealed record FiledEvidence(string Id, EvidenceItem Item, DateTimeOffset At, string By);

/// <summary>A unit's evidence in the order of filing.</summary>
public sealed record EvidenceList(IReadOnlyList<FiledEvidence> Filed);
