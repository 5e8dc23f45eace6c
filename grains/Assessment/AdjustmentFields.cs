using Evaluation.Kernel.Reading;

namespace Evaluation.Assessment;

/// <summary>Reads the fields of an adjustment that depend on whether it names an entry of the catalogue (F26).</summary>
public static class AdjustmentFields
{
    /// <summary>The points of a free adjustment; 0 with an entry, which gives the points: then they must not be typed.</summary>
    public static decimal Points(JsonFields fields, string? entry)
    {
        if (entry is null)
            return fields.Required("points").Number(standIn: 1, Adjustment.PointsExpected);
        if (fields.Nullable("points") is { IsThere: true } typed)
            typed.Fail("must be left out: the points are those of the entry");
        return 0;
    }

    /// <summary>The rule; empty with an entry and without a rule, and then the entry's name is the rule.</summary>
    public static string Rule(JsonFields fields, string? entry) =>
        entry is null ? fields.Required("rule").Text(Limits.LabelCharacters) : fields.Nullable("rule").TextOrNull(Limits.LabelCharacters) ?? "";
}
