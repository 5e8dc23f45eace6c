namespace Evaluation.Kernel.Reading;

/// <summary>Suggests a name for one that is unknown.</summary>
public static class NameHint
{
    private const int LettersAway = 2;

    /// <summary>
    /// <c>did you mean "points"?</c> when a known name is at most two letters away; otherwise <c>known are "code", "label"</c>.
    /// </summary>
    public static string For(string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        if (names.Length == 0) return "none is defined";
        var nearest = names.MinBy(candidate => Distance(name, candidate))!;
        if (Distance(name, nearest) <= Math.Min(LettersAway, nearest.Length - 1)) return $"did you mean {PlainText.Quoted(nearest)}?";
        return $"known are {PlainText.QuotedList(names)}";
    }

    /// <summary>Levenshtein distance, ignoring case. Not computed when the lengths alone differ too much.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > Limits.SlugCharacters || b.Length > Limits.SlugCharacters) return int.MaxValue;
        if (Math.Abs(a.Length - b.Length) > LettersAway) return LettersAway + 1;
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                var replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
