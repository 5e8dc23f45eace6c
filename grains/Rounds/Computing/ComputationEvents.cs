namespace Evaluation.Rounds.Computing;

/// <summary>The result is due: first every unit closes its ledger, then the result is computed.</summary>
/// <param name="AcceptsIncomplete">True if units may lack components; null if not.</param>
public sealed record ComputationStarted(DateTimeOffset At, string By, string? Reason = null, bool? AcceptsIncomplete = null) : RoundEvent(At, By, Reason);

/// <summary>The result cannot be computed from the closed ledgers. They open again.</summary>
/// <param name="Why">The refusal in words.</param>
public sealed record ComputationStopped(string Why, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>The provisional round is sealed again, and the ledgers open. The computed version stays.</summary>
public sealed record AssessmentReopened(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>Every unit has opened its ledger again.</summary>
public sealed record LedgersOpened(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);
