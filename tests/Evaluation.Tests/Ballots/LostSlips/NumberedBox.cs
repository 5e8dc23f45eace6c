using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;

namespace Evaluation.Tests.Ballots.LostSlips;

/// <summary>An open box with a key whose credentials have slip numbers: the slip of credential n has number n.</summary>
internal static class NumberedBox
{
    public const string Stream = "box-small-0";

    public static readonly RoundKey Key = new([.. Enumerable.Range(1, RoundKey.Bytes).Select(i => (byte)i)]);

    private static readonly SlipKey Slips = Key.ForSlips();

    /// <summary>Batch b with credentials 11 to 13 of npc and the spares 14 and 15, settled.</summary>
    public static AloneBox Open()
    {
        var box = new AloneBox();
        box.Do(Store("b", [11, 12, 13], 14, 15));
        box.State.Seal.Take(Stream, Key);
        box.Do(new OpenBox(Given.Shape, Given.Window));
        box.Do(new SettleBatch("b", 1));
        return box;
    }

    public static StoreBatch Store(string batch, int[] numbers, params int[] spares) => new(
        batch, "npc", null, [.. numbers.Concat(spares).Select(Given.Credential)], Key.Commitment,
        [.. numbers.Select(number => new SlipMark(Tag(number), IsSpare: false)), .. spares.Select(number => new SlipMark(Tag(number), IsSpare: true))]);

    public static SlipTag Tag(int number) => Slips.TagOf(new((ulong)number));

    public static string Sealed(int number) => Slips.Seal(Tag(number));

    /// <summary>The box that a replay of the history gives.</summary>
    public static BallotBox Replay(IEnumerable<BoxEvent> history)
    {
        var box = new BallotBox();
        foreach (var happened in history)
        {
            box.Evolve(happened);
            if (box.Seal.IsShut)
                box.Seal.Take(Stream, Key);
        }
        return box;
    }
}
