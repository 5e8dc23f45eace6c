using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Ledgers;

/// <summary>What a panel's inspectors say together (F8).</summary>
internal static class PanelMean
{
    /// <summary>From so many inspectors on, one who is severe and one who is generous are left out.</summary>
    public const int TrimmedFrom = 5;

    /// <summary>The mean of what was given; null where nothing was.</summary>
    /// <param name="isTrimmed">Whether one highest and one lowest are dropped, where there are enough.</param>
    public static Fraction? Of(IEnumerable<Fraction?> given, bool isTrimmed)
    {
        var ordered = given.Where(points => points is not null).Order().ToList();
        return Mean.Of(isTrimmed && ordered.Count >= TrimmedFrom ? ordered[1..^1] : ordered);
    }
}
