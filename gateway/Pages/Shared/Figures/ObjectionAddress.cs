using Evaluation.Gateway.Http.Authentication;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Shared.Figures;

/// <summary>Where a reader files an objection against a figure of a unit: the unit on its own page, officials for somebody.</summary>
/// <param name="Page">The page of the form, up to the figure.</param>
public sealed record ObjectionAddress(string Page, FigureNames Names)
{
    /// <summary>Null for a reader who files none, and while the window is closed or another version is shown.</summary>
    /// <param name="version">The version of the result that is shown.</param>
    internal static ObjectionAddress? Of(RoundView round, RoundRules rules, string unit, int version, PageRequest request, DateTimeOffset now)
    {
        if (!IsOpen(round, now) || version != round.ResultVersions)
            return null;
        var page = Access.IsUnit(request.Account, round.Id, unit) ? $"/unit/{round.Id}/{unit}/objections/new?figure="
            : Access.Has(request.Account, round.Id, Role.Administrator, Role.Reviewer) ? $"/manage/rounds/{round.Id}/objections?unit={unit}&figure="
            : null;
        return page is null ? null : new(page, new(rules, request));
    }

    /// <summary>The page on which the figure is chosen.</summary>
    public string Form => Page[..^"?figure=".Length];

    /// <summary>Whether objections are accepted now.</summary>
    public static bool IsOpen(RoundView round, DateTimeOffset now) =>
        round.State == RoundState.Published && round.Objections is { } window && now >= window.From && now < window.Until;

    public string Of(string pointer) => Page + Uri.EscapeDataString(pointer);
}
