using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>Checks the lists that vetoes name against the other rounds, as far as their rules cannot change any more (F24).</summary>
internal static class NamedTails
{
    /// <summary>Adds a fault where there is no such round, and where it is past its draft and has no such list.</summary>
    /// <param name="rules">Null when the definition has faults already.</param>
    /// <returns>The refusal of the engine, or null.</returns>
    public static async ValueTask<Refusal?> CheckAsync(RoundRules? rules, FaultList faults, IEngine engine)
    {
        foreach (var (index, veto) in (rules?.Vetoes ?? []).Index())
        {
            if (veto.When is not { Again: { } tail, Of: { } of })
                continue;
            var view = await engine.SendAsync(RoundGrain.Ref(of), new ViewRound());
            if (view.Refusal is { } refusal && refusal.Code != RefusalCode.NoSuchRound)
                return refusal;
            if (view.Refusal is not null)
                faults.Add($"/vetoes/{index}/when/of", $"there is no round {PlainText.Quoted(of)}; create it first");
            if (view.Refusal is not null || view.Answer.State == RoundState.Draft)
                continue;
            var other = await engine.SendAsync(RoundGrain.Ref(of), new ViewRules());
            if (other.IsRefused(out refusal))
                return refusal;
            string[] known = [.. (other.Answer.Tail ?? []).Select(entry => entry.Code)];
            if (!known.Contains(tail))
                faults.Add($"/vetoes/{index}/when/again", $"is no list in the tail of round {PlainText.Quoted(of)}; {NameHint.For(tail, known)}");
        }
        return null;
    }
}
