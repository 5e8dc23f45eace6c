using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>A round with one of its units and the rules that apply to it, for work on that unit.</summary>
/// <param name="View">The round.</param>
/// <param name="Rules">The rules of the unit's class (<see cref="ClassRules"/>).</param>
/// <param name="Unit">The unit.</param>
internal sealed record UnitWork(RoundView View, RoundRules Rules, Unit Unit)
{
    /// <summary>Refused with <see cref="RefusalCode.NoSuchRound"/> or <see cref="RefusalCode.NoSuchUnit"/>.</summary>
    public static async ValueTask<Outcome<UnitWork>> FindAsync(IEngine engine, string round, string unit)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (view, rules) = found.Answer;
        return rules.Units.FirstOrDefault(known => known.Code == unit) is { } known
            ? new UnitWork(view, rules.OfUnit(known), known)
            : new Refusal(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit));
    }

    /// <summary>The same, refused with <see cref="RefusalCode.WrongState"/> when the work is not possible in the round's state.</summary>
    /// <param name="act">What is not possible then: a noun for <see cref="WorkWindow.Refuse"/>.</param>
    public static async ValueTask<Outcome<UnitWork>> FindAsync(IEngine engine, string round, string unit, WorkWindow window, string act)
    {
        var found = await FindAsync(engine, round, unit);
        if (found.IsRefused(out _))
            return found;
        if (window == WorkWindow.Assessment && found.Answer.Rules.Combine is not null)
            return CombinesRounds(found.Answer.View.State, act);
        return window.Refuse(found.Answer.View.State, act) is { } refusal ? refusal : found;
    }

    private static Refusal CombinesRounds(RoundState state, string act) => new(
        RefusalCode.WrongState,
        $"This round combines the totals of other rounds and has no assessment of its own: {act} is not possible in it.",
        ("state", state.ToString().ToLowerInvariant()),
        ("allowedFrom", Array.Empty<string>()));

    /// <summary>The day in the round's time zone.</summary>
    public DateOnly Day(DateTimeOffset instant) => instant.DayIn(Rules.TimeZone);
}
