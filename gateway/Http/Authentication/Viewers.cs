using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Keeps figures from those who may not see them yet: what <see cref="Audiences"/> says, for the one who calls.</summary>
internal static class Viewers
{
    private static readonly Role[] Overseers = [Role.Administrator, Role.Auditor];
    private static readonly Role[] Staff = [.. Overseers, Role.Reviewer];

    /// <summary>Why the caller may not see live scores of this round now; null when it may.</summary>
    public static ValueTask<Refusal?> RefuseScoresAsync(RoundView round, HttpContext context, Access access) =>
        RefuseAsync(Audiences.OfScores(round.State, round.Visibility), round, context, access);

    /// <summary>Why the caller may not read a result of this round, or what is made of it; null when it may.</summary>
    public static ValueTask<Refusal?> RefuseResultAsync(RoundView round, HttpContext context, Access access) =>
        RefuseAsync(Audiences.OfResult(round.State), round, context, access);

    /// <summary>Why the caller may not take tally and slips of this round away; null when it may.</summary>
    public static ValueTask<Refusal?> RefuseVotesAsync(RoundView round, HttpContext context, Access access) =>
        DemandAsync(Audiences.OfVotes(round.State), round, context, access);

    /// <summary>Why the caller may not read all comments of this round; null when it may.</summary>
    public static ValueTask<Refusal?> RefuseCommentsAsync(RoundView round, HttpContext context, Access access) =>
        DemandAsync(Audiences.OfComments(round.State), round, context, access);

    /// <summary>For what is only ever shown to those who have a role.</summary>
    private static async ValueTask<Refusal?> DemandAsync(Audience audience, RoundView round, HttpContext context, Access access)
    {
        var caller = await access.DemandAsync(context, round.Id, audience == Audience.Overseers ? Overseers : Staff);
        if (caller.IsRefused(out var refusal))
            return refusal;
        return audience == Audience.Nobody ? Refuse(RefusalCode.Sealed, "Nothing is told of the votes before the close, whatever the role.", round) : null;
    }

    private static async ValueTask<Refusal?> RefuseAsync(Audience audience, RoundView round, HttpContext context, Access access)
    {
        if (audience == Audience.Everybody)
            return null;
        if (audience == Audience.Nobody)
            return Refuse(RefusalCode.Sealed, "Nobody sees scores or results of this round now, whatever the role.", round);
        var caller = await access.CallerAsync(context);
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
