using System.Globalization;
using Evaluation.Gateway.Rounds.Credentials;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>The parts of a credential as slips show them.</summary>
internal static class PartText
{
    private const int CheckCharacters = 2;

    /// <summary>By what staff find the two envelopes of a voter: the batch, and the number of the slip in it.</summary>
    public static string Envelope(string batch, int serial) => string.Create(CultureInfo.InvariantCulture, $"{BatchId.Short(batch)}-{serial}");

    /// <summary>In groups, on one line; the last group is the check, which both parts of a slip have in common.</summary>
    public static string Grouped(string part)
    {
        var secret = part[..^CheckCharacters];
        return string.Join(' ', secret.Chunk(secret.Length > 12 ? 6 : 4).Select(group => new string(group)).Append(part[^CheckCharacters..]));
    }
}
