using Evaluation.Journal;

namespace Evaluation.Gateway.Hosting;

/// <summary>Outcomes of commands at the start of a process, where no client can receive a refusal.</summary>
internal static class StartOutcomes
{
    /// <summary>The answer.</summary>
    /// <exception cref="JournalUnavailableException">The command was refused.</exception>
    public static TAnswer OrThrow<TAnswer>(this Outcome<TAnswer> outcome) =>
        outcome.IsRefused(out var refusal) ? throw new JournalUnavailableException($"The start was refused: {refusal.Detail}") : outcome.Answer;
}
