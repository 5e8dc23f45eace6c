using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>
/// Reads a round with its rules from the engine, never from the cache: for pages and routes of staff, who see their own changes.
/// </summary>
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

    /// <summary>The same, refused with <see cref="RefusalCode.WrongState"/> when the work is not possible in the round's state.</summary>
    /// <param name="act">What is not possible then: a noun for <see cref="WorkWindow.Refuse"/>.</param>
    public static async ValueTask<Outcome<(RoundView View, RoundRules Rules)>> FindAsync(IEngine engine, string round, WorkWindow window, string act)
    {
        var found = await FindAsync(engine, round);
        return found.IsRefused(out _) || window.Refuse(found.Answer.View.State, act) is not { } refusal ? found : refusal;
    }

    /// <summary>
    /// The same for anybody who may see the round. Refused with <see cref="RefusalCode.SignInRequired"/> or
    /// <see cref="RefusalCode.NotAllowed"/> otherwise.
    /// </summary>
    public static async ValueTask<Outcome<(RoundView View, RoundRules Rules)>> FindVisibleAsync(IEngine engine, string round, HttpContext context)
    {
        var found = await FindAsync(engine, round);
        return found.IsRefused(out _) || await RoundUseCases.RefuseToSeeAsync(found.Answer.View, context) is not { } refusal ? found : refusal;
    }
}
