using System.Text.Json;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Rounds;

/// <summary>The body that creates a round from the best units of another one.</summary>
/// <param name="From">Which units; their round also gives the rules.</param>
public sealed record NextRound(string Id, LocalText Title, BestUnits From)
{
    /// <summary>Whether a body asks for this, rather than being a definition.</summary>
    internal static bool IsAskedFor(JsonElement body) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty("from", out _);

    internal static NextRound Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("id", "title", "from");
        return new(fields.Required("id").Text(Limits.SlugCharacters), LocalTextReader.Read(fields.Required("title")), BestUnits.Read(fields.Required("from")));
    }
}

/// <summary>The best units of a published result, over all classes.</summary>
/// <param name="Round">The round, whose result is published.</param>
/// <param name="Version">A version of its result.</param>
/// <param name="Top">The number of units.</param>
/// <param name="Units">
/// The codes of exactly these units. Needed when units with the same rank lie on both sides of the border.
/// </param>
public sealed record BestUnits(string Round, int Version, int Top, IReadOnlyList<string>? Units = null)
{
    internal static BestUnits Read(JsonCursor at)
    {
        var fields = at.Object("round", "version", "top", "units");
        var units = fields.Nullable("units");
        return new(
            fields.Required("round").Text(Limits.SlugCharacters), fields.Required("version").Integer(), fields.Required("top").Integer(1, Limits.Units),
            units.IsThere ? units.List(Limits.Units, unit => unit.Text(Limits.SlugCharacters)) : null);
    }
}
