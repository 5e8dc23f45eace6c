using System.Diagnostics.CodeAnalysis;

namespace Evaluation.Gateway.Pages.Public.Complaints;

/// <summary>
/// The code with which a person looks up a complaint: its id, then its secret. It is shown once, in groups of four, and may be typed in
/// any case with any spaces.
/// </summary>
internal static class ComplaintCode
{
    public const int CharactersMax = 300;

    private const int Group = 4;

    public static string Of(string id, string secret) => $"{id}-{string.Join(' ', secret.Chunk(Group).Select(group => new string(group)))}";

    /// <summary>False for a text that cannot be a code.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? id, [NotNullWhen(true)] out string? secret)
    {
        (id, secret) = (null, null);
        if (text.Length > CharactersMax)
            return false;
        var plain = string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(sign => !char.IsWhiteSpace(sign))).ToLowerInvariant().Replace('—', '-').Replace('–', '-').Replace('−', '-');
        var dash = plain.LastIndexOf('-');
        if (dash <= 0 || dash == plain.Length - 1)
            return false;
        (id, secret) = (plain[..dash], plain[(dash + 1)..]);
        return true;
    }
}
