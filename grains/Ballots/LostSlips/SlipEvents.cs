namespace Evaluation.Ballots.LostSlips;

/// <summary>
/// The credential of a lost slip is revoked, unless it has voted. Every box of the round stores the event, so that nobody learns from it
/// which box holds the credential.
/// </summary>
/// <param name="Step">The number of the round's decision.</param>
/// <param name="Slip">The slip, as <see cref="SlipKey.Seal"/> writes it.</param>
public sealed record SlipRevoked(int Step, string Slip) : BoxEvent;

/// <summary>A spare votes from now on. Every box of the round stores the event.</summary>
/// <param name="Step">The number of the round's decision.</param>
/// <param name="Spare">The spare, as <see cref="SlipKey.Seal"/> writes it.</param>
public sealed record SpareActivated(int Step, string Spare) : BoxEvent;
