using System.Text.Json;

namespace Evaluation.Testing.Oracle;

/// <summary>
/// A veto of the round: its condition is a number of failed spot checks, a fact, or a place in the tail of another round (F24);
/// <c>BestGrade</c> is given for the effect <c>cap</c>.
/// </summary>
public sealed record OracleVeto(string Code, int? FailedSpotChecks, string? Fact, OracleTailPlace? Again, string Effect, string? BestGrade)
{
    public static OracleVeto Read(JsonElement veto)
    {
        var (when, effect) = (veto.GetProperty("when"), veto.GetProperty("effect"));
        return new(
            veto.GetProperty("code").GetString()!,
            when.TryGetProperty("failedSpotChecks", out var failed) ? failed.GetInt32() : null,
            when.TryGetProperty("fact", out var fact) ? fact.GetString() : null,
            when.TryGetProperty("again", out var again) ? new(when.GetProperty("of").GetString()!, again.GetString()!) : null,
            effect.ValueKind == JsonValueKind.Object ? "cap" : effect.GetString()!,
            effect.ValueKind == JsonValueKind.Object ? effect.GetProperty("cap").GetString() : null);
    }
}

/// <summary>F18: the vetoes of the round that apply to a unit.</summary>
public static class OracleVetoes
{
    public static IReadOnlyList<OracleVeto> Of(OracleRound round, OracleFacts facts, string unit)
    {
        var failed = facts.SpotChecks.GetValueOrDefault(unit, [])
            .Count(check => check.Failed && !(check.On < round.From) && !(check.On > round.To));
        var stated = facts.Stated.GetValueOrDefault(unit, []);
        var tails = facts.Tails.GetValueOrDefault(unit, []);
        return [.. round.Vetoes.Where(v => v.Again is not null ? tails.Contains(v.Again)
            : v.Fact is null ? failed >= v.FailedSpotChecks : stated.Contains(v.Fact))];
    }
}
