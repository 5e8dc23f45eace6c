using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.LostSlips;
using Evaluation.Ballots.Packing;
using Evaluation.Gateway.Verification.Boxes;

namespace Evaluation.Gateway.Verification;

/// <summary>What every event of a ballot box follows from: the rules of the round and the box's own earlier events.</summary>
internal static class BoxLaw
{
    private const long SecondsPerMinute = 60;

    /// <summary>Why the event cannot follow the state of the box, or null.</summary>
    public static string? Fault(BoxShape shape, BallotBox box, BoxEvent happened) => happened switch
    {
        BoxOpened opened => box.Shape is not null ? "the box is opened a second time"
            : opened.Shape.Equals(shape) ? null
            : "the box was opened with other rules than the round's",
        WindowSet set => box.Window is { } before && set.Window.Version <= before.Version ? "an older window replaces a newer one" : null,
        ResendMismatched mismatched => Mismatch(box.Find(mismatched.Credential)),
        BallotCast cast => Cast(box, cast),
        BallotFinished finished => Finish(box, finished),
        BoxClosed => box.IsSealed ? "the box is sealed a second time" : null,
        CredentialsStored stored => Store(box, stored.Batch, stored.Hashes, isHeldFirst: false),
        BatchStored stored => Store(box, stored.Batch, stored.Hashes, isHeldFirst: true) ?? SlipLaw.Fault(box, stored),
        BatchSettled settled => Decide(box, settled.Batch, settled.Version),
        BatchHeld held => Decide(box, held.Batch, held.Version) ?? (box.CountBatch(held.Batch).Voted > 0 ? "a batch with ballots is held back" : null),
        CredentialsVoided voided => Void(box, voided.Batch),
        SlipRevoked or SpareActivated => SlipLaw.Fault(box, happened),
        _ => null,
    };

    /// <summary>Credentials of earlier versions vote at once, and a void batch does not refuse them.</summary>
    private static string? Store(BallotBox box, string batch, IReadOnlyList<CredentialHash> hashes, bool isHeldFirst) =>
        box.IsSealed ? "credentials were stored after the box was sealed"
        : isHeldFirst && IsVoid(box, batch) ? "credentials were added to a void batch"
        : hashes.Any(box.Holds) ? "a credential was stored a second time"
        : null;

    private static string? Decide(BallotBox box, string batch, int version) =>
        box.IsSealed ? "a batch was decided after the box was sealed"
        : IsVoid(box, batch) ? "a void batch was decided again"
        : box.Batches.Of(batch).Version >= version ? "an older decision about a batch replaces a newer one"
        : null;

    private static string? Void(BallotBox box, string batch)
    {
        if (box.IsSealed)
            return "credentials were voided after the box was sealed";
        var (count, voted) = box.CountBatch(batch);
        return count > voted || box.Batches.Of(batch).Right == BatchRight.Held ? null : "nothing of a batch was left to void";
    }

    private static bool IsVoid(BallotBox box, string batch) => box.Batches.Of(batch).Right == BatchRight.Void;

    /// <summary>Earlier versions compared slips also with those of a ballot that was cast with an id.</summary>
    private static string? Mismatch(Holding? holding) => holding switch
    {
        not { Standing.IsEmpty: false } => "a resend was compared, and there is no ballot",
        { Mismatches: >= Limits.ResendMismatches } => "more resends of a ballot were compared than allowed",
        _ => null,
    };

    private static string? Cast(BallotBox box, BallotCast cast)
    {
        if (box.Find(cast.Credential) is not { } holding)
            return "a ballot was cast with a credential that the box does not hold";
        if (box.IsSealed)
            return "a ballot was counted after the box was sealed";
        if (box.Shape is not { } shape || box.Window is not { Paused: false, Closed: false } window)
            return "a ballot was counted while the box took none";
        if (cast.Minute < Minute(window.OpensAt) || cast.Minute > Minute(window.ClosesAt ?? DateTimeOffset.MaxValue))
            return "a ballot was counted outside the voting window";
        if (!Slips.AreWhole(cast.Slips, shape.Criteria))
            return "a ballot does not fit the round's paper";
        foreach (var slip in Slips.Read(cast.Slips, shape.Criteria))
        {
            if (!box.HasUnit(slip.Unit) || !holding.Allowed.Allows(slip.Unit, shape))
                return "a ballot rates a unit that its credential may not rate";
            if (!shape.AllowRevote && Rates(holding, slip.Unit, shape))
                return "a ballot replaces a slip, and the round allows no second vote";
            if (shape.Papers is not null && PackedMarks.Outside(slip.Marks, shape.PaperOf(slip.Unit)) != 0)
                return "a ballot marks a criterion by which the unit is not rated";
        }
        return shape.Ballot is { } terms && LimitLaw.OverLimit(shape, terms, holding, cast.Slips) is { } limit ? $"a ballot was counted above the maximum of limit {limit}" : null;
    }

    private static string? Finish(BallotBox box, BallotFinished finished)
    {
        if (box.Find(finished.Credential) is not { Standing.IsEmpty: false } holding)
            return "a ballot was finished that the box does not hold";
        if (box.IsSealed || box.Window is not { Paused: false, Closed: false } window)
            return "a ballot was finished while the box took none";
        if (finished.Minute < Minute(window.OpensAt) || finished.Minute > Minute(window.ClosesAt ?? DateTimeOffset.MaxValue))
            return "a ballot was finished outside the voting window";
        if (box.Shape?.Ballot is not { NeedsFinish: true } terms || holding.IsFinished)
            return "a ballot was finished that needs no finishing";
        return LimitLaw.Unmet(box.Shape, terms, holding) is { } unmet ? $"a ballot was finished that {unmet}" : null;
    }

    private static bool Rates(Holding holding, int unit, BoxShape shape)
    {
        foreach (var slip in Slips.Read(holding.Standing.Span, shape.Criteria))
            if (slip.Unit == unit)
                return true;
        return false;
    }

    private static long Minute(DateTimeOffset at) => at.ToUnixTimeSeconds() / SecondsPerMinute;
}
