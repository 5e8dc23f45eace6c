using System.Text.Json;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Kernel.Reading;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Inspections;

/// <summary>The body of a panel.</summary>
/// <param name="Inspectors">Names of accounts with the role inspector for the round.</param>
/// <param name="Units">Codes of units of the round. A unit has at most one panel.</param>
/// <param name="Visits">The planned days of the visits; null where no days are set. A visit on another day is a warning.</param>
/// <param name="BasedOn">The version that the body replaces: 0 before the first. Left out: any.</param>
public sealed record PanelBody(LocalText Label, IReadOnlyList<string> Inspectors, IReadOnlyList<string> Units, VisitDays? Visits = null, long? BasedOn = null)
{
    internal static PanelBody Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("label", "inspectors", "units", "visits", ReadVersions.Member);
        return new(
            LocalTextReader.Read(fields.Required("label")),
            Names(fields.Required("inspectors"), Limits.InspectorsPerPanel, Limits.LabelCharacters),
            Names(fields.Required("units"), Limits.Units, Limits.SlugCharacters),
            Days(fields.Nullable("visits")),
            ReadVersions.Read(fields));
    }

    private static IReadOnlyList<string> Names(JsonCursor at, int namesMax, int charactersMax)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return at.List(namesMax, name =>
        {
            var text = name.Text(charactersMax);
            if (text.Length > 0 && !seen.Add(text))
                name.Fail("is named twice");
            return text;
        });
    }

    private static VisitDays? Days(JsonCursor at)
    {
        if (!at.IsThere)
            return null;
        var fields = at.Object("from", "to");
        var (from, to) = (fields.Required("from"), fields.Required("to"));
        if (from.Date() is not { } first || to.Date() is not { } last)
            return null;
        if (last < first)
            to.Fail("is before the first day");
        return new(first, last);
    }
}

/// <summary>The body of a draw.</summary>
/// <param name="Count">The number of codes to draw.</param>
/// <param name="Reason">What the draw is for.</param>
/// <param name="Seed">Draws at once; left out with <paramref name="SeedSource"/>, which announces the pool.</param>
/// <param name="SeedSource">Where the seed will come from, such as a closing index of a later day.</param>
public sealed record NewDraw(string Id, DrawSubject Of, int Count, string Reason, string? Seed = null, string? SeedSource = null)
{
    internal static NewDraw Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("id", "of", "count", "reason", "seed", "seedSource");
        var id = fields.Required("id");
        var (seed, source) = (fields.Nullable("seed"), fields.Nullable("seedSource"));
        if (!seed.IsThere && !source.IsThere)
            fields.Required("seed");
        return new(
            Code(id), fields.Required("of").Choice<DrawSubject>(), fields.Required("count").Integer(1), fields.Required("reason").Text(Limits.ReasonCharacters, lines: true),
            seed.TextOrNull(Limits.SeedCharacters), source.TextOrNull(Limits.LabelCharacters));
    }

    private static string Code(JsonCursor at)
    {
        var id = at.Text(Limits.SlugCharacters);
        if (id.Length > 0 && !Slug.IsValid(id))
            at.Expected("of small letters a to z, digits and hyphens");
        return id;
    }
}

/// <summary>The body that tells the seed of an announced draw.</summary>
public sealed record NewSeed(string Seed)
{
    internal static NewSeed Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("seed").Required("seed").Text(Limits.SeedCharacters));
}
