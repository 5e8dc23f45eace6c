namespace Evaluation.Ballots.Packing;

/// <summary>The marks of a slip in one word: four bits per criterion, the first criterion in the lowest bits.</summary>
public static class PackedMarks
{
    public const int BitsPerMark = 4;

    public static ulong Pack(ReadOnlySpan<byte> marks)
    {
        var packed = 0UL;
        for (var criterion = 0; criterion < marks.Length; criterion++)
            packed |= (ulong)marks[criterion] << (BitsPerMark * criterion);
        return packed;
    }

    /// <summary>The marks of a slip that has no other criteria than these, each moved to its place on the round's paper.</summary>
    /// <param name="packed">One mark for each criterion of the slip.</param>
    /// <param name="paper">The criteria, one bit each.</param>
    public static ulong Spread(ulong packed, int paper)
    {
        var spread = 0UL;
        for (var criterion = 0; paper != 0; criterion++, paper >>= 1)
        {
            if ((paper & 1) == 0)
                continue;
            spread |= (packed & 0xF) << (BitsPerMark * criterion);
            packed >>= BitsPerMark;
        }
        return spread;
    }

    /// <summary>The bits of marks for other criteria than these: 0 in every slip.</summary>
    public static ulong Outside(ulong packed, int paper) => packed & ~Spread(ulong.MaxValue, paper);

    /// <summary>The index of the option that was marked for a criterion, by the criterion's position on the paper.</summary>
    public static int Mark(ulong packed, int criterion) => (int)(packed >> (BitsPerMark * criterion)) & 0xF;
}
