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

    /// <summary>The codes of the units of a ballot that are rated already, in the order of the ballot.</summary>
    public static IReadOnlyList<string> SameUnits(ReadOnlySpan<byte> standing, ReadOnlySpan<byte> slips, BoxShape shape)
    {
        List<string>? same = null;
        var rated = new SlipIndex(stackalloc int[shape.Units.Count], standing, shape.Criteria);
        foreach (var slip in Slips.Read(slips, shape.Criteria))
            if (rated.TryFind(slip.Unit, out _))
                (same ??= []).Add(shape.Units[slip.Unit]);
        return same ?? (IReadOnlyList<string>)[];
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
