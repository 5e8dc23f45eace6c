using Evaluation.Gateway.Comments;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Comments;

/// <summary>
/// The staff's pages of voters' comments, after the vote: list, filter, tag and answer. They show the comments that the API and the export
/// have.
/// </summary>
internal static class CommentPageRoutes
{
    private static readonly Role[] Readers = [.. CommentUseCases.Officials, Role.Auditor];

    public static void MapCommentPages(this IEndpointRouteBuilder round)
    {
        var pages = round.MapGroup("/comments");
        pages.MapGet("", (string round, string? unit, string? tag, string? answered, string? page, HttpContext context, CommentedRounds rounds, CommentUseCases comments) =>
            ListAsync(round, CommentQuery.Read(unit, tag, answered, page), context, rounds, comments)).RequireRole(Readers);
        pages.MapPost("/tags", TagListedAsync).RequireRole(CommentUseCases.Officials);
        pages.MapGet("/{unit}/{comment}", (string round, string unit, string comment, HttpContext context, CommentedRounds rounds, CommentUseCases comments) =>
            ShowAsync(round, unit, comment, context, rounds, comments)).RequireRole(Readers);
        pages.MapPost("/{unit}/{comment}/tags", TagAsync).RequireRole(CommentUseCases.Officials);
        pages.MapPost("/{unit}/{comment}/answer", AnswerAsync).RequireRole(CommentUseCases.Officials);
    }

    private static async Task<IResult> ListAsync(
        string round, CommentQuery query, HttpContext context, CommentedRounds rounds, CommentUseCases comments, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await rounds.ViewAsync(round, context);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules, closed) = found.Answer;
        if (closed is not null)
            return PageResults.Show<CommentsPage>(new { Round = view, Rules = rules, Query = query, Closed = true, Refusal = why }, PageResults.Status(why));
        if (query.Filter.Unit is { } unit && rules.Units.All(known => known.Code != unit))
            return new Refusal(RefusalCode.NotFound, "The round has no such unit.").ToResult();
        var page = await comments.ListAsync(rules, query.Filter, query.From, CommentQuery.CommentsPerPage);
        if (!page.IsRefused(out _) && Pager.Within(query.Page, page.Answer.Total, CommentQuery.CommentsPerPage) is var last && last < query.Page)
        {
            query = query with { Page = last };
            page = await comments.ListAsync(rules, query.Filter, query.From, CommentQuery.CommentsPerPage);
        }
        return page.ToResult(listed => PageResults.Show<CommentsPage>(
            new { Round = view, Rules = rules, Query = query, Listed = listed, MayAct = MayAct(context, view), Refusal = why, Form = form }, PageResults.Status(why)));
    }

    /// <summary>
    /// Tags the ticked comments, or all comments of the page, unit by unit. A refusal stops there; the units before it are tagged.
    /// </summary>
    private static async Task<IResult> TagListedAsync(string round, HttpContext context, CommentedRounds rounds, CommentUseCases comments)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var query = CommentQuery.Read(form["unit"], form["tag"], form["answered"], form["page"]);
        if (form.IsResumed)
            return await ListAsync(round, query, context, rounds, comments, form: form);
        var found = await rounds.FindAsync(round, context);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        string[] ticked = [.. form[form["all"].Count > 0 ? "listed" : "comment"].OfType<string>().Distinct().Take(Limits.CommentsPerPage)];
        foreach (var unit in ticked.Select(name => name.Split('/', 2)).Where(name => name.Length == 2).GroupBy(name => name[0], name => name[1]).DefaultIfEmpty())
        {
            var tagged = await PutAsync(view, rules, unit?.Key ?? "", [.. unit ?? Enumerable.Empty<string>()], form, context, comments);
            if (tagged.IsRefused(out refusal))
                return await ListAsync(round, query, context, rounds, comments, refusal, form);
        }
        return TypedResults.LocalRedirect(query.Address(round));
    }

    private static async Task<IResult> ShowAsync(
        string round, string unit, string comment, HttpContext context, CommentedRounds rounds, CommentUseCases comments, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await rounds.FindAsync(round, context);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var one = await comments.FindAsync(rules, unit, comment);
        if (one.IsRefused(out refusal))
            return refusal.ToResult();
        var staff = await context.RequestServices.GetRequiredService<StaffDirectory>().ListAsync();
        if (staff.IsRefused(out refusal))
            return refusal.ToResult();
        var counts = await comments.CountAsync(rules);
        return counts.ToResult(known => PageResults.Show<CommentPage>(
            new { Round = view, Rules = rules, Listed = one.Answer, known.Tags, Staff = new StaffNames(staff.Answer), MayAct = MayAct(context, view), Refusal = why, Form = form }, PageResults.Status(why)));
    }

    private static async Task<IResult> TagAsync(string round, string unit, string comment, HttpContext context, CommentedRounds rounds, CommentUseCases comments)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(round, unit, comment, context, rounds, comments, form: form);
        var found = await rounds.FindAsync(round, context);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var tagged = await PutAsync(found.Answer.View, found.Answer.Rules, unit, [comment], form, context, comments);
        return await DoneAsync(tagged, round, unit, comment, context, rounds, comments, form);
    }

    private static async Task<IResult> AnswerAsync(string round, string unit, string comment, HttpContext context, CommentedRounds rounds, CommentUseCases comments)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(round, unit, comment, context, rounds, comments, form: form);
        var found = await rounds.FindAsync(round, context);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var read = FormBody.Read(NewCommentAnswer.Read, RefusalCode.BadRequest, new() { ["text"] = form["text"].ToString().Trim().ReplaceLineEndings("\n") });
        if (read.IsRefused(out refusal))
            return await ShowAsync(round, unit, comment, context, rounds, comments, refusal, form);
        var answered = await comments.AnswerAsync(view, rules, unit, comment, read.Answer, context.CallerAccount, form.BasedOn());
        return await DoneAsync(answered, round, unit, comment, context, rounds, comments, form);
    }

    private static async ValueTask<Outcome<ListedComment[]>> PutAsync(
        RoundView view, RoundRules rules, string unit, string[] ids, IFormCollection form, HttpContext context, CommentUseCases comments)
    {
        string[] words = [.. form["words"].ToString().Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        // The button of a tag sends that tag; the text field sends typed words.
        if (form["off"].ToString() is { Length: > 0 } off)
            words = [off];
        var isRemoval = form["act"].ToString() == "remove" || form["off"].Count > 0;
        var read = FormBody.Read(Tagging.Read, RefusalCode.BadTag, new() { ["comments"] = ids, [isRemoval ? "remove" : "add"] = words.Length > 0 ? words : (string[])[""] });
        return read.IsRefused(out var refusal)
            ? refusal
            : await comments.TagAsync(view, rules, unit, read.Answer, context.CallerAccount);
    }

    private static async Task<IResult> DoneAsync<T>(
        Outcome<T> outcome, string round, string unit, string comment, HttpContext context, CommentedRounds rounds, CommentUseCases comments, IFormCollection form) =>
        outcome.IsRefused(out var refusal)
            ? await ShowAsync(round, unit, comment, context, rounds, comments, refusal, form)
            : TypedResults.LocalRedirect($"/manage/rounds/{round}/comments/{unit}/{comment}");

    private static bool MayAct(HttpContext context, RoundView round) => round.State != RoundState.Archived && Access.Has(PageRequest.Of(context).Account, round.Id, CommentUseCases.Officials);
}
