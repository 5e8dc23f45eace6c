using System.Buffers;

namespace Evaluation.Gateway.Pages.Voter;

/// <summary>A voting link whose <c>#</c> arrived encoded, so that the server received the credential as a part of the path.</summary>
internal static class DamagedLink
{
    private static readonly SearchValues<char> FragmentSigns = SearchValues.Create("#＃");

    /// <summary>
    /// The link with its fragment, where the page finds the credential; null if the name of the round contains no encoded <c>#</c>.
    /// </summary>
    public static string? Repair(string round)
    {
        // Some programs encode a link twice.
        var text = Uri.UnescapeDataString(round);
        var at = text.AsSpan().IndexOfAny(FragmentSigns);
        return at > 0 && text[..at].Trim() is var name && Slug.IsValid(name) ? $"/vote/{name}#{Uri.EscapeDataString(text[(at + 1)..])}" : null;
    }
}
