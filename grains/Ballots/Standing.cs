namespace Evaluation.Ballots;

/// <summary>Questions about slips in compact form.</summary>
internal static class Standing
{
    public static bool Names(ReadOnlySpan<byte> slips, int criteria, int unit)
    {
        foreach (var slip in Slips.Read(slips, criteria))
            if (slip.Unit == unit)
                return true;
        return false;
    }

    /// <summary>How a ballot compares with what stands.</summary>
    public static Change Compare(ReadOnlySpan<byte> standing, ReadOnlySpan<byte> slips, BoxShape shape)
    {
        if (standing.SequenceEqual(slips))
            return Change.None;
        var ballot = new SlipIndex(stackalloc int[shape.Units.Count], slips, shape.Criteria);
        var (change, known) = (Change.None, 0);
        foreach (var earlier in Slips.Read(standing, shape.Criteria))
        {
            if (!ballot.TryFind(earlier.Unit, out var slip))
                continue;
            known++;
            if (!earlier.Bytes.SequenceEqual(slip.Bytes))
                change |= Change.Replaces;
        }
        return known < ballot.Count ? change | Change.Adds : change;
    }

    [Flags]
    public enum Change
    {
        None = 0,

        /// <summary>A unit that was not rated before.</summary>
        Adds = 1,

        /// <summary>A unit that was rated otherwise.</summary>
        Replaces = 2,
    }
}
