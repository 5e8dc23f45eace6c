namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>The parts of a credential as slips show them.</summary>
internal static class PartText
{
    private const int CheckCharacters = 2;
    private const int Together = 4;

    /// <summary>In groups; the last group is the check, which both parts of a slip have in common.</summary>
    public static string Grouped(string part) =>
        string.Join(' ', part[..^CheckCharacters].Chunk(Together).Select(group => new string(group)).Append(part[^CheckCharacters..]));
}
