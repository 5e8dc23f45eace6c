using Evaluation.Runtime;

namespace Evaluation.Ballots.LostSlips;

/// <summary>
/// Revokes the credential of a lost slip, unless it has voted. Sent to every box of the round. The answer says what became of it.
/// </summary>
/// <param name="Step">The number of the round's decision. The highest one wins; a lower one that arrives late is ignored.</param>
/// <param name="Slip">The slip, as <see cref="SlipKey.Seal"/> writes it.</param>
public sealed record RevokeSlip(int Step, string Slip) : BoxCommand, ICommand<BallotBox, SlipStanding>
{
    public SlipStanding Answer(BallotBox state) => SlipStanding.Of(state, Slip);
}

/// <summary>Lets a spare vote. Sent to every box of the round.</summary>
/// <param name="Step">As in <see cref="RevokeSlip"/>.</param>
/// <param name="Spare">The spare, as <see cref="SlipKey.Seal"/> writes it.</param>
public sealed record ActivateSpare(int Step, string Spare) : BoxCommand, ICommand<BallotBox, SlipStanding>
{
    public SlipStanding Answer(BallotBox state) => SlipStanding.Of(state, Spare);
}

/// <summary>What a box holds of a slip. It does not tell whether the slip has voted.</summary>
/// <param name="Slip">The slip, as <see cref="SlipKey.Seal"/> writes it.</param>
public sealed record ViewSlip(string Slip) : IQuery<BallotBox, SlipStanding>
{
    public Outcome<SlipStanding> Answer(BallotBox state) => SlipStanding.Of(state, Slip);
}

/// <summary>What a box holds of a slip number.</summary>
/// <param name="Count">The number of its credentials with this number; 0 for none.</param>
/// <param name="Batch">The batch of the first of them.</param>
/// <param name="Right">What it may do.</param>
public sealed record SlipStanding(int Count, string? Batch = null, SlipRight Right = SlipRight.Unnumbered)
{
    private static readonly SlipStanding None = new(0);

    internal static SlipStanding Of(BallotBox box, string slip) => box.Seal.OpenSlip(slip) is { } tag ? box.FindSlip(tag) : None;
}

/// <summary>The rules of a box for lost slips.</summary>
internal static class BoxSlipDecider
{
    private static readonly Refusal KeyDiffers = new(RefusalCode.KeyDiffers, "The slip was sealed under another key.");

    public static Decision<BoxEvent> Revoke(BallotBox box, RevokeSlip revoke) => Decide(box, revoke.Step, revoke.Slip, new SlipRevoked(revoke.Step, revoke.Slip));

    public static Decision<BoxEvent> Activate(BallotBox box, ActivateSpare activate) =>
        Decide(box, activate.Step, activate.Spare, new SpareActivated(activate.Step, activate.Spare));

    /// <summary>An event also where the box does not hold the slip: see <see cref="SlipRevoked"/>.</summary>
    private static Decision<BoxEvent> Decide(BallotBox box, int step, string slip, BoxEvent happened)
    {
        if (box.Seal.Commitment is not null && box.Seal.OpenSlip(slip) is null)
            return KeyDiffers;
        return box.IsSealed || step <= box.SlipStep ? Decision<BoxEvent>.NothingToDo : happened;
    }
}
