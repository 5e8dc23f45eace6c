using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Reading;

/// <summary>Reads a class of units.</summary>
internal static class ClassReader
{
    /// <param name="at">The class.</param>
    /// <param name="round">The round's shares.</param>
    public static UnitClass Class(JsonCursor at, Components round)
    {
        var fields = at.Object("code", "label", "weights", "components", "points", "ranked", "parts", "note");
        var (components, points, ranked, parts) = (fields.Nullable("components"), fields.Nullable("points"), fields.Nullable("ranked"), fields.Nullable("parts"));
        return new UnitClass(
            fields.Required("code").Text(Limits.SlugCharacters),
            LocalTextReader.Read(fields.Required("label")),
            Weights(fields.Optional("weights")),
            components.IsThere ? ScoringReader.Components(components, round) : null,
            points.IsThere ? points.Map(Limits.Criteria, number => number.Number()) : null,
            ranked.IsThere ? ranked.Flag() : null,
            parts.IsThere ? parts.Map(Limits.Groups, weight => weight.Number()) : null,
            LocalTextReader.ReadOptional(fields.Nullable("note")));
    }

    private static IReadOnlyDictionary<string, decimal> Weights(JsonCursor at)
    {
        if (!at.IsText) return at.Map(Limits.Groups, weight => weight.Number());
        _ = at.Word([PooledWeights.Word], " or an object with a weight for every group");
        return new PooledWeights();
    }
}
