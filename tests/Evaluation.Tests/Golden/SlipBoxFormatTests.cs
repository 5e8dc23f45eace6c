using System.Buffers;
using System.Globalization;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;
using Evaluation.Journal;

namespace Evaluation.Tests.Golden;

/// <summary>The format of the events and the snapshot of a box whose credentials have slip numbers; fixed like all others.</summary>
public sealed class SlipBoxFormatTests
{
    private const string Stream = "box-small-0";

    private static readonly RoundKey Key = new([.. Enumerable.Range(0, RoundKey.Bytes).Select(i => (byte)i)]);

    private static readonly SlipKey Slips = Key.ForSlips();

    /// <summary>The history of such a box. Append only: the lines of <c>box-slips.txt</c> are in journals.</summary>
    private static BoxEvent[] All =>
    [
        new BoxKeyed(Key.Commitment),
        new BatchStored("b1", "npc", null, [new(1), new(2), new(3)], [new(Tag(1), false), new(Tag(2), false), new(Tag(3), true)]),
        new BatchStored("b2", "users", ["u1", "u2"], [new(4)], [new(Tag(4), false)]),
        new BatchSettled("b1", 1),
        new SlipRevoked(2, Slips.Seal(Tag(1))),
        new SpareActivated(3, Slips.Seal(Tag(3))),
        new SlipRevoked(400, Slips.Seal(Tag(99))),
    ];

    /// <summary>The events as they are stored: none of them is sealed.</summary>
    public static IEnumerable<BoxEvent> Stored => All;

    [Fact]
    public void Events_are_written_as_their_golden_lines_and_read_back()
    {
        var (box, read) = (new BallotBox(), new BallotBox());
        List<string> lines = [];
        foreach (var happened in All)
        {
            Evolve(box, happened);
            var bytes = Bytes(to => BoxGrain.Write(happened, to));
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{BoxGrain.Format} {happened.GetType().Name} {Convert.ToHexStringLower(bytes)}"));
            Evolve(read, Assert.Single(BoxGrain.Read(new JournalEntry(Stream, 0, 1, BoxGrain.Format, bytes, default))));
        }
        Assert.Equal(Lines("box-slips.txt"), lines);
        Assert.Equal(Snapshot(box), Snapshot(read));
    }

    [Fact]
    public void A_snapshot_is_written_in_its_format_and_read_back()
    {
        var box = new BallotBox();
        foreach (var happened in All)
            Evolve(box, happened);
        var written = Snapshot(box);
        Assert.Equal(Lines("box-slips-snapshot.txt").Single(), string.Create(CultureInfo.InvariantCulture, $"{BoxGrain.SealedSnapshotFormat} {written}"));
        var restored = BoxGrain.ReadSealedSnapshot(new(Stream), Convert.FromHexString(written), Key);
        Assert.Equal(written, Snapshot(restored));
        Assert.Equal((400, 2, 1, 1), (restored.SlipStep, restored.Groups[0].Issued, restored.Groups[0].Activated, restored.Groups[0].Replaced));
    }

    /// <summary>The credential n has the slip number n.</summary>
    private static SlipTag Tag(ulong number) => Slips.TagOf(new(number));

    private static void Evolve(BallotBox box, BoxEvent happened)
    {
        box.Evolve(happened);
        if (box.Seal.IsShut)
            box.Seal.Take(Stream, Key);
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
