using System.Text.Json.Serialization;

namespace Evaluation.Honours;

/// <summary>Whether a unit holds an honour on a day.</summary>
[JsonConverter(typeof(CamelCaseEnum<HonourState>))]
public enum HonourState { Upcoming, Held, Ended, Withdrawn }

/// <summary>An honour among the others: how many terms join, and what is due.</summary>
/// <param name="ConsecutiveTerms">This term and those before it that join without a gap, on the longest path of a merged unit.</param>
/// <param name="RenewedBy">The honour that continues or renews this one; null for none.</param>
/// <param name="DueOn">
/// The day of the re-examination or the end of the term, whichever comes first; null for an honour that was withdrawn or is continued by
/// another one.
/// </param>
public sealed record HonourTerm(Honour Honour, Title Title, int ConsecutiveTerms, string? RenewedBy, DateOnly? DueOn)
{
    /// <param name="today">The day in the zone of the honour.</param>
    public HonourState StateOn(DateOnly today) =>
        Honour.Withdrawn is { } withdrawn && withdrawn.On <= today && withdrawn.On < Honour.Span.Until ? HonourState.Withdrawn
        : today < Honour.Span.From ? HonourState.Upcoming
        : today < Honour.Span.Until ? HonourState.Held
        : HonourState.Ended;

    /// <summary>
    /// Whether the re-examination or the end of the term is at most this number of days away. It stays due while the term runs, and for as
    /// many days after its end.
    /// </summary>
    public bool IsDue(DateOnly today, int days) =>
        DueOn is { } due && due.DayNumber - today.DayNumber <= days && today.DayNumber - Honour.Span.Until.DayNumber <= days;
}

/// <summary>Joins the terms of the register.</summary>
public static class HonourTerms
{
    /// <summary>Every honour of the register, in its order.</summary>
    /// <param name="list">The register.</param>
    /// <param name="lineage">Which unit continues which.</param>
    public static IReadOnlyList<HonourTerm> Of(HonourList list, UnitLineage lineage)
    {
        var titles = list.Titles.ToDictionary(standing => standing.Title.Code, standing => standing.Title, StringComparer.Ordinal);
        var ending = list.Honours.ToLookup(honour => (honour.Title, honour.Span.Until));
        var (counts, renewedBy) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        // A term joins only terms that began earlier, so their counts are known.
        foreach (var honour in list.Honours.OrderBy(honour => honour.Span.From))
        {
            var joined = ending[(honour.Title, honour.Span.From)]
                .Where(before => before.IsJoinedBy(honour.Span.From) && (before.Unit == honour.Unit || lineage.Former(honour.Unit).Any(code => code.Means(before)))).ToList();
            counts[honour.Id] = 1 + joined.Select(before => counts[before.Id]).DefaultIfEmpty().Max();
            foreach (var before in joined.Select(before => before.Id).Append(honour.Renews).OfType<string>())
                renewedBy.TryAdd(before, honour.Id);
        }
        return [.. list.Honours.Select(honour => Of(honour, titles[honour.Title], counts[honour.Id], renewedBy.GetValueOrDefault(honour.Id)))];
    }

    private static HonourTerm Of(Honour honour, Title title, int consecutive, string? renewedBy)
    {
        var due = honour.Span.ReexamineBy is { } reexamination && reexamination < honour.Span.Until ? reexamination : honour.Span.Until;
        return new(honour, title, consecutive, renewedBy, honour.Withdrawn is null && renewedBy is null ? due : null);
    }
}
