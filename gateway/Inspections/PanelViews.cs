using System.Text.Json.Serialization;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Panels;
using Evaluation.Rules;

namespace Evaluation.Gateway.Inspections;

/// <summary>A panel in the API.</summary>
/// <param name="Panel">The panel's code.</param>
/// <param name="Inspectors">Names; with weights <c>{"name":"li","weight":50}</c>.</param>
/// <param name="Version">One more with each change; the number in the entity tag.</param>
/// <param name="By">The assessing body; left out for the inspection panel.</param>
/// <param name="Faults">
/// What contradicts the rules, which were changed after the panel was set; left out where nothing does. A draft with such a panel cannot be
/// opened.
/// </param>
public sealed record PanelView(
    string Panel, LocalText Label, IReadOnlyList<PanelInspector> Inspectors, IReadOnlyList<string> Units, VisitDays? Visits, long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Fault>? Faults = null)
{
    /// <summary>A panel of a round with these rules.</summary>
    internal static PanelView Of(InspectionPanel panel, RoundRules rules) =>
        Of(panel) with { Faults = PanelRules.Faults(rules, panel) is { Count: > 0 } faults ? faults : null };

    internal static PanelView Of(InspectionPanel panel) => new(
        panel.Code, panel.Label, [.. panel.Inspectors.Select((name, index) => new PanelInspector(name, panel.Weights?[index]))], panel.Units, panel.Visits, panel.Version, panel.By);
}

/// <summary>
/// A draw with everything that repeats it: sort <paramref name="From"/> by the lower-case hexadecimal SHA-256 of the seed, a line break and
/// the code (UTF-8), and take the first ones.
/// </summary>
/// <param name="Count">The number of codes to draw.</param>
/// <param name="From">The codes of the pool.</param>
/// <param name="Drawn">The drawn codes in their order; null while only the pool is announced.</param>
/// <param name="Algorithm">The name of the algorithm.</param>
/// <param name="Seed">Null while only the pool is announced.</param>
/// <param name="SeedSource">Where the seed comes from, as announced with the pool.</param>
/// <param name="SeedChosenByCaller">False if the source of the seed was announced before; null while there is no seed.</param>
/// <param name="AnnouncedBy">For staff only.</param>
/// <param name="DrawnBy">For staff only.</param>
/// <param name="By">The assessing body whose criteria are the pool; left out for any other pool.</param>
public sealed record DrawView(
    string Id, DrawSubject Of, int Count, IReadOnlyList<string> From, IReadOnlyList<string>? Drawn, string Algorithm, string? Seed, string? SeedSource,
    bool? SeedChosenByCaller, string Reason, DateTimeOffset AnnouncedAt, string? AnnouncedBy, DateTimeOffset? DrawnAt, string? DrawnBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null)
{
    /// <param name="isStaff">Whether the reader sees the names of accounts.</param>
    internal static DrawView Show(Draw draw, string timeZone, bool isStaff) => new(
        draw.Id, draw.Of, draw.Count, draw.From, draw.Made?.Drawn, SeededRank.Algorithm, draw.Made?.Seed, draw.SeedSource, draw.Made?.SeedChosenByCaller, draw.Reason,
        draw.AnnouncedAt.In(timeZone), isStaff ? draw.AnnouncedBy : null, (draw.Made?.At).In(timeZone), isStaff ? draw.Made?.By : null, draw.Body);
}
