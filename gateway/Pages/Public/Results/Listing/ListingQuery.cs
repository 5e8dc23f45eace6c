using System.Globalization;
using Evaluation.Gateway.Pages.Shared.Parts;

namespace Evaluation.Gateway.Pages.Public.Results.Listing;

/// <summary>The order of the units of a class.</summary>
public enum ListingSort { Rank, Name, Change, Slips }

/// <summary>
/// What a reader selects in the table of results, as its address and its form contain it. Values that cannot be read are ignored.
/// </summary>
/// <param name="Class">The code of a class; null for all.</param>
/// <param name="Name">A part of a unit's name or its code; null for any.</param>
/// <param name="Grade">The code of a grade; null for any.</param>
/// <param name="Band">The number of a band; null for any.</param>
/// <param name="Page">From 1.</param>
/// <param name="Version">The version of the result; null for the newest.</param>
public sealed record ListingQuery(
    string? Class = null, string? Name = null, string? Grade = null, int? Band = null, ListingSort Sort = ListingSort.Rank, int Page = 1, string? Version = null)
{
    private const int NameCharacters = 100;

    /// <summary>Whether anything narrows the list but the class.</summary>
    public bool IsFiltered => Name is not null || Grade is not null || Band is not null;

    public static ListingQuery Read(IQueryCollection query) => new(
        Text(query["class"]),
        Text(query["q"]) is { } name ? name[..Math.Min(name.Length, NameCharacters)] : null,
        Text(query["grade"]),
        Number(query["band"]),
        Enum.TryParse<ListingSort>(query["sort"], ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : ListingSort.Rank,
        Pager.Read(query["page"]),
        Text(query["version"]));

    /// <summary>The query of the address of this selection, with its question mark; empty for the whole list.</summary>
    public string Text()
    {
        (string Name, string? Value)[] fields =
        [
            ("class", Class), ("q", Name), ("grade", Grade), ("band", Band?.ToString(CultureInfo.InvariantCulture)),
            ("sort", Sort == ListingSort.Rank ? null : Word(Sort)), ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null), ("version", Version),
        ];
        var text = string.Join('&', fields.Where(field => field.Value is not null).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"));
        return text.Length > 0 ? "?" + text : "";
    }

    /// <summary>An order as addresses and the keys of texts name it.</summary>
    public static string Word(ListingSort sort) => sort switch
    {
        ListingSort.Name => "name",
        ListingSort.Change => "change",
        ListingSort.Slips => "slips",
        _ => "rank",
    };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static int? Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000_000 ? number : null;
}
