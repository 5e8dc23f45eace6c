using System.Globalization;
using Evaluation.Log;

namespace Evaluation.Gateway.Log;

/// <summary>The text of a checkpoint (C2SP tlog-checkpoint) before it is signed.</summary>
/// <remarks>
/// After origin, size and root come three lines of this program: when the newest block was made, when the head was signed, and whether
/// people vote. They let a witness judge by its own clock whether it sees the present.
/// </remarks>
internal static class HeadText
{
    public static string Of(LogName name, LogView head, bool isVoting, DateTimeOffset signedAt) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name.Of(head.Origin)}\n{head.Size}\n{head.Root}\nblock {Instant(head.At ?? signedAt)}\nsigned {Instant(signedAt)}\n{(isVoting ? "voting" : "idle")}\n");

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
