using System.Text.Json.Serialization;

namespace Evaluation.Rounds.Computing;

/// <summary>What a round has decided last about the ledgers of its units.</summary>
/// <param name="Number">Increases with every decision. A unit ignores a command of a lower number.</param>
/// <param name="Due">The step that the units have not confirmed yet; null for none.</param>
/// <param name="AcceptsIncomplete">For a computation: whether units may lack components.</param>
/// <param name="At">When it was decided.</param>
/// <param name="By">The account that decided.</param>
/// <param name="Reason">The reason, or null.</param>
public sealed record RoundLedgers(
    int Number = 0, LedgerStep? Due = null, bool AcceptsIncomplete = false, DateTimeOffset At = default, string By = "", string? Reason = null)
{
    internal RoundLedgers Evolve(RoundEvent happened) => happened switch
    {
        ComputationStarted started => new(Number + 1, LedgerStep.Close, started.AcceptsIncomplete is true, started.At, started.By, started.Reason),
        ComputationStopped or AssessmentReopened => new(Number + 1, LedgerStep.Open, false, happened.At, happened.By, happened.Reason),
        _ => this with { Due = null },
    };
}

/// <summary>What the units of a round have to do with their ledgers.</summary>
[JsonConverter(typeof(CamelCaseEnum<LedgerStep>))]
public enum LedgerStep
{
    /// <summary>Close them, so that the result is computed from them.</summary>
    Close,

    /// <summary>Open them again.</summary>
    Open,
}
