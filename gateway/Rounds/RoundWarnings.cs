using Evaluation.Gateway.Http.Authentication;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Rounds;

/// <summary>Gathers what the warnings of a round depend on, for its staff.</summary>
internal static class RoundWarnings
{
    /// <summary>The warnings; null for a caller who is not of the round's staff.</summary>
    /// <param name="hasPanels">Whether a panel has a unit to inspect; null while it is not known.</param>
    public static async ValueTask<Outcome<RoundWarning[]?>> ReadAsync(IEngine engine, RoundRules rules, HttpContext context, bool? hasPanels = null)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        if (!Access.Has(caller.Answer, rules.Id, Role.Administrator, Role.Auditor, Role.Reviewer, Role.Inspector))
            return default(RoundWarning[]?);
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (staff.IsRefused(out refusal))
            return refusal;
        var reviewers = staff.Answer.Accounts.Values.Where(account => Access.Has(account, rules.Id, Role.Reviewer)).Select(account => account.Actor.Person).Distinct().Count();
        return RoundWarning.Of(rules, hasPanels, reviewers).ToArray();
    }
}
