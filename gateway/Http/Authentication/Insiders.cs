using Evaluation.Rounds;
using Evaluation.Staff;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>
/// Who may see an internal round: its staff, and the accounts of its units and of their parents. Every route and page that shows a round,
/// its paper, its results or one of its lists to everybody asks here.
/// </summary>
internal static class Insiders
{
    private static readonly Role[] Staff = [Role.Administrator, Role.Auditor, Role.Reviewer, Role.Inspector];

    /// <summary>Whether the caller is an insider of the round. True for everybody when the round is not internal.</summary>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public static bool Includes(RoundView round, StaffAccount? caller) =>
        round.InternalTo is not { } units || Access.Has(caller, round.Id, Staff)
        || (caller is not null && caller.Roles.Any(grant => grant.Covers(Role.Unit, round.Id) && grant.Unit is { } unit && units.Contains(unit)));

    /// <summary>
    /// The refusal of an internal round to others: <see cref="RefusalCode.SignInRequired"/> or <see cref="RefusalCode.NotAllowed"/>. Null
    /// for insiders and for rounds that are not internal.
    /// </summary>
    public static async ValueTask<Refusal?> RefuseAsync(RoundView round, HttpContext context)
    {
        if (round.InternalTo is null)
            return null;
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        return Includes(round, caller.Answer) ? null
            : caller.Answer is null ? Access.SignInRequired
            : new(RefusalCode.NotAllowed, "This round is internal. Only its staff and the accounts of its units see it.", ("round", round.Id));
    }
}
