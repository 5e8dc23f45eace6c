using System.Diagnostics;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.LostSlips;
using Evaluation.Ballots.Packing;
using Evaluation.Kernel.Reading;

namespace Evaluation.Ballots;

/// <summary>The rules of a ballot box.</summary>
internal static class BoxDecider
{
    public static Decision<BoxEvent> Decide(BallotBox box, BoxCommand command) => command switch
    {
        CastBallot cast => Cast(box, cast),
        FinishBallot finish => FinishDecider.Finish(box, finish),
        OpenBox open => Open(box, open),
        StoreCredentials store => Store(box, store),
        StoreBatch store => BoxBatchDecider.Store(box, store),
        SettleBatch settle => BoxBatchDecider.Settle(box, settle),
        HoldBatch hold => BoxBatchDecider.Hold(box, hold),
        VoidCredentials revoke => BoxBatchDecider.Void(box, revoke),
        RevokeSlip revoke => BoxSlipDecider.Revoke(box, revoke),
        ActivateSpare activate => BoxSlipDecider.Activate(box, activate),
        SealBox seal => box.IsSealed ? Decision<BoxEvent>.NothingToDo : new BoxClosed(seal.At),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private static readonly Refusal NoSuchCredential = new(RefusalCode.NoSuchCredential, "This credential is not known in this round. Check that it was copied whole.");

    /// <summary>The refusal of a credential that does not vote. One whose batch may vote again in a moment is not called unknown.</summary>
    public static Refusal Unknown(BallotBox box, CredentialHash credential) => box.IsUndecided(credential) ? Refusal.Busy : NoSuchCredential;

    public static readonly Refusal NoSuchUnit = new(RefusalCode.NoSuchUnit, "The round has no such unit.");

    private static Decision<BoxEvent> Cast(BallotBox box, CastBallot cast)
    {
        if (box.Find(cast.Credential) is not { } holding)
            return Unknown(box, cast.Credential);
        if (box.Shape is not { } shape || box.Window is not { } window || box.IsSealed || !window.IsOpenAt(cast.At))
            return NotOpen(box, holding, cast);
        if (FindFault(shape, cast.Slips) is { } fault)
            return fault;
        foreach (var slip in Slips.Read(cast.Slips, shape.Criteria))
            if (!holding.Allowed.Allows(slip.Unit, shape))
                return new Refusal(RefusalCode.UnitNotYours, $"This credential may not rate unit '{shape.Units[slip.Unit]}'.", ("unit", shape.Units[slip.Unit]));

        if (Resend.IsRecognised(holding, cast, shape))
            return Decision<BoxEvent>.NothingToDo;
        if (!shape.AllowRevote && SlipComparison.SameUnits(holding.Standing.Span, cast.Slips, shape) is { Count: > 0 } rated)
            return Resend.Refuse(AlreadyCast(rated), holding, cast);
        if (shape.Ballot is { } terms && new BallotReview(shape, terms, holding).OverLimit(cast.Slips) is { } over)
            return over.TellsStanding && shape.AllowRevote ? Resend.RefuseAndCount(over.Refusal, cast) : Resend.Refuse(over.Refusal, holding, cast);
        return new BallotCast(cast);
    }

    /// <summary>Checks the ballot again. A gateway has applied the same rules, but a box does not rely on it.</summary>
    private static Refusal? FindFault(BoxShape shape, ReadOnlySpan<byte> slips)
    {
        if (!Slips.AreWhole(slips, shape.Criteria))
            return Malformed;
        Span<ulong> seen = stackalloc ulong[(Limits.Units + 63) / 64];
        seen.Clear();
        var count = 0;
        foreach (var slip in Slips.Read(slips, shape.Criteria))
        {
            if (++count > Limits.SlipsPerBallot || slip.Unit >= shape.Units.Count || slip.Comment.Length > Limits.CommentBytes)
                return Malformed;
            // If one slip could be encoded in two ways, the tally would contain two patterns for it.
            if (slip.Bytes.Length != Slips.Size(shape.Criteria, slip.Comment.Length) || (int.IsOddInteger(shape.Criteria) && PackedMarks.Mark(slip.Marks, shape.Criteria) != 0))
                return Malformed;
            ref var word = ref seen[slip.Unit >> 6];
            var bit = 1UL << (slip.Unit & 63);
            if ((word & bit) != 0)
                return Malformed;
            word |= bit;
            for (var criterion = 0; criterion < shape.Criteria; criterion++)
                if (PackedMarks.Mark(slip.Marks, criterion) >= shape.Options)
                    return Malformed;
            if (shape.Papers is not null && PackedMarks.Outside(slip.Marks, shape.PaperOf(slip.Unit)) != 0)
                return Malformed;
        }
        return count == 0 ? Malformed : null;
    }

    /// <param name="units">The units of the ballot that are rated already. The voter's progress lists them too, and no mark.</param>
    private static Refusal AlreadyCast(IReadOnlyList<string> units) => new(
        RefusalCode.AlreadyCast, $"This credential has already rated {PlainText.QuotedList(units)}, and this round does not allow a second vote.", ("units", units.ToArray()));

    private static readonly Refusal Malformed = new(RefusalCode.BadBallot, "The ballot does not fit this round's paper.");

    private static Decision<BoxEvent> NotOpen(BallotBox box, Holding holding, CastBallot cast)
    {
        if (box.Shape is not { } shape || FindFault(shape, cast.Slips) is not null)
            return NotOpen(box, isCounted: false);
        return !holding.IsLeftOut && Resend.IsRecognised(holding, cast, shape) ? NotOpen(box, isCounted: true) : Resend.Refuse(NotOpen(box, isCounted: false), holding, cast);
    }

    public static Refusal NotOpen(BallotBox box, bool isCounted) =>
        new(
            RefusalCode.NotOpen,
            isCounted ? "Voting is not open. This ballot was counted before voting closed." : "Voting is not open.",
            ("opensAt", box.Window?.OpensAt),
            ("closesAt", box.Window?.ClosesAt),
            ("paused", box.Window is { Paused: true, Closed: false } ? true : null),
            ("counted", isCounted ? true : null));

    private static Decision<BoxEvent> Open(BallotBox box, OpenBox open)
    {
        if (box.Shape is { } shape && !shape.Equals(open.Shape))
            return new Refusal(RefusalCode.RulesFrozen, "The box was opened under other rules.");
        var isNews = box.Window is not { } window || window.Version < open.Window.Version;
        return (box.Shape is null, isNews) switch
        {
            (true, _) => Decision<BoxEvent>.Of(new BoxOpened(open.Shape), new WindowSet(open.Window)),
            (false, true) => new WindowSet(open.Window),
            (false, false) => Decision<BoxEvent>.NothingToDo,
        };
    }

    private static Decision<BoxEvent> Store(BallotBox box, StoreCredentials store)
    {
        if (box.IsSealed)
            return new Refusal(RefusalCode.WrongState, "The box is sealed.");
        var fresh = store.Hashes.Where(hash => !box.Holds(hash)).Distinct().ToArray();
        return fresh.Length == 0 ? Decision<BoxEvent>.NothingToDo : new CredentialsStored(store.Batch, store.Group, store.Units, fresh);
    }
}
