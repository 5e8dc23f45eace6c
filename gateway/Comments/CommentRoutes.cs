using System.Globalization;
using Evaluation.Comments;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Rounds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Comments;

/// <summary>Comments: administrators, reviewers and auditors read them, administrators and reviewers tag and answer them.</summary>
internal static class CommentRoutes
{
    public static void MapComments(this IEndpointRouteBuilder api)
    {
        var round = api.MapGroup("/rounds/{round}").WithTags("Comments").Refuses(RefusalCode.SignInRequired, RefusalCode.NotAllowed, RefusalCode.NoSuchRound, RefusalCode.Sealed);
        round.MapGet("/comments", ListAsync).WithSummary("Comments of groups that are large enough, by unit, group and words; of one unit, with one tag, answered or not")
            .Refuses(RefusalCode.BadRequest, RefusalCode.NoSuchUnit);
        var unit = round.MapGroup("/units/{unit}/comments").Refuses(RefusalCode.NoSuchUnit, RefusalCode.NoSuchComment);
        unit.MapGet("/{comment}", ReadAsync).WithSummary("A comment, with every revision of its answer; the entity tag is that of the answer").SendsVersion();
        unit.MapPost("/tags", TagAsync).RequireRole(CommentUseCases.Officials).WithSummary("Put tags on comments and take tags off; the same again changes nothing")
            .Reads<Tagging>().Refuses(RefusalCode.BadTag, RefusalCode.WrongState, RefusalCode.TooManyTags);
        unit.MapPut("/{comment}/answer", AnswerAsync).RequireRole(CommentUseCases.Officials).WithSummary("Answer a comment, or revise the answer; earlier ones are kept")
            .Reads<NewCommentAnswer>().Refuses(RefusalCode.BadRequest, RefusalCode.WrongState, RefusalCode.AnswerReplaced, RefusalCode.TooManyAnswers).ReplacesVersion();
    }

    private static async Task<Results<Ok<CommentList>, RefusalResult>> ListAsync(
        string round, string? unit, string? tag, string? answered, string? from, string? count, HttpContext context, CommentedRounds rounds, CommentUseCases comments)
    {
        var found = await rounds.FindAsync(round, context);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        if (unit is not null && rules.Units.All(known => known.Code != unit))
            return new Refusal(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit)).ToResult();
        if (answered is not (null or "true" or "false"))
            return new Refusal(RefusalCode.BadRequest, "answered is true or false.").ToResult();
        if (!TryNumber(from, 0, 0, int.MaxValue, out var first) || !TryNumber(count, 50, 1, Limits.CommentsPerPage, out var most))
            return new Refusal(RefusalCode.BadRequest, $"from is a whole number from 0, count one from 1 to {Limits.CommentsPerPage}.").ToResult();
        var page = await comments.ListAsync(rules, new(unit, tag is null ? null : CommentTag.Normalise(tag), answered is null ? null : answered == "true"), first, most);
        return page.ToTypedResult(listed => TypedResults.Ok(new CommentList(
            listed.Total, listed.From, [.. listed.Comments.Select(comment => CommentView.Of(comment, view.TimeZone))], listed.Tags,
            [.. rules.Units.Zip(listed.Units, (known, matching) => new UnitCount(known.Code, matching)).Where(known => known.Count > 0)])));
    }

    private static async Task<Results<Ok<CommentHistory>, RefusalResult>> ReadAsync(
        string round, string unit, string comment, HttpContext context, CommentedRounds rounds, CommentUseCases comments)
    {
        var found = await rounds.FindAsync(round, context);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        return (await comments.FindAsync(rules, unit, comment)).ToTypedResult(listed => History(listed, view, context));
    }

    private static async Task<Results<Ok<CommentView[]>, RefusalResult>> TagAsync(
        string round, string unit, HttpContext context, CommentedRounds rounds, CommentUseCases comments)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadTag, Tagging.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var found = await rounds.FindAsync(round, context);
        if (found.IsRefused(out refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var tagged = await comments.TagAsync(view, rules, unit, body.Answer, context.CallerAccount);
        return tagged.ToTypedResult(listed => TypedResults.Ok(listed.Select(comment => CommentView.Of(comment, view.TimeZone)).ToArray()));
    }

    private static async Task<Results<Ok<CommentHistory>, RefusalResult>> AnswerAsync(
        string round, string unit, string comment, HttpContext context, CommentedRounds rounds, CommentUseCases comments)
    {
        var basedOn = VersionTag.Answer.BasedOn(context.Request);
        if (basedOn.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadSmallAsync(context.Request, NewCommentAnswer.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        var found = await rounds.FindAsync(round, context);
        if (found.IsRefused(out refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var answered = await comments.AnswerAsync(view, rules, unit, comment, body.Answer, context.CallerAccount, basedOn.Answer);
        return answered.ToTypedResult(listed => History(listed, view, context));
    }

    private static Ok<CommentHistory> History(ListedComment listed, RoundView round, HttpContext context)
    {
        VersionTag.Answer.Send(context, listed.Note.Answers.Count);
        return TypedResults.Ok(CommentHistory.Of(listed, round.TimeZone));
    }

    private static bool TryNumber(string? text, int standard, int least, int most, out int number)
    {
        number = standard;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }
}
