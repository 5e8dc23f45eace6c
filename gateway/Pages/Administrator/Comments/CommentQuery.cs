using System.Globalization;
using Evaluation.Comments;
using Evaluation.Gateway.Comments;
using Evaluation.Gateway.Pages.Shared.Parts;

namespace Evaluation.Gateway.Pages.Administrator.Comments;

/// <summary>
/// The filter and page number of a list of comments, as its address and its forms contain them. Values that cannot be read are ignored.
/// </summary>
public sealed record CommentQuery(CommentFilter Filter, int Page = 1)
{
    public const int CommentsPerPage = 50;

    public int From => (Page - 1) * CommentsPerPage;

    /// <summary><c>yes</c>, <c>no</c>, or empty for both.</summary>
    public string Answered => Filter.Answered switch { true => "yes", false => "no", null => "" };

    public static CommentQuery Read(string? unit, string? tag, string? answered, string? page) => new(
        new(unit is null or "" ? null : unit, string.IsNullOrWhiteSpace(tag) ? null : CommentTag.Normalise(tag), answered switch { "yes" => true, "no" => false, _ => null }),
        Pager.Read(page));

    public string Address(string round, int? page = null)
    {
        (string Name, string? Value)[] fields =
        [
            ("unit", Filter.Unit), ("tag", Filter.Tag), ("answered", Answered), ("page", (page ?? Page) > 1 ? (page ?? Page).ToString(CultureInfo.InvariantCulture) : null),
        ];
        var query = string.Join('&', fields.Where(field => field.Value is not (null or "")).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"));
        return $"/manage/rounds/{round}/comments{(query.Length > 0 ? "?" : "")}{query}";
    }
}
