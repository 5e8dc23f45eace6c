using System.Buffers;
using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Keys;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Tests.Ballots.Keys;

/// <summary>An encrypted box: what it stores, what it refuses, and what it does without its key.</summary>
public sealed class SealedBoxTests
{
    private const string Round = "small";

    private readonly MemoryJournal _journal = new();
    private readonly MemoryKeyStore _keys = new();
    private readonly RoundKey _key = new([.. Enumerable.Range(1, RoundKey.Bytes).Select(i => (byte)i)]);
    private readonly List<Exception> _reports = [];

    private static GrainRef<BallotBox> Box => BoxGrain.Ref(Round, 0);

    [Fact]
    public async Task Stored_events_name_no_voter_and_hold_no_slip()
    {
        var grain = await OpenAsync();
        var ballot = Cast(1, "u1:AB 一条意见", "u2:BA");
        await AskAsync(grain, ballot);
        await AskAsync(grain, Cast(2, "u3:CC"));
        await grain.RestAsync();
        var stored = await StoredAsync();
        Assert.DoesNotContain(Hex(ballot.Slips), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Hex("一条意见"u8.ToArray()), stored, StringComparison.Ordinal);
        // The pseudonyms stand once, in the sorted list of the batch.
        foreach (var voter in (int[])[1, 2])
            Assert.Single(stored.Split(Hex(NameBytes(voter))).Skip(1));
    }

    [Fact]
    public async Task A_box_that_is_activated_again_counts_what_was_cast_before()
    {
        await AskAsync(await OpenAsync(), Cast(1, "u1:AB"));
        var counted = await AskAsync(Activate(), Cast(1, "u2:AB"));
        Assert.Equal((2u, 1), (counted.Answer.Sequence, counted.Answer.Remaining));
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task A_snapshot_is_sealed_and_opened_with_the_key()
    {
        var grain = await OpenAsync();
        for (var i = 0; i < Limits.SnapshotEventsAtRest; i++)
            await AskAsync(grain, Cast(1, $"u1:{(i % 2 == 0 ? "AB" : "BA")}"));
        await grain.RestAsync();
        var snapshot = (await _journal.ReadSnapshotAsync(Box.Stream))!;
        Assert.Equal(BoxSnapshot.SealedFormat, snapshot.Format);
        Assert.DoesNotContain(Hex(NameBytes(1)), Hex(snapshot.Payload.ToArray()), StringComparison.Ordinal);
        Assert.Equal(Limits.SnapshotEventsAtRest + 1u, (await AskAsync(Activate(), Cast(2, "u1:AA"))).Answer.Sequence);
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task A_box_without_its_key_refuses_everything_and_goes_on_when_the_key_is_back()
    {
        await AskAsync(await OpenAsync(), Cast(1, "u1:AB"));
        await _keys.DestroyAsync(Round);
        var grain = Activate();
        Assert.Equal(RefusalCode.KeyMissing, (await AskAsync(grain, Cast(1, "u2:AB"))).Refusal?.Code);
        Assert.Equal(RefusalCode.KeyMissing, (await AskAsync(grain, new ViewProgress(Name(1)))).Refusal?.Code);
        var report = Assert.IsType<KeyUnavailableException>(_reports[0]);
        Assert.Contains(_key.Commitment, report.Message, StringComparison.Ordinal);
        Assert.Contains($"no key of round '{Round}'", report.Message, StringComparison.Ordinal);
        await _keys.CreateAsync(Round, _key);
        Assert.Equal(2u, (await AskAsync(grain, Cast(1, "u2:AB"))).Answer.Sequence);
    }

    [Fact]
    public async Task A_box_with_another_key_than_it_names_refuses_everything()
    {
        await AskAsync(await OpenAsync(), Cast(1, "u1:AB"));
        await _keys.DestroyAsync(Round);
        await _keys.CreateAsync(Round, new(new byte[RoundKey.Bytes]));
        Assert.Equal(RefusalCode.KeyDiffers, (await AskAsync(Activate(), Cast(1, "u2:AB"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_busy_and_an_active_box_needs_it_no_more()
    {
        var grain = await OpenAsync();
        await AskAsync(grain, Cast(1, "u1:AB"));
        var other = BoxGrain.Kind.Activate(Box.Id, _journal, Report, keys: new BoxKeys(new SilentKeyStore()));
        Assert.Equal(RefusalCode.Busy, (await AskAsync(other, Cast(1, "u2:AB"))).Refusal?.Code);
        Assert.Null((await AskAsync(grain, Cast(1, "u2:AB"))).Refusal);
    }

    [Fact]
    public async Task A_batch_under_another_key_or_without_one_is_refused()
    {
        var grain = await OpenAsync();
        Assert.Equal(RefusalCode.KeyDiffers, (await AskAsync(grain, new StoreBatch("c", "npc", null, [Name(9)], new('a', 64)))).Refusal?.Code);
        Assert.Equal(RefusalCode.KeyDiffers, (await AskAsync(grain, new StoreBatch("c", "npc", null, [Name(9)]))).Refusal?.Code);
        Assert.Null((await AskAsync(grain, new StoreBatch("c", "npc", null, [Name(9)], _key.Commitment))).Refusal);
    }

    [Fact]
    public void A_box_of_the_old_form_with_credentials_gets_no_key()
    {
        var box = Given.OpenBox();
        Assert.Equal(RefusalCode.KeyDiffers, box.Refused(new StoreBatch("c", "npc", null, [Name(9)], _key.Commitment)).Code);
        Assert.Null(box.State.Seal.Commitment);
    }

    [Fact]
    public async Task A_failed_append_leaves_a_number_that_another_ballot_uses_under_another_nonce()
    {
        var grain = await OpenAsync();
        var box = new BallotBox();
        await foreach (var entry in _journal.ReadAsync(Box.Stream, 0))
            foreach (var happened in BoxGrain.Read(entry))
            {
                box.Evolve(happened);
                if (box.Seal.IsShut)
                    box.Seal.Take(Box.Stream, _key);
            }
        var (lost, same, other) = (Write(Cast(1, "u1:AB")), Write(Cast(1, "u1:AB")), Write(Cast(2, "u1:AB")));
        Assert.Equal(lost, same);
        Assert.NotEqual(Nonce(lost), Nonce(other));
        await AskAsync(grain, Cast(2, "u1:AB"));
        Assert.Contains(Hex(other), await StoredAsync(), StringComparison.Ordinal);

        byte[] Write(CastBallot cast)
        {
            var bytes = new ArrayBufferWriter<byte>();
            BoxGrain.Write(BoxGrain.Decide(box, cast)[0], bytes);
            return bytes.WrittenSpan.ToArray();
        }
    }

    [Fact]
    public async Task Every_event_has_a_nonce_of_its_own()
    {
        var grain = await OpenAsync();
        for (var i = 0; i < 200; i++)
            await AskAsync(grain, Cast(1 + i % 3, $"u1:{(i % 2 == 0 ? "AB" : "BA")}"));
        for (var i = 0; i < Limits.ResendMismatches; i++)
            await AskAsync(grain, Cast(1, "u1:AA") with { At = Given.Close.AddHours(1) });
        var nonces = new HashSet<string>();
        await foreach (var entry in _journal.ReadAsync(Box.Stream, 0))
            foreach (var happened in BoxGrain.Read(entry).OfType<SealedEvent>())
            {
                var bytes = new ArrayBufferWriter<byte>();
                BoxGrain.Write(happened, bytes);
                Assert.True(nonces.Add(Nonce(bytes.WrittenSpan.ToArray())));
            }
        Assert.InRange(nonces.Count, 200, 203);
    }

    [Fact]
    public async Task A_sealed_event_that_is_moved_repeated_or_changed_is_not_replayed()
    {
        var grain = await OpenAsync();
        await AskAsync(grain, Cast(1, "u1:AB"));
        await AskAsync(grain, Cast(2, "u1:AB"));
        var events = new List<BoxEvent>();
        await foreach (var entry in _journal.ReadAsync(Box.Stream, 0))
            events.AddRange(BoxGrain.Read(entry));
        var (first, second) = (events[^2], events[^1]);
        var before = events[..^2];
        Replay([.. before, first, second]);
        Assert.Throws<InvalidDataException>(() => Replay([.. before, second, first]));
        Assert.Throws<InvalidDataException>(() => Replay([.. before, first, first]));
        Assert.Throws<InvalidDataException>(() => Replay([.. before, second]));

        void Replay(IEnumerable<BoxEvent> history)
        {
            var box = new BallotBox();
            foreach (var happened in history)
            {
                // A copy that was not opened yet.
                var bytes = new ArrayBufferWriter<byte>();
                BoxGrain.Write(happened, bytes);
                box.Evolve(BoxGrain.Read(new JournalEntry(Box.Stream, 0, 1, BoxGrain.Format, bytes.WrittenMemory, default)).Single());
                if (box.Seal.IsShut)
                    box.Seal.Take(Box.Stream, _key);
            }
        }
    }

    [Fact]
    public async Task A_receipt_has_the_leaf_of_the_latest_ballot_in_the_journal_also_after_other_ballots()
    {
        var grain = await OpenAsync();
        await AskAsync(grain, Cast(1, "u1:AB 好"));
        await AskAsync(grain, Cast(1, "u2:BA") with { Id = new(77) });
        var leaf = await LastLeafAsync();
        BallotBox? state = null;
        await AskAsync(grain, new Peek(box => state = box));
        Assert.Equal(leaf, state!.Seal.LeafOf(Name(1), state.Find(Name(1))!.Value));
        await AskAsync(grain, Cast(2, "u1:AB"));
        Assert.Equal(await LastLeafAsync(), state.Seal.LeafOf(Name(2), state.Find(Name(2))!.Value));
        Assert.Equal(leaf, state.Seal.LeafOf(Name(1), state.Find(Name(1))!.Value));
    }

    private async Task<UInt128> LastLeafAsync()
    {
        JournalEntry? last = null;
        await foreach (var entry in _journal.ReadAsync(Box.Stream, 0))
            last = entry;
        return BallotMark.LeafOf(Merkle.Leaf(Framing.Events(last!)[^1]));
    }

    private CredentialHash Name(int voter) => _key.Pseudonym(Given.Secret(voter));

    private byte[] NameBytes(int voter)
    {
        var bytes = new byte[CredentialHash.Bytes];
        Name(voter).Write(bytes);
        return bytes;
    }

    private CastBallot Cast(int voter, params string[] slips) => new(Name(voter), Given.Now, Given.Slips(slips));

    private async Task<ILiveGrain<BallotBox>> OpenAsync()
    {
        await _keys.CreateAsync(Round, _key);
        var grain = Activate();
        Assert.Null((await AskAsync(grain, new OpenBox(Given.Shape, Given.Window))).Refusal);
        Assert.Null((await AskAsync(grain, new StoreBatch("b", "npc", null, [Name(1), Name(2), Name(3)], _key.Commitment))).Refusal);
        Assert.Null((await AskAsync(grain, new SettleBatch("b", 1))).Refusal);
        return grain;
    }

    private ILiveGrain<BallotBox> Activate() => BoxGrain.Kind.Activate(Box.Id, _journal, Report, keys: new BoxKeys(_keys));

    private void Report(GrainId grain, Exception failure) => _reports.Add(failure);

    private static async Task<Outcome<TAnswer>> AskAsync<TAnswer>(ILiveGrain<BallotBox> grain, IRequest<BallotBox, TAnswer> request)
        where TAnswer : class
    {
        var pending = Pending<BallotBox, TAnswer>.Rent(request);
        var outcome = pending.Outcome;
        await grain.TurnAsync([pending]);
        return await outcome;
    }

    private async Task<string> StoredAsync()
    {
        var stored = "";
        await foreach (var entry in _journal.ReadAsync(Box.Stream, 0))
            stored += Hex(entry.Payload.ToArray());
        return stored;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>After the tag and the length, which has one byte or two.</summary>
    private static string Nonce(byte[] stored) => Hex(stored[(stored[1] < 0x80 ? 2 : 3)..][..BoxCipher.NonceBytes]);

    private sealed record Peek(Action<BallotBox> See) : IQuery<BallotBox, Nothing>
    {
        public Outcome<Nothing> Answer(BallotBox state)
        {
            See(state);
            return Nothing.Value;
        }
    }

    private sealed class SilentKeyStore : IKeyStore
    {
        private static readonly KeyUnavailableException Silent = new(KeyFault.NoAnswer, "The store does not answer.");

        public ValueTask<RoundKey?> FindAsync(string round, CancellationToken cancel = default) => throw Silent;

        public ValueTask<RoundKey> CreateAsync(string round, RoundKey key, CancellationToken cancel = default) => throw Silent;

        public ValueTask<bool> DestroyAsync(string round, CancellationToken cancel = default) => throw Silent;

        public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancel = default) => throw Silent;

        public ValueTask CheckAsync(CancellationToken cancel = default) => throw Silent;
    }
}
