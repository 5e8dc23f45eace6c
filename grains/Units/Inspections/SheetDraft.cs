using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Assessment;

namespace Evaluation.Units.Inspections;

/// <summary>
/// A sheet as its inspector works on it, perhaps on several devices: the versions that no later edit has replaced. Two or more such heads
/// conflict with each other until an edit names all of them.
/// </summary>
/// <param name="Last">The highest version so far. Versions never restart.</param>
/// <param name="Heads">In the order of their versions.</param>
/// <param name="Edits">Hashes of the last edits, so that one that is sent again adds nothing.</param>
public sealed record SheetDraft(long Last, IReadOnlyList<SheetHead> Heads, IReadOnlyList<string> Edits)
{
    public static readonly SheetDraft Empty = new(0, [], []);

    /// <summary>Whether versions conflict.</summary>
    public bool IsConflicting => Heads.Count > 1;

    /// <summary>
    /// The sheet after everything that was filed: the same, or the filed version alone when it is newer than the whole draft or there is no
    /// draft. A draft is not in the journal and can be lost.
    /// </summary>
    public static SheetDraft Of(SheetDraft? stored, FiledSheet? filed) =>
        filed is not null && (stored is null || stored.Last < filed.Version)
            ? new(filed.Version, [new(filed.Version, filed.Content, filed.At)], stored?.Edits ?? [])
            : stored ?? Empty;

    /// <summary>
    /// The sheet after an edit. Heads that the edit has seen are replaced; others stay beside the new version. The same object when the
    /// edit adds nothing: it was made before, or it equals the only head that it has seen.
    /// </summary>
    /// <param name="basedOn">The versions that the edit has seen. Unknown ones are ignored.</param>
    /// <param name="content">The whole sheet as the edit leaves it.</param>
    /// <param name="at">The server's clock.</param>
    public SheetDraft Merge(IReadOnlyList<long> basedOn, SheetContent content, DateTimeOffset at)
    {
        var edit = EditHash(basedOn, content);
        if (Edits.Contains(edit))
            return this;
        var seen = Heads.Where(head => basedOn.Contains(head.Version)).ToArray();
        var others = Heads.Except(seen).ToArray();
        var isThere = others.Any(head => head.Content.IsSameAs(content));
        if (seen.Length == 0 && isThere || seen.Length == 1 && seen[0].Content.IsSameAs(content))
            return this;
        IReadOnlyList<string> edits = [.. Edits.TakeLast(Limits.SheetEdits - 1), edit];
        return isThere
            ? this with { Heads = others, Edits = edits }
            : new(Last + 1, [.. others, new(Last + 1, content, at)], edits);
    }

    /// <summary>The criteria in which the heads differ, in ordinal order: in points, in the figure or in the note.</summary>
    public IReadOnlyList<string> Differences =>
    [
        .. Heads.SelectMany(head => head.Content.Points.Keys.Concat(head.Content.Figures?.Keys ?? []).Concat(head.Content.Notes?.Keys ?? [])).Distinct().Order(StringComparer.Ordinal)
            .Where(criterion => Heads.Select(head => Entry(head.Content, criterion)).Distinct().Skip(1).Any()),
    ];

    private static (bool IsGiven, decimal? Points, SheetFigure? Figure, string? Note) Entry(SheetContent content, string criterion) => (
        content.Points.TryGetValue(criterion, out var points) || content.Figures?.ContainsKey(criterion) == true, points, content.Figures?.GetValueOrDefault(criterion),
        content.Notes?.GetValueOrDefault(criterion));

    private static string EditHash(IReadOnlyList<long> basedOn, SheetContent content)
    {
        var versions = string.Join(',', basedOn.Distinct().Order().Select(version => version.ToString(CultureInfo.InvariantCulture)));
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(versions + "\n"), .. content.Canonical()]).AsSpan(0, 16));
    }
}

/// <summary>A version of a sheet that no later edit has replaced.</summary>
/// <param name="At">When it was saved, or filed.</param>
public sealed record SheetHead(long Version, SheetContent Content, DateTimeOffset At);
