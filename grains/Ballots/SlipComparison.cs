using System.Security.Cryptography;

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

    /// <summary>Whether the ballot has a slip for a unit that is rated already.</summary>
    public static bool RateSameUnit(ReadOnlySpan<byte> standing, ReadOnlySpan<byte> slips, BoxShape shape)
    {
        var ballot = new SlipIndex(stackalloc int[shape.Units.Count], slips, shape.Criteria);
        foreach (var earlier in Slips.Read(standing, shape.Criteria))
            if (ballot.TryFind(earlier.Unit, out _))
                return true;
        return false;
    }

    /// <summary>
    /// Whether two ballots have the same slips, in any order. All slips are compared, so the time does not say where they differ.
    /// </summary>
    public static bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, BoxShape shape)
    {
        var ballot = new SlipIndex(stackalloc int[shape.Units.Count], other, shape.Criteria);
        var (count, isSame) = (0, true);
        foreach (var slip in Slips.Read(one, shape.Criteria))
        {
            count++;
            isSame &= ballot.TryFind(slip.Unit, out var found) && CryptographicOperations.FixedTimeEquals(slip.Bytes, found.Bytes);
        }
        return isSame && count == ballot.Count;
    }
}
