using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>A text in Chinese, English or both; at least one is there.</summary>
public sealed record LocalText(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Zh = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? En = null)
{
    /// <summary>The text in the wanted language, or in the other where it is missing.</summary>
    public string In(string language) => (language == "en" ? En ?? Zh : Zh ?? En) ?? "";
}
