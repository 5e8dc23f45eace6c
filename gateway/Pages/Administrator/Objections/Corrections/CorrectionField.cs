namespace Evaluation.Gateway.Pages.Administrator.Objections.Corrections;

/// <summary>One field of a correction.</summary>
/// <param name="Path">Its place in the correction's JSON: <c>sheet/points/results</c>.</param>
/// <param name="Label">In the reader's language.</param>
/// <param name="Choices">What may be chosen, with its name; null where something is typed.</param>
/// <param name="Hint">What is allowed; null where that goes without saying.</param>
public sealed record CorrectionField(string Path, string Label, FieldKind Kind, IReadOnlyList<(string Value, string Name)>? Choices = null, string? Hint = null, bool IsOptional = false);

/// <summary>What a field's text becomes.</summary>
public enum FieldKind
{
    Text,

    /// <summary>Text of several lines.</summary>
    Lines,

    Number,

    /// <summary>A number of points, or <c>na</c> for "not applicable".</summary>
    Points,

    Date,

    /// <summary>Yes or no.</summary>
    Flag,
}
