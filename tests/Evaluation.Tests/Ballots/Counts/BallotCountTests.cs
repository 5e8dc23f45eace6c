using System.Buffers;
using Evaluation.Ballots;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Tests.Ballots.Counts;

/// <summary>How many ballots of a credential a box has counted.</summary>
public sealed class BallotCountTests
{
    private static readonly GrainRef<BallotBox> Ref = BoxGrain.Ref(Given.Round, 0);

    private readonly AloneBox _box = Given.OpenBox();

    [Fact]
    public void Each_counted_ballot_adds_one_to_its_credential_and_a_resend_and_a_refusal_do_not()
    {
        Assert.Equal(((uint?)null, (uint?)null), Use(1));
        _box.Do(Given.Ballot(1, "u1:AA"));
        _box.Do(Given.Ballot(4, "u1:AA"));
        _box.Do(Given.Ballot(1, "u2:BB"));
        _box.Do(Given.Ballot(1, "u2:BB"));
        _box.Do(Given.Ballot(1, "u1:CC"));
        Assert.Equal((3u, 1u), (Use(1).Ballots, Use(4).Ballots));
        Assert.Equal((uint)(Given.Ballot(1, "u1:CC").At.ToUnixTimeSeconds() / 60), Use(1).Minute);
    }

    [Fact]
    public void The_numbers_outlive_a_snapshot()
    {
        Revote();
        var restored = BoxSnapshot.Read(Snapshot());
        Assert.True(BoxGrain.IsWhole(restored));
        Assert.Equal((3u, 1u), (restored.Find(Given.Credential(1))!.Value.Ballots, restored.Find(Given.Credential(4))!.Value.Ballots));
    }

    [Fact]
    public async Task A_box_replays_when_its_snapshot_is_of_a_build_that_kept_no_numbers()
    {
        Revote();
        var journal = new MemoryJournal();
        var written = new ArrayBufferWriter<byte>();
        foreach (var happened in _box.History)
            BoxGrain.Write(happened, written);
        var live = BoxGrain.Kind.Activate(Ref, journal, (_, failure) => Assert.Fail(failure.Message));
        var entry = new JournalEntry(Ref.Stream, 0, _box.History.Count, BoxGrain.Format, written.WrittenMemory, default);
        entry = entry with { Hash = Chain.Next(Chain.Genesis(Ref.Stream), entry) };
        Assert.Equal(AppendResult.Appended, await journal.AppendAsync(entry));
        var earlier = new Snapshot(_box.History.Count, BoxSnapshot.Format, Earlier(), entry.Hash);
        await journal.SaveSnapshotAsync(Ref.Stream, earlier);
        Assert.False(BoxGrain.IsWhole(BoxSnapshot.Read(earlier.Payload.Span)));

        var asked = Pending<BallotBox, Progress>.Rent(new ViewProgress(Given.Credential(1)));
        var outcome = asked.Outcome;
        await live.TurnAsync([asked]);
        Assert.Equal(3u, (await outcome).Answer.Ballots);
        // The record of the earlier build is not at fault.
        Assert.Null(SnapshotCheck.Fault(earlier, Ref.Stream, _box.State, null));
    }

    [Fact]
    public void A_number_that_was_changed_in_a_snapshot_differs_from_the_replay()
    {
        Revote();
        var payload = Snapshot();
        var fair = new Snapshot(_box.History.Count, BoxSnapshot.Format, payload, default);
        Assert.Null(SnapshotCheck.Fault(fair, Ref.Stream, _box.State, null));
        var other = new AloneBox();
        foreach (var happened in _box.History.SkipLast(1))
            other.State.Evolve(happened);
        Assert.NotNull(SnapshotCheck.Fault(fair, Ref.Stream, other.State, null));
    }

    private void Revote()
    {
        _box.Do(Given.Ballot(1, "u1:AA"));
        _box.Do(Given.Ballot(1, "u1:BB"));
        _box.Do(Given.Ballot(4, "u1:AA"));
        _box.Do(Given.Ballot(1, "u1:AA"));
    }

    private (uint? Ballots, uint? Minute) Use(int number)
    {
        var progress = _box.Do(new ViewProgress(Given.Credential(number)));
        return (progress.Ballots, progress.Minute);
    }

    private byte[] Snapshot()
    {
        var payload = new ArrayBufferWriter<byte>();
        BoxSnapshot.Write(_box.State, payload);
        return payload.WrittenSpan.ToArray();
    }

    /// <summary>The snapshot without its last section, which names the one credential with three ballots.</summary>
    private byte[] Earlier() => Snapshot()[..^(1 + 1 + CredentialHash.Bytes + 1)];
}
