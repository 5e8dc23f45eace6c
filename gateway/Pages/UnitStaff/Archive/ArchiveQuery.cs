using System.Globalization;
using Evaluation.Gateway.Pages.Shared.Parts;

namespace Evaluation.Gateway.Pages.UnitStaff.Archive;

/// <summary>
/// The filters and page number of an archive of evidence, as its address contains them. Values that cannot be read are ignored.
/// </summary>
/// <param name="Criterion">The code of the criterion; empty for all.</param>
/// <param name="Status">One of <see cref="Statuses"/>; empty for all.</param>
public sealed record ArchiveQuery(string Round, string Criterion, string Status, string Text, int Page = 1)
{
    public const int FilesPerPage = 25;

    public const string Linked = "linked", Free = "free";

    public static readonly string[] Statuses = [Linked, Free];

    public static readonly ArchiveQuery All = new("", "", "", "");

    public int From => (Page - 1) * FilesPerPage;

    public bool IsFiltered => this with { Page = 1 } != All;

    internal static ArchiveQuery Read(IQueryCollection query) => new(
        query["round"].ToString(), query["criterion"].ToString(), Statuses.FirstOrDefault(known => known == query["state"]) ?? "", query["text"].ToString().Trim(),
        Pager.Read(query["page"]));

    public bool Takes(ArchivedFile file) =>
        (Round.Length == 0 || file.Round.Id == Round) && (Criterion.Length == 0 || file.Criteria.Contains(Criterion))
        && Status switch { Linked => file.Links.Count > 0, Free => file.Links.Count == 0, _ => true }
        && (Text.Length == 0 || file.Item.Title.Contains(Text, StringComparison.CurrentCultureIgnoreCase) || file.FiledBy.Contains(Text, StringComparison.CurrentCultureIgnoreCase) || file.Item.Id == Text);

    /// <param name="home">The address of the unit.</param>
    public string Address(string home)
    {
        (string Name, string Value)[] fields =
        [
            ("round", Round), ("criterion", Criterion), ("state", Status), ("text", Text), ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : ""),
        ];
        var query = string.Join('&', fields.Where(field => field.Value.Length > 0).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        return $"{home}/evidence{(query.Length > 0 ? "?" : "")}{query}";
    }
}
