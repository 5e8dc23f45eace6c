using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Rounds;
using Evaluation.Honours;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Administrator.Honours;

/// <summary>The days on which terms of honours usually begin.</summary>
internal static class HonourDays
{
    /// <summary>Honours of earlier years are entered when the register is begun.</summary>
    private const int YearsAroundToday = 5;

    /// <summary>
    /// For an honour that follows from a round: from the beginning of its period to a year after the end. For another one: some years
    /// around today.
    /// </summary>
    /// <param name="round">Empty for none.</param>
    public static async ValueTask<Period?> UsualAsync(IEngine engine, string round, TimeProvider clock)
    {
        if (round.Length > 0)
            return (await NewestRounds.FindAsync(engine, round)) is { Refusal: null } found ? DayDoubts.Around(found.Answer.Rules.Period, 0, 1) : null;
        var today = clock.GetUtcNow().DayIn(Honour.UsualTimeZone);
        return DayDoubts.Around(new(today, today), YearsAroundToday, YearsAroundToday);
    }

    /// <summary>For a renewal: within a year after the renewed term. An earlier day is refused.</summary>
    public static Period? UsualAfter(Honour honour) => DayDoubts.Around(new(honour.Span.From, honour.Span.Until), 0, 1);
}
