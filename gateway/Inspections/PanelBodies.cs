using System.Text.Json;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Kernel.Reading;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Inspections;

/// <summary>The body of a panel.</summary>
/// <param name="Inspectors">
/// Accounts with the role inspector for the round: names, or <c>{"name":"li","weight":50}</c>. Either all have a weight or none.
/// </param>
/// <param name="Units">Codes of units of the round. A unit has at most one panel per body.</param>
/// <param name="Visits">The planned days of the visits; null where no days are set. A visit on another day is a warning.</param>
/// <param name="BasedOn">The version that the body replaces: 0 before the first. Left out: any.</param>
/// <param name="By">The assessing body whose criteria the panel scores; null for the inspection panel.</param>
public sealed record PanelBody(
    LocalText Label, IReadOnlyList<PanelInspector> Inspectors, IReadOnlyList<string> Units, VisitDays? Visits = null, long? BasedOn = null, string? By = null)
{
    internal static PanelBody Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("label", "inspectors", "units", "visits", ReadVersions.Member, "by");
        var named = fields.Required("inspectors");
        var inspectors = Named(named, Limits.InspectorsPerPanel, PanelInspector.Read, inspector => inspector.Name);
        if (inspectors.Any(inspector => inspector.Weight is not null))
            foreach (var (index, _) in inspectors.Index().Where(inspector => inspector.Item.Weight is null))
                faults.Add($"{named.Pointer}/{index}", "has no weight, and others of the panel have one; give every inspector a weight, or none");
        return new(
            LocalTextReader.Read(fields.Required("label")),
            inspectors,
            Named(fields.Required("units"), Limits.Units, unit => unit.Text(Limits.SlugCharacters), unit => unit),
            Days(fields.Nullable("visits")),
            ReadVersions.Read(fields),
            fields.Nullable("by").TextOrNull(Limits.SlugCharacters));
    }

    private static IReadOnlyList<T> Named<T>(JsonCursor at, int itemsMax, Func<JsonCursor, T> read, Func<T, string> name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return at.List(itemsMax, item =>
        {
            var value = read(item);
            if (name(value).Length > 0 && !seen.Add(name(value)))
                item.Fail("is named twice");
            return value;
        });
    }

    private static VisitDays? Days(JsonCursor at)
    {
        if (!at.IsThere)
            return null;
        var fields = at.Object("from", "to");
        var (from, to) = (fields.Required("from"), fields.Required("to"));
        if (from.WorkDay() is not { } first || to.WorkDay() is not { } last)
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
/// <param name="By">With criteria, the assessing body on whose sheets they are; left out for the inspection panel.</param>
public sealed record NewDraw(string Id, DrawSubject Of, int Count, string Reason, string? Seed = null, string? SeedSource = null, string? By = null)
{
    internal static NewDraw Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("id", "of", "count", "reason", "seed", "seedSource", "by");
        var id = fields.Required("id");
        var (seed, source) = (fields.Nullable("seed"), fields.Nullable("seedSource"));
        if (!seed.IsThere && !source.IsThere)
            fields.Required("seed");
        return new(
            Code(id), fields.Required("of").Choice<DrawSubject>(), fields.Required("count").Integer(1), fields.Required("reason").Text(Limits.ReasonCharacters, lines: true),
            seed.TextOrNull(Limits.SeedCharacters), source.TextOrNull(Limits.LabelCharacters), fields.Nullable("by").TextOrNull(Limits.SlugCharacters));
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
