using System.Globalization;
using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Http.Lists;

/// <summary>The part of an audit that a caller asks for with <c>?limit=&amp;after=&amp;since=</c>.</summary>
/// <param name="Page">Null for the whole audit.</param>
/// <param name="Since">Only acts of this instant or later; null for all.</param>
internal sealed record AuditQuery(PageQuery? Page, DateTimeOffset? Since)
{
    /// <summary>How the answer depends on the query, for the OpenAPI document.</summary>
    public const string Description = "Without limit, after and since the answer is an array of all acts. With one of them it is a page: items, and next unless it is the last page.";

    public static Outcome<AuditQuery> Read(HttpRequest request)
    {
        if (!request.Query.ContainsKey("limit") && !request.Query.ContainsKey("after") && !request.Query.ContainsKey("since"))
            return new AuditQuery(null, null);
        var (page, since) = (PageQuery.Read(request), SinceQuery.Read(request.Query["since"]));
        return page.IsRefused(out var refusal) || since.IsRefused(out refusal) ? refusal : new AuditQuery(page.Answer, since.Answer);
    }

    /// <summary>
    /// The acts, oldest first: all of them as an array, or a page. <c>next</c> is the place of an act in the whole audit.
    /// </summary>
    public Results<Ok<IReadOnlyList<AuditEntry>>, Ok<ListPage<AuditEntry>>, RefusalResult> Of(IReadOnlyList<AuditLine> lines)
    {
        if (Page is null)
            return TypedResults.Ok<IReadOnlyList<AuditEntry>>([.. lines.Select(AuditEntry.Of)]);
        var found = Page.Of(lines.Index().ToArray(), line => (line.Index + 1).ToString(CultureInfo.InvariantCulture), line => Since is null || line.Item.At >= Since);
        return found.IsRefused(out var refusal)
            ? refusal.ToResult()
            : TypedResults.Ok(new ListPage<AuditEntry>([.. found.Answer.Items.Select(line => AuditEntry.Of(line.Item))], found.Answer.Next));
    }
}
