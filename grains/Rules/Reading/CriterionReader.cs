using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Reading;

/// <summary>Reads a criterion and the rule that gives its points from a figure.</summary>
internal static class CriterionReader
{
    public static Criterion Criterion(JsonCursor at)
    {
        var fields = at.Object("code", "label", "source", "points", "by", "score", "path", "periods", "optionLabels");
        var (score, labels) = (fields.Nullable("score"), fields.Nullable("optionLabels"));
        var path = fields.Nullable("path").List(Limits.PathHeadings, LocalTextReader.Read);
        var periods = fields.Nullable("periods").List(Limits.Periods, period => period.Text(Limits.SlugCharacters));
        return new Criterion(
            fields.Required("code").Text(Limits.SlugCharacters),
            LocalTextReader.Read(fields.Required("label")),
            fields.Required("source").Choice<CriterionSource>(),
            fields.Required("points").Number(),
            fields.Nullable("by").TextOrNull(Limits.SlugCharacters),
            score.IsThere ? Score(score) : null,
            path.Count == 0 ? null : path,
            periods.Count == 0 ? null : periods,
            labels.IsThere ? labels.Map(Limits.Options, LocalTextReader.Read) : null);
    }

    private static FigureRule Score(JsonCursor at)
    {
        var fields = at.Object("by", "steps", "from", "per", "points", "table", "else", "stepPercent", "limit", "better", "of");
        var (steps, table, better) = (fields.Nullable("steps"), fields.Nullable("table"), fields.Nullable("better"));
        return new FigureRule(
            fields.Required("by").Choice<FigureForm>(),
            steps.IsThere ? steps.List(Limits.FigureSteps, Step) : null,
            ListReader.Number(fields.Nullable("from")),
            ListReader.Number(fields.Nullable("per")),
            ListReader.Number(fields.Nullable("points")),
            table.IsThere ? table.List(Limits.Units, place => place.Number()) : null,
            ListReader.Number(fields.Nullable("else")),
            ListReader.Number(fields.Nullable("stepPercent")),
            ListReader.Number(fields.Nullable("limit")),
            better.IsThere ? better.Choice<BetterFigure>() : null,
            fields.Nullable("of").TextOrNull(Limits.SlugCharacters));
    }

    private static FigureStep Step(JsonCursor at)
    {
        var fields = at.Object("from", "points");
        return new FigureStep(fields.Required("from").Number(), fields.Required("points").Number());
    }
}
