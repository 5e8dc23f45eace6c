using System.Buffers;
using System.Globalization;
using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.Keys;
using Evaluation.Journal;

namespace Evaluation.Tests.Golden;

/// <summary>The format of the events and the snapshot of an encrypted box; fixed like all others.</summary>
public sealed class SealedBoxFormatTests
{
    private const string Stream = "box-small-0";

    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static readonly RoundKey Key = new([.. Enumerable.Range(0, RoundKey.Bytes).Select(i => (byte)i)]);

    /// <summary>The history of an encrypted box. Append only: the lines of <c>box-sealed.txt</c> are in journals.</summary>
    private static readonly BoxEvent[] All =
    [
        new BoxKeyed(Key.Commitment),
        new BatchStored("b1", "npc", null, [new(1), new(2)]),
        new BatchSettled("b1", 1),
        new BoxOpened(new(["npc"], ["u1", "u2"], Criteria: 3, Options: 4, AllowRevote: true, Papers: [7, 5], Ballot: new(
            [new("a", "duty", ["A", "B"], [0, 1], Place: 0, Mask: 3, Max: null, MaxShare: 0.5m, Min: 1)], RefusesUniform: true, FlagsUniform: false, NeedsFinish: true, IgnoresUnfinished: true))),
        new WindowSet(new(1, At, null, Paused: false, Closed: false)),
        new BallotCast(new(1), 26_780_220, Given.Slip(0, [0, 1, 3], "很好 😀")),
        new ResendMismatched(new(1)),
        new BallotCast(new(2), 26_780_221, Given.Slip(1, [1, 0, 3]), new(ulong.MaxValue - 1)),
        new BallotFinished(new(1), 26_780_223),
    ];

    [Fact]
    public void Events_are_written_as_their_golden_lines_and_read_back()
    {
        var written = Written();
        Assert.Equal(Lines("box-sealed.txt"), written.Select(line => string.Create(CultureInfo.InvariantCulture, $"{BoxGrain.Format} {line.Name} {Convert.ToHexStringLower(line.Bytes)}")));
        var box = new BallotBox();
        foreach (var (index, line) in written.Index())
            foreach (var happened in BoxGrain.Read(new JournalEntry(Stream, index, 1, BoxGrain.Format, line.Bytes, default)))
            {
                var open = happened is SealedEvent sealedEvent ? sealedEvent.Open(box) : happened;
                Assert.Equal(line.Name, open.GetType().Name);
                box.Evolve(happened);
                if (box.Seal.IsShut)
                    box.Seal.Take(Stream, Key);
            }
        Assert.Equal(Snapshot(Replayed().Box), Snapshot(box));
    }

    [Fact]
    public void A_snapshot_is_written_in_its_format_and_read_back()
    {
        var written = Snapshot(Replayed().Box);
        Assert.Equal(Lines("box-sealed-snapshot.txt").Single(), string.Create(CultureInfo.InvariantCulture, $"{BoxGrain.SealedSnapshotFormat} {written}"));
        var restored = BoxGrain.ReadSealedSnapshot(new(Stream), Convert.FromHexString(written), Key);
        Assert.Equal(written, Snapshot(restored));
        Assert.Equal((2, 2, 1), (restored.Groups[0].Issued, restored.Groups[0].Voted, restored.Groups[0].Unfinished));
    }

    private static (string Name, byte[] Bytes)[] Written() => [.. All.Select(happened => happened.GetType().Name).Zip(Replayed().Bytes)];

    /// <summary>The events as they are stored.</summary>
    public static IEnumerable<BoxEvent> Stored => Written().SelectMany(line => BoxGrain.Read(new JournalEntry(Stream, 0, 1, BoxGrain.Format, line.Bytes, default)));

    /// <summary>The box after its history, and each event as the journal holds it.</summary>
    private static (BallotBox Box, List<byte[]> Bytes) Replayed()
    {
        var (box, bytes) = (new BallotBox(), new List<byte[]>());
        foreach (var happened in All)
        {
            var stored = box.Seal.Apply(box, happened)[0];
            box.Evolve(stored);
            bytes.Add(Bytes(to => BoxGrain.Write(stored, to)));
            if (box.Seal.IsShut)
                box.Seal.Take(Stream, Key);
        }
        return (box, bytes);
    }

    private static string Snapshot(BallotBox box) => Convert.ToHexStringLower(Bytes(to => BoxGrain.WriteSnapshot(box, to)));

    private static byte[] Bytes(Action<ArrayBufferWriter<byte>> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "Events", file));
}
