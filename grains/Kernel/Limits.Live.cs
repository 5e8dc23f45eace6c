namespace Evaluation.Kernel;

public static partial class Limits
{
    // Live scores

    /// <summary>Slip patterns that a box counts for live scores in one turn: about 2 ms, during which its ballots wait.</summary>
    public const int PatternsPerView = 20_000;

    /// <summary>Grains that one reader or reporter calls at the same time. Turns of other callers run in between.</summary>
    public const int GrainsAskedAtOnce = 128;

    /// <summary>
    /// Minimum interval between two reports of changed boxes to units and criteria. Shorter than the interval of pages, because a page
    /// waits for both.
    /// </summary>
    public static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Pause after a report, as a multiple of its duration. Reporting takes at most a quarter of the time.</summary>
    public const int ReportRest = 3;

    /// <summary>
    /// Time between the last cut of live scores and the close. The result differs from the last cut by all slips of this hour.
    /// </summary>
    public static readonly TimeSpan CutBeforeClose = TimeSpan.FromHours(1);

    /// <summary>How often a round is asked whether its schedule has changed, when no cut is due earlier.</summary>
    public static readonly TimeSpan CutCheck = TimeSpan.FromMinutes(1);

    /// <summary>Minutes between two cuts of live scores: at least one, at most a day.</summary>
    public const int LiveEveryMinutesMax = 24 * 60;

    /// <summary>Issued credentials that each group needs before scores are shown while people vote.</summary>
    public const int IssuedForLiveScores = 50;
}
