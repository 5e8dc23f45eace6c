using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>A round as those who work on it need it: always the newest, with its rules.</summary>
internal static class NewestRounds
{
    public static async ValueTask<Outcome<(RoundView View, RoundRules Rules)>> FindAsync(IEngine engine, string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.IsRefused(out refusal) ? refusal : (view.Answer, rules.Answer);
    }
}
