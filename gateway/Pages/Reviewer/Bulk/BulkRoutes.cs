using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;

namespace Evaluation.Gateway.Pages.Reviewer.Bulk;

/// <summary>
/// Acts on several adjustments, findings or complaints. The first press asks for the reason and names the number; the second one acts, and
/// its answer tells of each matter what became of it.
/// </summary>
internal static class BulkRoutes
{
    public static void MapBulkActs(this IEndpointRouteBuilder pages) => pages.MapPost("/reviews/bulk/{kind}", ActAsync).RequireRoleAnywhere(Inbox.Readers);

    private static async Task<IResult> ActAsync(string kind, HttpContext context, BulkDesk desk, CancellationToken cancel)
    {
        if (!Enum.TryParse<MatterKind>(kind, ignoreCase: true, out var known) || !BulkDesk.Acts.TryGetValue(known, out var acts))
            return new Refusal(RefusalCode.NotFound, "There is no act on several matters of this kind.").ToResult();
        var form = await context.Request.ReadFormAsync(cancel);
        string[] ticks = [.. form[BulkItem.Field].OfType<string>().Distinct().Take(InboxQuery.MattersPerPage)];
        var (act, reason) = (form["act"].ToString(), form["reason"].ToString().Trim().ReplaceLineEndings("\n"));
        if (!acts.Contains(act) || form.IsResumed || ticks.Length == 0)
            return await AskAsync(null);
        if (act != BulkDesk.Approve && FormBody.Read(GivenReason.Read, RefusalCode.BadRequest, new() { ["reason"] = reason }).IsRefused(out var refusal))
            return await AskAsync(refusal);
        var done = await desk.ActAsync(known, act, ticks, reason, context.CallerAccount, PageRequest.Of(context), cancel);
        return done.ToResult(lines => PageResults.Show<BulkDonePage>(new { Kind = known, Act = act, Lines = lines }));

        async Task<IResult> AskAsync(Refusal? why)
        {
            var read = await desk.ReadAsync(known, ticks, context.CallerAccount, PageRequest.Of(context), cancel);
            return read.ToResult(lines => PageResults.Show<BulkPage>(new { Kind = known, Acts = acts, Lines = lines, Reason = reason, Refusal = why }, PageResults.Status(why)));
        }
    }
}
