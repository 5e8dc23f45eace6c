using Evaluation.Runtime;

namespace Evaluation.Rounds.Computing;

/// <summary>
/// Starts the computation of a sealed round's result. Joins a computation that has started, unless only this one accepts missing
/// components. Changes nothing in a provisional round.
/// </summary>
/// <param name="AcceptsIncomplete">Whether units may lack components. Needs a reason.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account.</param>
/// <param name="Reason">The reason, or null.</param>
public sealed record StartComputation(bool AcceptsIncomplete, DateTimeOffset At, string By, string? Reason) : RoundViewCommand;

/// <summary>States that the result cannot be computed. Ignored unless the computation with this number is due.</summary>
public sealed record StopComputation(int Number, string Why, DateTimeOffset At, string By) : RoundViewCommand, IRepeatable;

/// <summary>States that every unit has opened its ledger. Ignored unless the opening with this number is due.</summary>
public sealed record ConfirmOpening(int Number, DateTimeOffset At) : RoundViewCommand, IRepeatable;
