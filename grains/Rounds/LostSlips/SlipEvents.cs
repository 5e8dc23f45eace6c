namespace Evaluation.Rounds.LostSlips;

/// <summary>
/// An administrator revokes a lost slip. The boxes decide: a slip that has voted stays. Which slip it is can be read with the key of the
/// round only.
/// </summary>
/// <param name="Batch">The batch of the slip.</param>
/// <param name="Slip">The slip, as <see cref="Ballots.LostSlips.SlipKey.Seal"/> writes it.</param>
/// <param name="Spare">The spare that replaces it, likewise; null for none.</param>
public sealed record SlipRevocationStarted(string Batch, string Slip, string? Spare, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>The credential of the lost slip never votes. Its spare votes, where one was named.</summary>
/// <param name="Number">The number of the revocation in the round.</param>
/// <param name="Replaced">Whether a spare votes in its place.</param>
public sealed record SlipRevoked(int Number, string Batch, bool Replaced, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>The slip had voted, so it stays, and its spare remains a spare.</summary>
/// <param name="Number">The number of the revocation in the round.</param>
public sealed record SlipRevocationRefused(int Number, string Batch, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);
