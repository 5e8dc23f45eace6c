using System.Globalization;
using Evaluation.Results.History;

namespace Evaluation.Gateway.Pages.Public.Results.Card;

/// <summary>Names rounds by their years, as short as the axis of a chart wants it.</summary>
internal static class RoundYears
{
    public static string Of(UnitInRound round) => End(round).Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>With the month, where several of the rounds end in one year.</summary>
    /// <param name="rounds">Each round once.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<UnitInRound> rounds) =>
        [.. rounds.Select(round => rounds.Count(other => End(other).Year == End(round).Year) > 1 ? End(round).ToString("yyyy-MM", CultureInfo.InvariantCulture) : Of(round))];

    private static DateOnly End(UnitInRound round) => round.Period?.To ?? DateOnly.FromDateTime(round.PublishedAt.DateTime);
}
