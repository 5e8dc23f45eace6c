using Evaluation.Kernel.Reading;

namespace Evaluation.Scoring;

/// <summary>One figure of a unit's result.</summary>
/// <param name="Pointer">
/// Its place in the result, as a JSON pointer in which the items of a list are named by their code: <c>/total</c>, <c>/positive/low</c>,
/// <c>/groups/npc/score</c>, <c>/vetoes/spot-checks/effect</c>.
/// </param>
/// <param name="Value">A number, a text (or one in both languages), true or false, a veto's effect, or null.</param>
public sealed record Figure(string Pointer, [property: JsonSchema(Figure.ValueSchema)] object? Value)
{
    /// <summary>The values of figures, as JSON Schema.</summary>
    public const string ValueSchema = """
        {"anyOf":[{"type":["boolean","number","string"]},{"type":"object","required":["cap"],"properties":{"cap":{"type":"string"}}},
         {"type":"object","properties":{"zh":{"type":["null","string"]},"en":{"type":["null","string"]}}}]}
        """;
}

/// <summary>Lists the figures of a unit's result.</summary>
public static class UnitFigures
{
    /// <summary>The pointer of a unit's whole result.</summary>
    public const string Whole = "/";

    private const string Incomplete = "/incomplete", Vetoes = "/vetoes", Groups = "/groups", Criteria = "/criteria", Assessed = "/assessed", Parts = "/parts",
        Bodies = "/bodies", Missing = "/missing", Headings = "/headings";

    // These lists exist even when they are empty.
    private static readonly string[] Lists = [Incomplete, Vetoes, Groups, Criteria, Assessed];

    /// <summary>Every figure in the order of the result, also those that are null.</summary>
    public static IReadOnlyList<Figure> Of(UnitResult unit) =>
    [
        new("/rank", unit.Rank),
        new("/band", unit.Band),
        new("/total", unit.Total),
        new("/vote", unit.Vote),
        new("/inspection", unit.Inspection),
        new("/self", unit.Self),
        new("/daily", unit.Daily),
        new("/bonus", unit.Bonus),
        new("/deductions", unit.Deductions),
        new("/standardError", unit.StandardError),
        new("/grade", unit.Grade),
        new("/eligible", unit.Eligible),
        .. unit.Tail is { } tail ? [new Figure("/tail", tail)] : Array.Empty<Figure>(),
        .. unit.Incomplete.Select(component => new Figure($"{Incomplete}/{component}", component)),
        .. unit.Vetoes.SelectMany(Veto),
        new("/slips", unit.Slips),
        .. Share("/positive", unit.Positive),
        .. Share("/top", unit.Top),
        .. unit.Groups.SelectMany(Group),
        .. unit.Criteria.SelectMany(Criterion),
        new("/notRated", unit.NotRated),
        .. (unit.Assessed ?? []).SelectMany(AssessedCriterion),
        .. (unit.Parts ?? []).SelectMany(Part),
        .. (unit.Bodies ?? []).SelectMany(Body),
        .. (unit.Missing ?? []).Select(entry => new Figure($"{Missing}/{entry.Name}", entry.Name)),
        .. unit.NoBand is { } noBand ? (Figure[])[new("/noBand", noBand)] : [],
        .. (unit.Headings ?? []).SelectMany(Heading),
    ];

    /// <summary>Whether the pointer names a part of the unit's result: the whole, a figure, or an object or list of figures.</summary>
    public static bool Has(UnitResult unit, string pointer) =>
        pointer == Whole
        || Lists.Contains(pointer)
        || (pointer.Length > 0 && Of(unit).Any(figure => figure.Pointer == pointer || figure.Pointer.StartsWith($"{pointer}/", StringComparison.Ordinal)));

    private static Figure[] Veto(VetoResult veto) =>
        [new($"{Vetoes}/{veto.Veto}/fact", veto.Fact), new($"{Vetoes}/{veto.Veto}/effect", veto.Effect), new($"{Vetoes}/{veto.Veto}/words", veto.Words)];

    private static Figure[] Group(GroupResult group) =>
    [
        new($"{Groups}/{group.Group}/slips", group.Slips),
        new($"{Groups}/{group.Group}/awareness", group.Awareness),
        new($"{Groups}/{group.Group}/score", group.Score),
        new($"{Groups}/{group.Group}/reported", group.Reported),
        new($"{Groups}/{group.Group}/why", group.Why),
    ];

    private static Figure[] Criterion(CriterionResult criterion) =>
    [
        new($"{Criteria}/{criterion.Criterion}/score", criterion.Score),
        .. Share($"{Criteria}/{criterion.Criterion}/positive", criterion.Positive),
        .. Share($"{Criteria}/{criterion.Criterion}/top", criterion.Top),
    ];

    private static Figure[] AssessedCriterion(AssessedResult assessed) =>
    [
        new($"{Assessed}/{assessed.Criterion}/points", assessed.Points),
        new($"{Assessed}/{assessed.Criterion}/claimed", assessed.Claimed),
        new($"{Assessed}/{assessed.Criterion}/accepted", assessed.Accepted),
        new($"{Assessed}/{assessed.Criterion}/inspected", assessed.Inspected),
        .. (assessed.Periods ?? []).SelectMany(period => Period($"{Assessed}/{assessed.Criterion}/periods/{period.Period}", period)),
    ];

    private static Figure[] Part(PartResult part) =>
    [
        new($"{Parts}/{part.Round}/version", part.Version),
        new($"{Parts}/{part.Round}/unit", part.Unit),
        new($"{Parts}/{part.Round}/share", part.Share),
        new($"{Parts}/{part.Round}/total", part.Total),
        .. (part.Tails ?? []).Select(tail => new Figure($"{Parts}/{part.Round}/tails/{tail.Tail}", tail.Label is { } label ? label : tail.Tail)),
    ];

    private static Figure[] Period(string pointer, PeriodResult period) =>
        [new($"{pointer}/claimed", period.Claimed), new($"{pointer}/accepted", period.Accepted), new($"{pointer}/inspected", period.Inspected)];

    private static Figure[] Body(BodyResult body) => [new($"{Bodies}/{body.Name}/score", body.Score), new($"{Bodies}/{body.Name}/sheets", body.Sheets)];

    /// <summary>Only the subtotals that the heading has.</summary>
    private static IEnumerable<Figure> Heading(HeadingResult heading) => new (string Name, decimal? Value)[]
    {
        ("points", heading.Points), ("claimed", heading.Claimed), ("claimedOf", heading.ClaimedOf), ("accepted", heading.Accepted), ("acceptedOf", heading.AcceptedOf),
        ("inspected", heading.Inspected), ("inspectedOf", heading.InspectedOf), ("vote", heading.Vote),
    }.Where(figure => figure.Value is not null).Select(figure => new Figure($"{Headings}/{heading.Name}/{figure.Name}", figure.Value));

    private static Figure[] Share(string pointer, Share? share) =>
        [new($"{pointer}/share", share?.Value), new($"{pointer}/low", share?.Low), new($"{pointer}/high", share?.High)];
}
