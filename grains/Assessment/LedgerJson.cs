using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>Compares ledgers and their changes by their JSON. Records that contain lists do not compare by content.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UnitLedger))]
[JsonSerializable(typeof(IReadOnlyList<LedgerChange>))]
internal sealed partial class LedgerJson : JsonSerializerContext
{
    public static bool Same(IReadOnlyList<LedgerChange> one, IReadOnlyList<LedgerChange> other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, Default.IReadOnlyListLedgerChange).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, Default.IReadOnlyListLedgerChange));

    /// <summary>Whether two ledgers are equal apart from who proposed and approved their entries.</summary>
    public static bool SameSubstance(UnitLedger one, UnitLedger other) => Substance(one).AsSpan().SequenceEqual(Substance(other));

    private static byte[] Substance(UnitLedger ledger) => JsonSerializer.SerializeToUtf8Bytes(
        ledger with
        {
            Sheets = [.. ledger.Sheets.Select(sheet => sheet with
            {
                Points = sheet.Points.ToImmutableSortedDictionary(points => points.Key, points => Plain(points.Value), StringComparer.Ordinal),
                Figures = sheet.Figures?.ToImmutableSortedDictionary(figure => figure.Key, figure => figure.Value?.Plain, StringComparer.Ordinal),
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

    /// <summary>The number without trailing zeros: 10.0 equals 10.</summary>
    private static decimal? Plain(decimal? number) => number / 1.0000000000000000000000000000m;
}
