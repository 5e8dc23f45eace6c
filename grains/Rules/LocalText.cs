using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>A text in Chinese, English or both. At least one is present.</summary>
public sealed record LocalText(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Zh = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? En = null)
{
    /// <summary>The text in the given language, or in the other one if it is missing.</summary>
    public string In(string language) => (language == "en" ? En ?? Zh : Zh ?? En) ?? "";
}
