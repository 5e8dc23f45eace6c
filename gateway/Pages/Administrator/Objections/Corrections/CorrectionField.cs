namespace Evaluation.Gateway.Pages.Administrator.Objections.Corrections;

/// <summary>One field of a correction.</summary>
/// <param name="Path">The field's place in the correction's JSON: <c>sheet/points/results</c>.</param>
/// <param name="Label">The label in the reader's language.</param>
/// <param name="Choices">The values to choose from, with their names; null for a text field.</param>
/// <param name="Hint">The allowed values in words; null when the label is enough.</param>
public sealed record CorrectionField(string Path, string Label, FieldKind Kind, IReadOnlyList<(string Value, string Name)>? Choices = null, string? Hint = null, bool IsOptional = false);

/// <summary>The type of a field's value.</summary>
public enum FieldKind
{
    Text,

    /// <summary>Text of several lines.</summary>
    Lines,

    Number,

    /// <summary>A number of points, or <c>na</c> for "not applicable".</summary>
    Points,

    /// <summary>A number as it was typed, or <c>na</c> for "not applicable", which stands for the whole figure.</summary>
    Figure,

    Date,

    /// <summary>Yes or no.</summary>
    Flag,
}
