using Evaluation.Journal;

namespace Evaluation.Gateway.Hosting;

/// <summary>Outcomes at a start, which has nobody to hand a refusal to.</summary>
internal static class Demanding
{
    /// <exception cref="JournalUnavailableException">It was refused.</exception>
    public static TAnswer Demand<TAnswer>(this Outcome<TAnswer> outcome) =>
        outcome.IsRefused(out var refusal) ? throw new JournalUnavailableException($"The start was refused: {refusal.Detail}") : outcome.Answer;
}
