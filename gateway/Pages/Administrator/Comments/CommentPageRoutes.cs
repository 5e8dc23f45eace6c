using Evaluation.Gateway.Comments;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Comments;

/// <summary>What voters wrote, to be read, sorted and answered once the vote is closed: the same as the API and the export have, small groups left out.</summary>
internal static class CommentPageRoutes
{
    private static readonly Role[] Readers = [Role.Administrator, Role.Auditor, Role.Reviewer];

    public static void MapCommentPages(this IEndpointRouteBuilder round)
    {
        var comments = round.MapGroup("/comments");
        comments.MapGet("", (string round, string? unit, string? tag, string? answered, string? page, HttpContext context, IEngine engine, Access access, CommentDesk desk) =>
            ListAsync(round, CommentQuery.Read(unit, tag, answered, page), context, engine, access, desk)).RequireRole(Readers);
        comments.MapPost("/tags", TagListedAsync).RequireRole(CommentRoutes.Officials);
        comments.MapGet("/{unit}/{comment}", (string round, string unit, string comment, HttpContext context, IEngine engine, Access access, CommentDesk desk) =>
            ShowAsync(round, unit, comment, context, engine, access, desk)).RequireRole(Readers);
        comments.MapPost("/{unit}/{comment}/tags", TagAsync).RequireRole(CommentRoutes.Officials);
        comments.MapPost("/{unit}/{comment}/answer", AnswerAsync).RequireRole(CommentRoutes.Officials);
    }

    private static async Task<IResult> ListAsync(
        string round, CommentQuery query, HttpContext context, IEngine engine, Access access, CommentDesk desk, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        if (await Viewers.RefuseCommentsAsync(view, context, access) is not null)
            return PageResults.Show<CommentsPage>(new { Round = view, Rules = rules, Query = query, Closed = true, Refusal = why }, Status(why));
        if (query.Filter.Unit is { } unit && rules.Units.All(known => known.Code != unit))
            return new Refusal(RefusalCode.NotFound, "The round has no such unit.").ToResult();
        var page = await desk.ListAsync(rules, query.Filter, query.From, CommentQuery.CommentsPerPage);
        return page.ToResult(listed => PageResults.Show<CommentsPage>(
            new { Round = view, Rules = rules, Query = query, Listed = listed, MayAct = MayAct(context, view), Refusal = why, Form = form }, Status(why)));
    }

    /// <summary>Tags the comments that are ticked, or all of the page, of whatever units: unit by unit, so that a refusal leaves the units before it done.</summary>
    private static async Task<IResult> TagListedAsync(string round, HttpContext context, IEngine engine, Access access, CommentDesk desk)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var query = CommentQuery.Read(form["unit"], form["tag"], form["answered"], form["page"]);
        var found = await CommentRoutes.FindAsync(round, context, engine, access);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        string[] ticked = [.. form[form["all"].Count > 0 ? "listed" : "comment"].OfType<string>().Distinct().Take(Limits.CommentsPerPage)];
        foreach (var unit in ticked.Select(name => name.Split('/', 2)).Where(name => name.Length == 2).GroupBy(name => name[0], name => name[1]).DefaultIfEmpty())
        {
            var tagged = await PutAsync(view, rules, unit?.Key ?? "", [.. unit ?? Enumerable.Empty<string>()], form, context, desk);
            if (tagged.IsRefused(out refusal))
                return await ListAsync(round, query, context, engine, access, desk, refusal, form);
        }
        return TypedResults.LocalRedirect(query.Address(round));
    }

    private static async Task<IResult> ShowAsync(
        string round, string unit, string comment, HttpContext context, IEngine engine, Access access, CommentDesk desk, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await CommentRoutes.FindAsync(round, context, engine, access);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var one = await desk.FindAsync(rules, unit, comment);
        if (one.IsRefused(out refusal))
            return refusal.ToResult();
        var counts = await desk.CountAsync(rules);
        return counts.ToResult(known => PageResults.Show<CommentPage>(
            new { Round = view, Rules = rules, Listed = one.Answer, known.Tags, MayAct = MayAct(context, view), Refusal = why, Form = form }, Status(why)));
    }

    private static async Task<IResult> TagAsync(string round, string unit, string comment, HttpContext context, IEngine engine, Access access, CommentDesk desk)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var found = await CommentRoutes.FindAsync(round, context, engine, access);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var tagged = await PutAsync(found.Answer.View, found.Answer.Rules, unit, [comment], form, context, desk);
        return await DoneAsync(tagged, round, unit, comment, context, engine, access, desk, form);
    }

    private static async Task<IResult> AnswerAsync(string round, string unit, string comment, HttpContext context, IEngine engine, Access access, CommentDesk desk)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var found = await CommentRoutes.FindAsync(round, context, engine, access);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var read = FormBody.Read(
            NewCommentAnswer.Read, RefusalCode.BadRequest,
            new() { ["text"] = form["text"].ToString().Trim().ReplaceLineEndings("\n"), ["revision"] = int.TryParse(form["revision"], out var revision) ? revision : form["revision"].ToString() });
        if (read.IsRefused(out refusal))
            return await ShowAsync(round, unit, comment, context, engine, access, desk, refusal, form);
        var answered = await desk.AnswerAsync(view, rules, unit, comment, read.Answer.Text, read.Answer.Revision, context.CallerName);
        return await DoneAsync(answered, round, unit, comment, context, engine, access, desk, form);
    }

    private static async ValueTask<Outcome<ListedComment[]>> PutAsync(
        RoundView view, RoundRules rules, string unit, string[] comments, IFormCollection form, HttpContext context, CommentDesk desk)
    {
        string[] words = [.. form["words"].ToString().Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        // A tag that was chosen comes by the button, words that were typed by their field.
        if (form["off"].ToString() is { Length: > 0 } off)
            words = [off];
        var isRemoval = form["act"].ToString() == "remove" || form["off"].Count > 0;
        var read = FormBody.Read(Tagging.Read, RefusalCode.BadTag, new() { ["comments"] = comments, [isRemoval ? "remove" : "add"] = words.Length > 0 ? words : (string[])[""] });
        return read.IsRefused(out var refusal)
            ? refusal
            : await desk.TagAsync(view, rules, unit, read.Answer.Comments, read.Answer.Add, read.Answer.Remove, context.CallerName);
    }

    private static async Task<IResult> DoneAsync<T>(
        Outcome<T> outcome, string round, string unit, string comment, HttpContext context, IEngine engine, Access access, CommentDesk desk, IFormCollection form) =>
        outcome.IsRefused(out var refusal)
            ? await ShowAsync(round, unit, comment, context, engine, access, desk, refusal, form)
            : TypedResults.LocalRedirect($"/manage/rounds/{round}/comments/{unit}/{comment}");

    private static bool MayAct(HttpContext context, RoundView round) => round.State != RoundState.Archived && Access.Has(Visit.Of(context).Account, round.Id, CommentRoutes.Officials);

    private static int Status(Refusal? why) => why is null ? StatusCodes.Status200OK : RefusalTable.Status(why.Code);
}
