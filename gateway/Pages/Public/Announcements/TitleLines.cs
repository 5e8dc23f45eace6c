using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Public.Announcements;

/// <summary>Where a line of a Chinese title may end: after its first word, after the year, and before its last words.</summary>
internal static partial class TitleLines
{
    public static string[] Of(string title) => Ends().Split(title);

    [GeneratedRegex("(?<=^关于)|(?<=年度?)(?!度)|(?=结果的公[示告]$)")]
    private static partial Regex Ends();
}
