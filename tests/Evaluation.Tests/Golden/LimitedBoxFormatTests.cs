using System.Buffers;
using System.Globalization;
using Evaluation.Ballots;
using Evaluation.Journal;

namespace Evaluation.Tests.Golden;

/// <summary>The format of the events and the snapshot of a box whose ballots have limits; fixed like all others.</summary>
public sealed class LimitedBoxFormatTests
{
    [Fact]
    public void Events_are_written_as_their_golden_lines_and_read_back()
    {
        var written = BoxExamples.Limited.Select(happened => (happened.GetType().Name, Bytes: Bytes(to => BoxGrain.Write(happened, to)))).ToList();
        Assert.Equal(Lines("box-limits.txt"), written.Select(line => string.Create(CultureInfo.InvariantCulture, $"{BoxGrain.Format} {line.Name} {Convert.ToHexStringLower(line.Bytes)}")));
        var box = new BallotBox();
        foreach (var (index, line) in written.Index())
            foreach (var happened in BoxGrain.Read(new JournalEntry("box-small-0", index, 1, BoxGrain.Format, line.Bytes, default)))
                box.Evolve(happened);
        Assert.Equal(Snapshot(Replayed()), Snapshot(box));
    }

    [Fact]
    public void A_snapshot_is_written_in_its_format_and_read_back()
    {
        var written = Snapshot(Replayed());
        Assert.Equal(Lines("box-limits-snapshot.txt").Single(), string.Create(CultureInfo.InvariantCulture, $"{BoxGrain.SnapshotFormat} {written}"));
        var restored = BoxGrain.ReadSnapshot(default, Convert.FromHexString(written));
        Assert.Equal(written, Snapshot(restored));
        Assert.Equal(("npc", 2, 1, 1), (restored.Groups[0].Group, restored.Groups[0].Issued, restored.Groups[0].Voted, restored.Groups[0].Unfinished));
    }

    private static BallotBox Replayed()
    {
        var box = new BallotBox();
        foreach (var happened in BoxExamples.Limited)
            box.Evolve(happened);
        return box;
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
