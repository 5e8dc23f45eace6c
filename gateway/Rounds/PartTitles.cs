using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Rounds;

/// <summary>What the rounds that a round combines are called.</summary>
public static class PartTitles
{
    /// <summary>
    /// The label of each part, or else the title of its round, by the round's code. A round that the caller may not see has its label only.
    /// </summary>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public static async ValueTask<Outcome<IReadOnlyDictionary<string, LocalText>>> ReadAsync(IEngine engine, RoundRules rules, StaffAccount? caller)
    {
        var titles = new Dictionary<string, LocalText>(StringComparer.Ordinal);
        foreach (var part in rules.Combine ?? [])
        {
            if (part.Label is { } label)
            {
                titles[part.Round] = label;
                continue;
            }
            var view = await engine.SendAsync(RoundGrain.Ref(part.Round), new ViewRound());
            if (view.Refusal is { } refusal && refusal.Code != RefusalCode.NoSuchRound)
                return refusal;
            if (view.Refusal is null && RoundUseCases.MaySee(view.Answer, caller))
                titles[part.Round] = view.Answer.Title;
        }
        return titles;
    }
}
