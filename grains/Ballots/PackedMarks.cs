namespace Evaluation.Ballots;

/// <summary>A slip's marks in one word: four bits a criterion, the first criterion lowest.</summary>
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

    /// <summary>The option's index that was marked for a criterion, by the criterion's place on the paper.</summary>
    public static int Mark(ulong packed, int criterion) => (int)(packed >> (BitsPerMark * criterion)) & 0xF;
}
