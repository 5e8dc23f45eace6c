using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Reading;

/// <summary>Reads one item of each list of a definition.</summary>
internal static class ListReader
{
    public static Option Option(JsonCursor at)
    {
        var fields = at.Object("code", "label", "value", "box");
        var value = fields.Nullable("value");
        var box = fields.Nullable("box");
        return new Option(
            Code(fields),
            Label(fields),
            value.IsThere ? value.Number() : null,
            box.IsThere ? box.Choice<AnswerBox>() : null);
    }

    public static Group Group(JsonCursor at)
    {
        var fields = at.Object("code", "label", "roll", "turnoutMin", "slipsMin", "part");
        return new Group(
            Code(fields),
            Label(fields),
            fields.Required("roll").Integer(),
            Number(fields.Nullable("turnoutMin")),
            Integer(fields.Nullable("slipsMin")),
            fields.Nullable("part").TextOrNull(Limits.SlugCharacters));
    }

    public static Unit Unit(JsonCursor at)
    {
        var fields = at.Object("code", "label", "class", "report", "formerly", "parent", "precedence");
        var formerly = fields.Nullable("formerly").List(Limits.FormerCodes, code => code.Text(Limits.SlugCharacters));
        return new Unit(
            Code(fields),
            Label(fields),
            fields.Required("class").Text(Limits.SlugCharacters),
            fields.Nullable("report").TextOrNull(Limits.ReportCharacters, lines: true),
            formerly.Count == 0 ? null : formerly,
            fields.Nullable("parent").TextOrNull(Limits.SlugCharacters),
            Integer(fields.Nullable("precedence")));
    }

    public static Grade Grade(JsonCursor at)
    {
        var fields = at.Object("code", "label", "min", "quota", "rounding", "places");
        var (rounding, places) = (fields.Nullable("rounding"), fields.Nullable("places"));
        return new Grade(
            Code(fields),
            fields.Required("min").Number(),
            LocalTextReader.ReadOptional(fields.Nullable("label")),
            Number(fields.Nullable("quota")),
            rounding.IsThere ? rounding.Choice<QuotaRounding>() : null,
            places.IsThere ? places.Map(Limits.Classes, number => number.Integer()) : null);
    }

    public static Veto Veto(JsonCursor at)
    {
        var fields = at.Object("code", "label", "when", "effect");
        return new Veto(
            Code(fields),
            Condition(fields.Required("when")),
            Effect(fields.Required("effect")),
            LocalTextReader.ReadOptional(fields.Nullable("label")));
    }

    private static VetoCondition Condition(JsonCursor at)
    {
        var fields = at.Object("failedSpotChecks", "fact", "again", "of");
        return new VetoCondition(
            Integer(fields.Nullable("failedSpotChecks")),
            fields.Nullable("fact").TextOrNull(Limits.SlugCharacters),
            fields.Nullable("again").TextOrNull(Limits.SlugCharacters),
            fields.Nullable("of").TextOrNull(Limits.SlugCharacters));
    }

    private static VetoEffect Effect(JsonCursor at)
    {
        if (at.IsObject) return VetoEffect.CapAt(at.Object("cap").Required("cap").Text(Limits.SlugCharacters));
        return at.Word(["ineligible", "last"], " or {\"cap\": the code of a grade}") == "last" ? VetoEffect.Last : VetoEffect.Ineligible;
    }

    /// <summary>A number that may be left out.</summary>
    public static decimal? Number(JsonCursor at) => at.IsThere ? at.Number() : null;

    /// <summary>A whole number that may be left out.</summary>
    public static int? Integer(JsonCursor at) => at.IsThere ? at.Integer() : null;

    private static string Code(JsonFields fields) => fields.Required("code").Text(Limits.SlugCharacters);

    private static LocalText Label(JsonFields fields) => LocalTextReader.Read(fields.Required("label"));
}
