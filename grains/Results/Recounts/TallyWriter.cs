using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;

namespace Evaluation.Results.Recounts;

/// <summary>Writes <see cref="PublishedTallies"/> as JSON.</summary>
internal static class TallyWriter
{
    public static byte[] Write(PublishedTallies published)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var to = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            WriteAll(to, published);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAll(Utf8JsonWriter to, PublishedTallies published)
    {
        var rules = published.Rules;
        var scoring = new ScoringRules(rules, published.Turnout);
        var cells = PublishedCells.ByUnit(scoring, published);
        var reasons = PublishedTallies.NeedsSlips(rules) ? SlipSafety.WhyNot(scoring, cells, published.Slips!) : [];
        var publishesSlips = PublishedTallies.NeedsSlips(rules) && reasons.Count == 0;
        to.WriteStartObject();
        to.WriteString("format", PublishedTallies.Format);
        to.WriteString("round", rules.Id);
        to.WriteNumber("version", published.Version);
        to.WriteString("publishes", publishesSlips ? "slips" : "tallies");
        if (reasons.Count > 0)
        {
            to.WriteStartObject("instead");
            to.WriteString("asked", "slips");
            to.WriteStartArray("reasons");
            foreach (var reason in reasons)
                to.WriteStringValue(reason);
            to.WriteEndArray();
            to.WriteEndObject();
        }
        to.WritePropertyName("rules");
        // Reports of units are no rule, and may be large.
        to.WriteRawValue(RulesJson.Write(rules with { Units = [.. rules.Units.Select(unit => unit with { Report = null })] }));
        to.WriteStartArray("units");
        foreach (var unit in cells.OrderBy(unit => unit.Unit.Code, StringComparer.Ordinal))
            WriteUnit(to, published, unit, publishesSlips);
        to.WriteEndArray();
        if (published.Pinned is { } pinned)
            WritePinned(to, pinned);
        to.WriteEndObject();
    }

    private static void WriteUnit(Utf8JsonWriter to, PublishedTallies published, PublishedCells unit, bool asSlips)
    {
        to.WriteStartObject();
        to.WriteString("unit", unit.Unit.Code);
        to.WriteStartArray("answers");
        foreach (var answers in unit.Answers)
        {
            to.WriteStartObject();
            to.WriteString("criterion", answers.Criterion);
            if (answers.Counts is { } counts)
                WriteNumbers(to, "counts", counts);
            else
                to.WriteString("why", answers.Why);
            to.WriteEndObject();
        }
        to.WriteEndArray();
        if (unit.PooledVariance is { } variance)
            to.WriteString("variance", Text(variance, Limits.VarianceDecimals));
        to.WriteStartArray("groups");
        foreach (var group in unit.Groups.OrderBy(group => group.Code, StringComparer.Ordinal))
            WriteGroup(to, published, unit, group, asSlips);
        to.WriteEndArray();
        WriteAdjustments(to, published.Ledgers.GetValueOrDefault(unit.Unit.Code, UnitLedger.Empty));
        to.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter to, PublishedTallies published, PublishedCells unit, PublishedGroup group, bool asSlips)
    {
        to.WriteStartObject();
        to.WriteString("group", group.Code);
        to.WriteNumber("slips", group.Count.Slips);
        if (group.Why is { } why)
        {
            to.WriteString("why", why);
            to.WriteStartArray("scores");
            foreach (var score in group.Scores)
                WriteOptional(to, score, Limits.RecountDecimals);
            to.WriteEndArray();
        }
        else if (asSlips)
        {
            to.WriteStartArray("patterns");
            foreach (var (marks, slips) in SlipSafety.Patterns(published, unit, group))
            {
                to.WriteStartObject();
                WriteNumbers(to, "marks", marks);
                to.WriteNumber("slips", slips);
                to.WriteEndObject();
            }
            to.WriteEndArray();
        }
        else
        {
            to.WriteStartArray("counts");
            foreach (var marks in group.Count.Marks)
                WriteNumbers(to, null, marks);
            to.WriteEndArray();
            to.WriteString("variance", Text(group.Count.Scores.Variance, Limits.VarianceDecimals));
        }
        to.WriteEndObject();
    }

    private static void WriteAdjustments(Utf8JsonWriter to, UnitLedger ledger)
    {
        to.WriteStartArray("adjustments");
        foreach (var entry in ledger.Adjustments.Where(entry => entry.IsApproved)
            .OrderBy(entry => entry.Kind).ThenBy(entry => entry.Entry, StringComparer.Ordinal).ThenBy(entry => entry.Level, StringComparer.Ordinal).ThenBy(entry => entry.Points))
        {
            to.WriteStartObject();
            to.WriteString("kind", entry.Kind.ToString().ToLowerInvariant());
            to.WriteString("points", entry.Points.ToString("0.######", CultureInfo.InvariantCulture));
            if (entry.Entry is { } code)
                to.WriteString("entry", code);
            if (entry.Level is { } level)
                to.WriteString("level", level);
            to.WriteEndObject();
        }
        to.WriteEndArray();
    }

    private static void WritePinned(Utf8JsonWriter to, IReadOnlyList<PinnedRound> pinned)
    {
        to.WriteStartArray("combined");
        foreach (var round in pinned.OrderBy(round => round.Round, StringComparer.Ordinal))
        {
            to.WriteStartObject();
            to.WriteString("round", round.Round);
            to.WriteNumber("version", round.Version);
            to.WriteStartArray("units");
            foreach (var unit in round.Units.OrderBy(unit => unit.Unit, StringComparer.Ordinal))
            {
                to.WriteStartObject();
                to.WriteString("unit", unit.Unit);
                to.WritePropertyName("total");
                WriteOptional(to, unit.Total, Limits.RecountDecimals);
                to.WritePropertyName("variance");
                WriteOptional(to, unit.Variance, Limits.RecountDecimals);
                to.WriteEndObject();
            }
            to.WriteEndArray();
            to.WriteEndObject();
        }
        to.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter to, string? name, IReadOnlyList<long> numbers)
    {
        if (name is not null)
            to.WritePropertyName(name);
        to.WriteStartArray();
        foreach (var number in numbers)
            to.WriteNumberValue(number);
        to.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter to, Fraction? number, int decimals)
    {
        if (number is { } known)
            to.WriteStringValue(Text(known, decimals));
        else
            to.WriteNullValue();
    }

    private static string Text(Fraction number, int decimals) => number.Round(decimals).ToString(CultureInfo.InvariantCulture);
}
