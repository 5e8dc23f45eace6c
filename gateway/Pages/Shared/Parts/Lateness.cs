using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Gateway.Pages.Shared.Parts;

/// <summary>How long something is late: the days, or beyond a year the day since which it is.</summary>
internal static class Lateness
{
    private const int DaysSaid = 365;

    /// <summary>Beside the day itself, which is not said again.</summary>
    public static string Beside(Catalogue texts, int days) => days <= DaysSaid ? texts.Say("unit.late", days) : texts["unit.lateLong"];

    /// <param name="days">The days since the last day, from 1.</param>
    public static string Say(Catalogue texts, DateOnly dueOn, int days) =>
        days <= DaysSaid ? texts.Say("unit.late", days) : texts.Say("unit.lateSince", new Formats(texts).Day(dueOn));
}
