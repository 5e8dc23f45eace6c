using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>Ledgers and their changes as JSON, to tell whether two of them say the same: records with lists in them do not compare.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UnitLedger))]
[JsonSerializable(typeof(IReadOnlyList<LedgerChange>))]
internal sealed partial class LedgerJson : JsonSerializerContext
{
    public static bool Same(IReadOnlyList<LedgerChange> one, IReadOnlyList<LedgerChange> other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, Default.IReadOnlyListLedgerChange).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, Default.IReadOnlyListLedgerChange));

    /// <summary>Whether both say the same of the unit, whoever entered and approved it.</summary>
    public static bool SameSubstance(UnitLedger one, UnitLedger other) => Substance(one).AsSpan().SequenceEqual(Substance(other));

    private static byte[] Substance(UnitLedger ledger) => JsonSerializer.SerializeToUtf8Bytes(
        ledger with
        {
            Sheets = [.. ledger.Sheets.Select(sheet => sheet with
            {
                Points = sheet.Points.ToImmutableSortedDictionary(points => points.Key, points => Plain(points.Value), StringComparer.Ordinal),
            })],
            Claims = [.. ledger.Claims.Select(claim => claim with { Claimed = Plain(claim.Claimed), Accepted = Plain(claim.Accepted) })],
            Adjustments = [.. ledger.Adjustments.Select(adjustment => adjustment with
            {
                Points = Plain(adjustment.Points)!.Value,
                ProposedBy = "",
                ApprovedBy = adjustment.IsApproved ? "somebody" : null,
            })],
        },
        Default.UnitLedger);

    /// <summary>The number without zeros at its end: 10.0 says the same as 10.</summary>
    private static decimal? Plain(decimal? number) => number / 1.0000000000000000000000000000m;
}
