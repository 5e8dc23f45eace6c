using System.Globalization;
using Evaluation.Gateway.Pages.Shared.Parts;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>The filters and page number of an inbox, as its address contains them. Values that cannot be read are ignored.</summary>
/// <param name="Due">One of <see cref="Dues"/>; empty for all.</param>
/// <param name="IsMine">Whether only what the account may do is listed.</param>
public sealed record InboxQuery(MatterKind? Kind, string Round, string Class, string Due, string Text, bool IsMine, int Page = 1)
{
    public const int MattersPerPage = 50;

    /// <summary>Overdue, due today, due within seven days or earlier, without a date.</summary>
    public static readonly string[] Dues = ["late", "today", "week", "none"];

    public int From => (Page - 1) * MattersPerPage;

    /// <summary>Whether matters without a date are listed.</summary>
    public bool TakesUndated => Due is "" or "none";

    public bool IsFiltered => this with { Kind = null, Page = 1 } != new InboxQuery(null, "", "", "", "", false);

    internal static InboxQuery Read(IQueryCollection query) => new(
        Enum.TryParse<MatterKind>(query["kind"], ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null,
        query["round"].ToString(), query["class"].ToString(), Dues.FirstOrDefault(known => known == query["due"]) ?? "", query["text"].ToString().Trim(),
        query["mine"].ToString().Length > 0,
        Pager.Read(query["page"]));

    /// <summary>Whether a matter passes the filters, except that of the kind.</summary>
    public bool Takes(Matter matter) =>
        (Round.Length == 0 || matter.Round == Round) && (Class.Length == 0 || matter.Class == Class) && (!IsMine || matter.Barrier is null)
        && Due switch { "late" => matter.DaysLeft < 0, "today" => matter.DaysLeft == 0, "week" => matter.DaysLeft <= 7, "none" => matter.DueOn is null, _ => true }
        && (Text.Length == 0 || new[] { matter.UnitName, matter.Unit, matter.What, matter.Why }.Any(text => text.Contains(Text, StringComparison.CurrentCultureIgnoreCase)));

    public string Address()
    {
        (string Name, string? Value)[] fields =
        [
            ("kind", Kind?.ToString().ToLowerInvariant()), ("round", Round), ("class", Class), ("due", Due), ("text", Text), ("mine", IsMine ? "yes" : null),
            ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        var query = string.Join('&', fields.Where(field => field.Value is not (null or "")).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"));
        return $"/reviews{(query.Length > 0 ? "?" : "")}{query}";
    }
}
