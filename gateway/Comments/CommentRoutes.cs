using Evaluation.Comments;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Comments;

/// <summary>
/// Comments, read by those whom <see cref="Viewers"/> lets and worked on by administrators and reviewers. Units do not answer: they see no comments, as a voter's words
/// can give the voter away to colleagues; what they have to say goes through the staff.
/// </summary>
internal static class CommentRoutes
{
    public static readonly Role[] Officials = [Role.Administrator, Role.Reviewer];

    public static void MapComments(this IEndpointRouteBuilder api)
    {
        var round = api.MapGroup("/rounds/{round}").WithTags("Comments");
        round.MapGet("/comments", ListAsync).WithSummary("Comments of groups that are large enough, by unit, group and words; of one unit, with one tag, answered or not")
            .Produces<CommentList>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        var unit = round.MapGroup("/units/{unit}/comments");
        unit.MapGet("/{comment}", ReadAsync).WithSummary("A comment, with every revision of its answer")
            .Produces<CommentHistory>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        unit.MapPost("/tags", TagAsync).RequireRole(Officials).WithSummary("Put tags on comments and take tags off; the same again changes nothing")
            .Reads<Tagging>().Produces<CommentView[]>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        unit.MapPut("/{comment}/answer", AnswerAsync).RequireRole(Officials).WithSummary("Answer a comment, or revise the answer; earlier ones are kept")
            .Reads<NewCommentAnswer>().Produces<CommentHistory>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(
        string round, string? unit, string? tag, string? answered, string? from, string? count, HttpContext context, IEngine engine, Access access, CommentDesk desk)
    {
        var found = await FindAsync(round, context, engine, access);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        if (unit is not null && rules.Units.All(known => known.Code != unit))
            return new Refusal(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit)).ToResult();
        if (answered is not (null or "true" or "false"))
            return new Refusal(RefusalCode.BadRequest, "answered is true or false.").ToResult();
        if (!TryNumber(from, 0, 0, int.MaxValue, out var first) || !TryNumber(count, 50, 1, Limits.CommentsPerPage, out var most))
            return new Refusal(RefusalCode.BadRequest, $"from is a whole number from 0, count one from 1 to {Limits.CommentsPerPage}.").ToResult();
        var page = await desk.ListAsync(rules, new(unit, tag is null ? null : CommentTag.Normalise(tag), answered is null ? null : answered == "true"), first, most);
        return page.ToResult(listed => TypedResults.Ok(new CommentList(
            listed.Total, listed.From, [.. listed.Comments.Select(comment => CommentView.Of(comment, view.TimeZone))], listed.Tags,
            [.. rules.Units.Zip(listed.Units, (known, matching) => new UnitCount(known.Code, matching)).Where(known => known.Count > 0)])));
    }

    private static async Task<IResult> ReadAsync(string round, string unit, string comment, HttpContext context, IEngine engine, Access access, CommentDesk desk)
    {
        var found = await FindAsync(round, context, engine, access);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        return (await desk.FindAsync(rules, unit, comment)).ToResult(listed => TypedResults.Ok(CommentHistory.Of(listed, view.TimeZone)));
    }

    private static async Task<IResult> TagAsync(string round, string unit, HttpContext context, IEngine engine, Access access, CommentDesk desk)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadTag, Tagging.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var found = await FindAsync(round, context, engine, access);
        if (found.IsRefused(out refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var (comments, add, remove) = body.Answer;
        var tagged = await desk.TagAsync(view, rules, unit, comments, add, remove, context.CallerName);
        return tagged.ToResult(listed => TypedResults.Ok(listed.Select(comment => CommentView.Of(comment, view.TimeZone)).ToArray()));
    }

    private static async Task<IResult> AnswerAsync(string round, string unit, string comment, HttpContext context, IEngine engine, Access access, CommentDesk desk)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadRequest, NewCommentAnswer.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var found = await FindAsync(round, context, engine, access);
        if (found.IsRefused(out refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var answered = await desk.AnswerAsync(view, rules, unit, comment, body.Answer.Text, body.Answer.Revision, context.CallerName);
        return answered.ToResult(listed => TypedResults.Ok(CommentHistory.Of(listed, view.TimeZone)));
    }

    /// <summary>The round with its rules, for those who may see its comments now.</summary>
    internal static async ValueTask<Outcome<(RoundView View, RoundRules Rules)>> FindAsync(string round, HttpContext context, IEngine engine, Access access)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out _))
            return found;
        return await Viewers.RefuseCommentsAsync(found.Answer.View, context, access) is { } closed ? closed : found;
    }

    private static bool TryNumber(string? text, int standard, int least, int most, out int number)
    {
        number = standard;
        return text is null || (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }
}
