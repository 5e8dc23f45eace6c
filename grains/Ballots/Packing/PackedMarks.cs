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

    /// <summary>The index of the option that was marked for a criterion, by the criterion's position on the paper.</summary>
    public static int Mark(ulong packed, int criterion) => (int)(packed >> (BitsPerMark * criterion)) & 0xF;
}
