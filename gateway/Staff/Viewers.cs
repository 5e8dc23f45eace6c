using Evaluation.Rounds;
using Evaluation.Seam;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>Keeps figures from those who may not see them yet: what <see cref="Audiences"/> says, for the one who calls.</summary>
internal static class Viewers
{
    /// <summary>Why the caller may not see live scores of this round now; null when it may.</summary>
    public static ValueTask<Refusal?> RefuseScoresAsync(RoundView round, HttpContext context, Access access) =>
        RefuseAsync(Audiences.OfScores(round.State, round.Visibility), round, context, access);

    /// <summary>Why the caller may not read a result of this round, or what is made of it; null when it may.</summary>
    public static ValueTask<Refusal?> RefuseResultAsync(RoundView round, HttpContext context, Access access) =>
        RefuseAsync(Audiences.OfResult(round.State), round, context, access);

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
            Audience.Overseers => Access.Has(caller.Answer, round.Id, Role.Administrator, Role.Auditor)
                ? null
                : Refuse(RefusalCode.Sealed, "Before the close only the round's administrators and auditors see scores.", round),
            _ => Access.Has(caller.Answer, round.Id, Role.Administrator, Role.Auditor, Role.Reviewer)
                ? null
                : Refuse(RefusalCode.NotPublished, "The result has not been published yet.", round),
        };
    }

    private static Refusal Refuse(RefusalCode code, string detail, RoundView round) => new(code, detail, ("state", round.State.ToString().ToLowerInvariant()));
}
