using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Kernel.Reading;
using Evaluation.Workflows.Trials;

namespace Evaluation.Gateway.Trials;

/// <summary>The body of a trial. Every member may be left out.</summary>
/// <param name="Seed">What is not given is drawn from it. The same seed gives the same table.</param>
/// <param name="Voters">Voters by group.</param>
/// <param name="Marks">Typed counts of marks; no slip is drawn then.</param>
/// <param name="Points">Typed points and entries; none is drawn then.</param>
/// <param name="Change">Other numbers of the definition, by their JSON pointer.</param>
public sealed record NewTrial(
    int Seed = 1,
    IReadOnlyDictionary<string, int>? Voters = null,
    IReadOnlyList<TrialMarks>? Marks = null,
    IReadOnlyList<TrialPoints>? Points = null,
    IReadOnlyDictionary<string, decimal>? Change = null)
{
    /// <summary>The example data.</summary>
    internal TrialInput Input => new(Seed, Voters, Marks, Points);

    internal static NewTrial Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("seed", "voters", "marks", "points", "change");
        var (voters, marks, points, change) = (fields.Nullable("voters"), fields.Nullable("marks"), fields.Nullable("points"), fields.Nullable("change"));
        return new(
            fields.Optional("seed").Integer(1),
            voters.IsThere ? voters.Map(Limits.Groups, group => group.Integer()) : null,
            marks.IsThere ? marks.List(Limits.TrialEntries, ReadMarks) : null,
            points.IsThere ? points.List(Limits.TrialEntries, ReadPoints) : null,
            change.IsThere ? change.Map(Limits.TrialChanges, number => number.Number()) : null);
    }

    private static TrialMarks ReadMarks(JsonCursor at)
    {
        var fields = at.Object("unit", "group", "criterion", "option", "count");
        return new(Code(fields.Required("unit")), Code(fields.Required("group")), Code(fields.Required("criterion")), Code(fields.Required("option")), fields.Required("count").Integer());
    }

    private static TrialPoints ReadPoints(JsonCursor at)
    {
        var fields = at.Object("unit", "criterion", "inspected", "accepted", "kind", "points", "entry", "level", "fact", "failedSpotChecks", "period", "value", "target");
        var (kind, checks) = (fields.Nullable("kind"), fields.Nullable("failedSpotChecks"));
        return new(
            Code(fields.Required("unit")),
            fields.Nullable("criterion").TextOrNull(Limits.SlugCharacters),
            Number(fields.Nullable("inspected")),
            Number(fields.Nullable("accepted")),
            kind.IsThere ? kind.Choice<AdjustmentKind>() : null,
            Number(fields.Nullable("points")),
            fields.Nullable("entry").TextOrNull(Limits.SlugCharacters),
            fields.Nullable("level").TextOrNull(Limits.SlugCharacters),
            fields.Nullable("fact").TextOrNull(Limits.LabelCharacters),
            checks.IsThere ? checks.Integer() : null,
            fields.Nullable("period").TextOrNull(Limits.SlugCharacters),
            Number(fields.Nullable("value")),
            Number(fields.Nullable("target")));
    }

    private static string Code(JsonCursor at) => at.Text(Limits.SlugCharacters);

    private static decimal? Number(JsonCursor at) => at.IsThere ? at.Number() : null;
}
