using System.Collections.Concurrent;
using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Voting;

/// <summary>Caches the ballot forms of rounds whose rules are frozen. Frozen rules never change, so a form is made once.</summary>
public sealed class BallotForms(IEngine engine)
{
    private readonly ConcurrentDictionary<string, BallotForm> _forms = new(StringComparer.Ordinal);

    public bool TryGet(string round, out BallotForm form) => _forms.TryGetValue(round, out form!);

    /// <summary>The form; refused with <see cref="RefusalCode.NotOpen"/> for a draft and <see cref="RefusalCode.NoSuchRound"/>.</summary>
    public async ValueTask<Outcome<BallotForm>> GetAsync(string round)
    {
        if (_forms.TryGetValue(round, out var known))
            return known;
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        if (view.Answer.State == RoundState.Draft || view.Answer.Window is null)
            return NotOpenRefusal.Of(view.Answer);
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.IsRefused(out refusal) ? refusal : _forms.GetOrAdd(round, new BallotForm(rules.Answer));
    }
}
