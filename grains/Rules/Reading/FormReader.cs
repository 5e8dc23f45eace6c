using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Reading;

/// <summary>Reads assessing bodies, the catalogue, tails, ballot limits and combined rounds.</summary>
internal static class FormReader
{
    public static Assessor Assessor(JsonCursor at)
    {
        var fields = at.Object("code", "label", "trim");
        var trim = fields.Nullable("trim");
        return new Assessor(Code(fields), LocalTextReader.Read(fields.Required("label")), trim.IsThere ? trim.Choice<PanelTrim>() : null);
    }

    public static CatalogueEntry Entry(JsonCursor at)
    {
        var fields = at.Object("code", "label", "kind", "points", "levels", "cap", "same", "criterion", "levelLabels");
        var (levels, labels, same) = (fields.Nullable("levels"), fields.Nullable("levelLabels"), fields.Nullable("same"));
        return new CatalogueEntry(
            Code(fields),
            fields.Required("kind").Choice<EntryKind>(),
            LocalTextReader.ReadOptional(fields.Nullable("label")),
            ListReader.Number(fields.Nullable("points")),
            levels.IsThere ? levels.Map(Limits.EntryLevels, points => points.Number()) : null,
            ListReader.Number(fields.Nullable("cap")),
            same.IsThere ? same.Choice<SameEntry>() : null,
            fields.Nullable("criterion").TextOrNull(Limits.SlugCharacters),
            labels.IsThere ? labels.Map(Limits.EntryLevels, LocalTextReader.Read) : null);
    }

    public static TailEntry Tail(JsonCursor at)
    {
        var fields = at.Object("code", "label", "places", "below", "ties");
        var ties = fields.Nullable("ties");
        return new TailEntry(
            Code(fields),
            fields.Required("places").Integer(),
            LocalTextReader.ReadOptional(fields.Nullable("label")),
            ListReader.Number(fields.Nullable("below")),
            ties.IsThere ? ties.Choice<TailTies>() : null);
    }

    public static BallotRules Ballot(JsonCursor at)
    {
        var fields = at.Object("limits", "uniform", "unfinished");
        var (limits, uniform, unfinished) = (fields.Nullable("limits"), fields.Nullable("uniform"), fields.Nullable("unfinished"));
        return new BallotRules(
            limits.IsThere ? limits.List(Limits.BallotLimits, Limit) : null,
            uniform.IsThere ? uniform.Choice<UniformBallot>() : null,
            unfinished.IsThere ? unfinished.Choice<UnfinishedBallot>() : null);
    }

    public static CombinedRound Combined(JsonCursor at)
    {
        var fields = at.Object("round", "share", "label");
        return new CombinedRound(
            fields.Required("round").Text(Limits.SlugCharacters), fields.Required("share").Number(), LocalTextReader.ReadOptional(fields.Nullable("label")));
    }

    private static BallotLimit Limit(JsonCursor at)
    {
        var fields = at.Object("class", "criterion", "options", "max", "maxShare", "min");
        return new BallotLimit(
            fields.Required("class").Text(Limits.SlugCharacters),
            fields.Required("criterion").Text(Limits.SlugCharacters),
            fields.Required("options").List(Limits.Options, option => option.Text(Limits.SlugCharacters)),
            ListReader.Integer(fields.Nullable("max")),
            ListReader.Number(fields.Nullable("maxShare")),
            ListReader.Integer(fields.Nullable("min")));
    }

    private static string Code(JsonFields fields) => fields.Required("code").Text(Limits.SlugCharacters);
}
