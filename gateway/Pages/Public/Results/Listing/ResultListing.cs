using System.Text;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Results.History;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Public.Results.Listing;

/// <summary>The part of a table of results that one page shows.</summary>
/// <param name="Sections">The classes with their units, in the order of the rules.</param>
/// <param name="Found">The number of units that the selection finds, on all pages.</param>
/// <param name="From">The number of the first unit of the page, from 1; 0 when nothing is found.</param>
/// <param name="Query">The selection, with a page that exists.</param>
public sealed record ResultListing(IReadOnlyList<ListingSection> Sections, int Found, int From, int Pages, ListingQuery Query)
{
    /// <summary>A round with at most so many units is shown on one page.</summary>
    public const int OnOnePage = 100;

    public const int UnitsPerPage = 25;

    public int To => From + Sections.Sum(section => section.Units.Count) - 1;

    /// <param name="names">The name of a unit by its code.</param>
    /// <param name="changes">As <see cref="UnitChanges"/> has them.</param>
    public static ResultListing Of(RoundResult result, ListingQuery query, Func<string, string> names, IReadOnlyDictionary<string, IReadOnlyList<UnitChange>> changes)
    {
        var classes = result.Classes.Where(ranked => query.Class is null || ranked.Class == query.Class).ToList();
        (ClassResult Class, UnitResult Unit)[] found =
        [
            .. from ranked in classes
               from unit in Sorted(ranked.Units.Where(unit => Matches(unit, query, names)), query.Sort, names, changes)
               select (ranked, unit),
        ];
        var perPage = result.Classes.Sum(ranked => ranked.Units.Count) <= OnOnePage ? OnOnePage : UnitsPerPage;
        var pages = Pager.Count(found.Length, perPage);
        var page = Pager.Within(query.Page, found.Length, perPage);
        var from = (page - 1) * perPage;
        ListingSection[] sections =
            [.. found.Skip(from).Take(perPage).GroupBy(row => row.Class).Select(rows => new ListingSection(rows.Key, [.. rows.Select(row => row.Unit)]))];
        return new(sections, found.Length, found.Length == 0 ? 0 : from + 1, pages, query with { Page = page });
    }

    /// <summary>The newest change of a unit's total; null where there is none or where units were merged.</summary>
    public static Change? TotalChange(IReadOnlyDictionary<string, IReadOnlyList<UnitChange>> changes, string unit) =>
        changes.TryGetValue(unit, out var since) && since is [{ Comparable: true, Total: { } total }] ? total : null;

    private static bool Matches(UnitResult unit, ListingQuery query, Func<string, string> names) =>
        (query.Name is null || names(unit.Unit).Contains(query.Name, StringComparison.OrdinalIgnoreCase) || unit.Unit == query.Name)
        && (query.Grade is null || unit.Grade == query.Grade)
        && (query.Band is null || unit.Band == query.Band);

    /// <summary>Units that lack the figure come last; equal ones keep the order of their ranks.</summary>
    private static IEnumerable<UnitResult> Sorted(
        IEnumerable<UnitResult> units, ListingSort sort, Func<string, string> names, IReadOnlyDictionary<string, IReadOnlyList<UnitChange>> changes) => sort switch
        {
            ListingSort.Name => units.OrderBy(unit => names(unit.Unit), NameOrder.It),
            ListingSort.Change => units.OrderBy(unit => TotalChange(changes, unit.Unit) is null).ThenByDescending(unit => TotalChange(changes, unit.Unit)?.Difference),
            ListingSort.Slips => units.OrderByDescending(unit => unit.Slips),
            _ => units,
        };
}

/// <summary>The units of a class on one page.</summary>
public sealed record ListingSection(ClassResult Class, IReadOnlyList<UnitResult> Units);

/// <summary>
/// The order of names. Frequent Chinese characters are in the order of their pinyin: GB 18030 has them in this order, and the program runs
/// without the collation data of a culture.
/// </summary>
internal sealed class NameOrder : IComparer<string>
{
    public static readonly NameOrder It = new();

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    public int Compare(string? x, string? y) => Key(x).AsSpan().SequenceCompareTo(Key(y));

    private static byte[] Key(string? name) => Gb18030.GetBytes((name ?? "").ToUpperInvariant());
}
