namespace Evaluation.Ballots;

/// <summary>Compares slips in compact form.</summary>
internal static class SlipComparison
{
    public static bool ContainsUnit(ReadOnlySpan<byte> slips, int criteria, int unit)
    {
        foreach (var slip in Slips.Read(slips, criteria))
            if (slip.Unit == unit)
                return true;
        return false;
    }

    /// <summary>Compares a ballot with the standing slips.</summary>
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

        /// <summary>The ballot rates a unit that was not rated before.</summary>
        Adds = 1,

        /// <summary>The ballot changes the slip of a unit.</summary>
        Replaces = 2,
    }
}
