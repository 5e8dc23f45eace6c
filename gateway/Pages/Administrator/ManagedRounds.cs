using Evaluation.Rounds;
using Evaluation.Rounds.Rules;
using Evaluation.Seam;

namespace Evaluation.Gateway.Pages.Administrator;

/// <summary>A round as its administrators need it: always the newest, with its rules.</summary>
internal static class ManagedRounds
{
    public static readonly Refusal NoSuchPage = new(RefusalCode.NotFound, "There is nothing at this address.");

    public static async ValueTask<Outcome<(RoundView View, RoundRules Rules)>> FindAsync(IEngine engine, string round)
    {
        var view = await engine.SendAsync(GrainId.Round(round), ViewRound.Now);
        if (view.IsRefused(out var refusal))
            return refusal;
        var rules = await engine.SendAsync(GrainId.Round(round), ViewRules.Now);
        return rules.IsRefused(out refusal) ? refusal : (view.Answer, rules.Answer);
    }
}
