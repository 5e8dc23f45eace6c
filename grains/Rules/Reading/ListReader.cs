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

    public static Criterion Criterion(JsonCursor at)
    {
        var fields = at.Object("code", "label", "source", "points");
        return new Criterion(Code(fields), Label(fields), fields.Required("source").Choice<CriterionSource>(), fields.Required("points").Number());
    }

    public static Group Group(JsonCursor at)
    {
        var fields = at.Object("code", "label", "roll");
        return new Group(Code(fields), Label(fields), fields.Required("roll").Integer());
    }

    public static UnitClass Class(JsonCursor at)
    {
        var fields = at.Object("code", "label", "weights");
        return new UnitClass(Code(fields), Label(fields), fields.Optional("weights").Map(Limits.Groups, weight => weight.Number()));
    }

    public static Unit Unit(JsonCursor at)
    {
        var fields = at.Object("code", "label", "class", "report", "formerly", "parent");
        var formerly = fields.Nullable("formerly").List(Limits.FormerCodes, code => code.Text(Limits.SlugCharacters));
        return new Unit(
            Code(fields),
            Label(fields),
            fields.Required("class").Text(Limits.SlugCharacters),
            fields.Nullable("report").TextOrNull(Limits.ReportCharacters, lines: true),
            formerly.Count == 0 ? null : formerly,
            fields.Nullable("parent").TextOrNull(Limits.SlugCharacters));
    }

    public static Grade Grade(JsonCursor at)
    {
        var fields = at.Object("code", "label", "min", "quota");
        var quota = fields.Nullable("quota");
        return new Grade(
            Code(fields),
            fields.Required("min").Number(),
            LocalTextReader.ReadOptional(fields.Nullable("label")),
            quota.IsThere ? quota.Number() : null);
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
        var fields = at.Object("failedSpotChecks", "fact");
        var failed = fields.Nullable("failedSpotChecks");
        return new VetoCondition(
            failed.IsThere ? failed.Integer() : null,
            fields.Nullable("fact").TextOrNull(Limits.SlugCharacters));
    }

    private static VetoEffect Effect(JsonCursor at)
    {
        if (at.IsObject) return VetoEffect.CapAt(at.Object("cap").Required("cap").Text(Limits.SlugCharacters));
        return at.Word(["ineligible", "last"], " or {\"cap\": the code of a grade}") == "last" ? VetoEffect.Last : VetoEffect.Ineligible;
    }

    private static string Code(JsonFields fields) => fields.Required("code").Text(Limits.SlugCharacters);

    private static LocalText Label(JsonFields fields) => LocalTextReader.Read(fields.Required("label"));
}
