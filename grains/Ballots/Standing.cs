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
    public static Change Compare(ReadOnlySpan<byte> standing, ReadOnlySpan<byte> slips, int criteria)
    {
        var change = Change.None;
        foreach (var slip in Slips.Read(slips, criteria))
        {
            if (!TryFind(standing, criteria, slip.Unit, out var earlier))
                change |= Change.Adds;
            else if (!earlier.Bytes.SequenceEqual(slip.Bytes))
                change |= Change.Replaces;
        }
        return change;
    }

    private static bool TryFind(ReadOnlySpan<byte> slips, int criteria, int unit, out Slips.Slip found)
    {
        foreach (var slip in Slips.Read(slips, criteria))
        {
            if (slip.Unit != unit)
                continue;
            found = slip;
            return true;
        }
        found = default;
        return false;
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
