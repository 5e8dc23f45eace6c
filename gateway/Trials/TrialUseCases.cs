using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows.Trials;

namespace Evaluation.Gateway.Trials;

/// <summary>Tries the rules of a draft with example data. It sends no command: nothing is stored.</summary>
internal static class TrialUseCases
{
    /// <summary>
    /// A draft with its rules. Refused with <see cref="RefusalCode.NoSuchRound"/>, or with <see cref="RefusalCode.WrongState"/> after the
    /// draft: rules that are frozen cannot be changed any more.
    /// </summary>
    public static ValueTask<Outcome<(RoundView View, RoundRules Rules)>> FindAsync(IEngine engine, string round) =>
        NewestRounds.FindAsync(engine, round, WorkWindow.Trial, "a trial of the rules");

    /// <summary>Refused as <see cref="RulesTrial.Run"/> refuses.</summary>
    public static Outcome<TrialOutcome> Run(RoundRules rules, NewTrial trial, string? unit, TimeProvider clock) =>
        RulesTrial.Run(rules, trial.Input, trial.Change ?? new Dictionary<string, decimal>(), unit, clock.GetUtcNow());
}
