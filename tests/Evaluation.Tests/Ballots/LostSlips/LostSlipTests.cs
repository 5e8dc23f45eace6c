using System.Buffers;
using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.LostSlips;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;

namespace Evaluation.Tests.Ballots.LostSlips;

/// <summary>Lost slips and spares in a box.</summary>
public sealed class LostSlipTests
{
    private readonly AloneBox _box = NumberedBox.Open();

    [Fact]
    public void A_spare_is_answered_as_an_unknown_credential_and_counts_as_nothing()
    {
        var unknown = _box.Refused(Given.Ballot(99, "u1:AB"));
        Assert.Equal(unknown, _box.Refused(Given.Ballot(14, "u1:AB")));
        Assert.Equal(_box.Refused(new ViewProgress(Given.Credential(99))), _box.Refused(new ViewProgress(Given.Credential(14))));
        Assert.Equal((3, 0, 3), Counts);
        // Also while its batch waits for a decision, when others are asked to wait.
        _box.Do(new HoldBatch("b", 2));
        Assert.Equal(RefusalCode.Busy, _box.Refused(Given.Ballot(11, "u1:AB")).Code);
        Assert.Equal(unknown, _box.Refused(Given.Ballot(14, "u1:AB")));
    }

    [Fact]
    public void A_revoked_slip_is_answered_as_an_unknown_credential_and_its_spare_votes_in_its_place()
    {
        Assert.Equal(new SlipStanding(1, "b", SlipRight.Revoked), _box.Do(new RevokeSlip(2, NumberedBox.Sealed(11))));
        Assert.Equal((2, 0, 2), Counts);
        Assert.Equal(_box.Refused(Given.Ballot(99, "u1:AB")), _box.Refused(Given.Ballot(11, "u1:AB")));
        Assert.Equal(new SlipStanding(1, "b", SlipRight.Activated), _box.Do(new ActivateSpare(3, NumberedBox.Sealed(14))));
        _box.Do(Given.Ballot(14, "u1:AB"));
        Assert.Equal((3, 1, 3), Counts);
        Assert.Equal(new GroupParticipation("npc", 3, 1, null, 1, 1), _box.State.Groups.Single());
    }

    [Fact]
    public void A_slip_that_has_voted_stays()
    {
        _box.Do(Given.Ballot(11, "u1:AB"));
        Assert.Equal(SlipRight.Issued, _box.Do(new RevokeSlip(2, NumberedBox.Sealed(11))).Right);
        _box.Do(Given.Ballot(11, "u1:BA"));
        Assert.Equal((3, 1, 3), Counts);
    }

    [Fact]
    public void Every_box_stores_the_same_of_a_revocation_whether_it_holds_the_slip_or_not()
    {
        var other = new AloneBox();
        other.Do(NumberedBox.Store("b", [21]));
        other.State.Seal.Take("box-small-1", NumberedBox.Key);
        var empty = new AloneBox();
        _box.Do(Given.Ballot(12, "u1:AB"));
        foreach (var (step, slip) in ((int, int)[])[(2, 11), (4, 12)])
            foreach (var box in (AloneBox[])[_box, other, empty])
            {
                box.Do(new RevokeSlip(step, NumberedBox.Sealed(slip)));
                Assert.Equal(new SlipRevoked(step, NumberedBox.Sealed(slip)), box.History[^1]);
            }
        foreach (var box in (AloneBox[])[_box, other, empty])
        {
            box.Do(new ActivateSpare(5, NumberedBox.Sealed(14)));
            Assert.Equal(new SpareActivated(5, NumberedBox.Sealed(14)), box.History[^1]);
            // What a sealed box reports does not tell which box has the spare.
            Assert.Empty(box.Do(new SealBox(Given.Close)).Groups);
        }
    }

    [Fact]
    public void A_command_of_an_older_decision_and_a_repeated_one_change_nothing()
    {
        _box.Do(new RevokeSlip(4, NumberedBox.Sealed(11)));
        var history = _box.History.Count;
        Assert.Equal(SlipRight.Revoked, _box.Do(new RevokeSlip(4, NumberedBox.Sealed(11))).Right);
        Assert.Equal(SlipRight.Issued, _box.Do(new RevokeSlip(2, NumberedBox.Sealed(12))).Right);
        Assert.Equal(SlipRight.Spare, _box.Do(new ActivateSpare(3, NumberedBox.Sealed(14))).Right);
        Assert.Equal(history, _box.History.Count);
        _box.Do(new SealBox(Given.Close));
        _box.Do(new RevokeSlip(6, NumberedBox.Sealed(12)));
        Assert.Equal(history + 1, _box.History.Count);
    }

    [Fact]
    public void A_slip_under_another_key_is_refused()
    {
        var other = new Evaluation.Ballots.Keys.RoundKey(new byte[Evaluation.Ballots.Keys.RoundKey.Bytes]).ForSlips();
        Assert.Equal(RefusalCode.KeyDiffers, _box.Refused(new RevokeSlip(2, other.Seal(other.TagOf(new(11))))).Code);
        Assert.Equal(0, _box.Do(new ViewSlip(other.Seal(other.TagOf(new(11))))).Count);
        Assert.Throws<InvalidDataException>(() => NumberedBox.Replay(_box.History).Evolve(new SlipRevoked(2, other.Seal(other.TagOf(new(11))))));
    }

    [Fact]
    public void A_void_batch_removes_its_revoked_slips_and_spares_and_its_slips_cannot_be_found()
    {
        _box.Do(new RevokeSlip(2, NumberedBox.Sealed(11)));
        _box.Do(new ActivateSpare(3, NumberedBox.Sealed(14)));
        _box.Do(new HoldBatch("b", 9));
        _box.Do(new VoidCredentials("b"));
        Assert.Equal((0, (0, 0, 0)), (_box.State.CredentialCount, Counts));
        Assert.Empty(_box.State.Groups);
        Assert.All((int[])[11, 12, 14, 15], number => Assert.Equal(0, _box.Do(new ViewSlip(NumberedBox.Sealed(number))).Count));
        Assert.Equal(RefusalCode.NoSuchCredential, _box.Refused(Given.Ballot(14, "u1:AB")).Code);
    }

    [Fact]
    public void Two_slips_with_one_number_are_counted()
    {
        _box.Do(new StoreBatch("c", "npc", null, [Given.Credential(30)], NumberedBox.Key.Commitment, [new(NumberedBox.Tag(11), IsSpare: false)]));
        Assert.Equal(2, _box.Do(new ViewSlip(NumberedBox.Sealed(11))).Count);
    }

    /// <summary>After random commands: what may not vote is not counted either.</summary>
    [Fact]
    public void Replay_snapshot_and_recount_agree_after_any_history()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (random, box) = (new Random(seed), NumberedBox.Open());
            box.Do(NumberedBox.Store("c", [21, 22], 23));
            for (var step = 2; step < 30; step++)
            {
                var number = random.Next(2) == 0 ? random.Next(11, 16) : random.Next(21, 24);
                switch (random.Next(8))
                {
                    case 0: box.Do(new RevokeSlip(step, NumberedBox.Sealed(number))); break;
                    case 1: box.Do(new ActivateSpare(step, NumberedBox.Sealed(number))); break;
                    case 2: box.Send(new HoldBatch("c", step)); break;
                    case 3: box.Do(new SettleBatch("c", step)); break;
                    case 4 when random.Next(4) == 0: box.Do(new VoidCredentials("c")); break;
                    default: box.Send(Given.Ballot(number, random.Next(2) == 0 ? "u1:AB" : "u2:BA")); break;
                }
            }
            var stored = Stored(box.History);
            var replayed = NumberedBox.Replay(BoxGrain.Read(stored));
            var payload = new ArrayBufferWriter<byte>();
            BoxGrain.WriteSnapshot(box.State, payload);
            var restored = BoxGrain.ReadSealedSnapshot(new(NumberedBox.Stream), payload.WrittenMemory, NumberedBox.Key);
            Assert.All((BallotBox[])[replayed, restored], other => Assert.Equal(Show(box.State), Show(other)));
            Assert.Null(SnapshotCheck.Fault(new(box.State.Version, BoxGrain.SealedSnapshotFormat!.Value, payload.WrittenMemory, default), NumberedBox.Stream, replayed, NumberedBox.Key));
            var recount = new BoxRecount(NumberedBox.Key, NumberedBox.Stream);
            recount.Add(stored);
            Assert.Equal(
                box.State.Groups.Where(group => group.Issued > 0).Select(group => (group.Group, group.Issued, group.Voted)), recount.Groups.Select(group => (group.Key, group.Value.Issued, group.Value.Voted)));
        }
    }

    /// <summary>Issued, voted, and credentials that may rate the first unit.</summary>
    private (int Issued, int Voted, int Raters) Counts =>
        (_box.State.Groups.Sum(group => group.Issued), _box.State.Groups.Sum(group => group.Voted), _box.State.RatersByCell[0]);

    private static JournalEntry Stored(List<BoxEvent> history)
    {
        var payload = new ArrayBufferWriter<byte>();
        foreach (var happened in history)
            BoxGrain.Write(happened, payload);
        return new(NumberedBox.Stream, 0, history.Count, BoxGrain.Format, payload.WrittenMemory, default);
    }

    private static string Show(BallotBox box) => string.Join('\n', [
        $"{box.Version} {box.SlipStep} {box.Sequence} {box.CredentialCount} {string.Join(' ', box.RatersByCell)}", .. box.Groups.Select(group => group.ToString()), .. box.Batches.Decided.Select(batch => batch.ToString()),
        .. box.Holdings.OrderBy(held => held.Credential.Value).Select(held => $"{held.Credential.Value:x} {held.Batch} {held.Holding.SlipRight} {held.Holding.Slip} {Convert.ToHexString(held.Holding.Standing.Span)}"),
    ]);
}
