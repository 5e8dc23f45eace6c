using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>
/// Refuses scores, results, votes and comments of a round to callers who are not in the audience that <see cref="Audiences"/> names.
/// </summary>
internal static class Viewers
{
    private static readonly Role[] Overseers = [Role.Administrator, Role.Auditor];
    private static readonly Role[] Staff = [.. Overseers, Role.Reviewer];

    /// <summary>The refusal of live scores of this round, or null when the caller may see them now.</summary>
    public static ValueTask<Refusal?> RefuseScoresAsync(RoundView round, HttpContext context) =>
        RefuseAsync(Audiences.OfScores(round.State, round.Visibility), round, context);

    /// <summary>The refusal of results of this round and of what is derived from them, or null when the caller may read them.</summary>
    public static ValueTask<Refusal?> RefuseResultAsync(RoundView round, HttpContext context) =>
        RefuseAsync(Audiences.OfResult(round.State), round, context);

    /// <summary>The refusal of this round's tally and slips, or null when the caller may export them.</summary>
    public static ValueTask<Refusal?> RefuseVotesAsync(RoundView round, HttpContext context) =>
        DemandAsync(Audiences.OfVotes(round.State), round, context);

    /// <summary>The refusal of this round's comments, or null when the caller may read all of them.</summary>
    public static ValueTask<Refusal?> RefuseCommentsAsync(RoundView round, HttpContext context) =>
        DemandAsync(Audiences.OfComments(round.State), round, context);

    /// <summary>For figures that only staff ever see.</summary>
    private static async ValueTask<Refusal?> DemandAsync(Audience audience, RoundView round, HttpContext context)
    {
        var caller = await Access.DemandAsync(context, round.Id, audience == Audience.Overseers ? Overseers : Staff);
        if (caller.IsRefused(out var refusal))
            return refusal;
        return audience == Audience.Nobody ? Refuse(RefusalCode.Sealed, "Votes are hidden from every role before the close.", round) : null;
    }

    private static async ValueTask<Refusal?> RefuseAsync(Audience audience, RoundView round, HttpContext context)
    {
        if (await Insiders.RefuseAsync(round, context) is { } outsider)
            return outsider;
        if (audience == Audience.Everybody)
            return null;
        if (audience == Audience.Nobody)
            return Refuse(RefusalCode.Sealed, "Scores and results of this round are hidden from every role now.", round);
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        return audience switch
        {
            Audience.Overseers => Access.Has(caller.Answer, round.Id, Overseers)
                ? null
                : Refuse(RefusalCode.Sealed, "Before the close only the round's administrators and auditors see scores.", round),
            _ => Access.Has(caller.Answer, round.Id, Staff)
                ? null
                : Refuse(RefusalCode.NotPublished, "The result has not been published yet.", round),
        };
    }

    private static Refusal Refuse(RefusalCode code, string detail, RoundView round) => new(code, detail, ("state", round.State.ToString().ToLowerInvariant()));
}
