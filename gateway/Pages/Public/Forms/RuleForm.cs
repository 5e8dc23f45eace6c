namespace Evaluation.Gateway.Pages.Public.Forms;

/// <summary>One form of the rules in plain words.</summary>
/// <param name="Name">The key of its name in the section <c>publicRule</c>, without <c>name-</c>.</param>
/// <param name="Lines">What the rules say; empty where they do not use the form.</param>
public sealed record RuleForm(string Name, IReadOnlyList<string> Lines);
