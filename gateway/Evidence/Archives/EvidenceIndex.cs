using System.Text.Json;
using Evaluation.Evidence;
using Evaluation.Results.Exports;
using Evaluation.Rules;

namespace Evaluation.Gateway.Evidence.Archives;

/// <summary>The rows of the index of a unit's evidence.</summary>
internal static class EvidenceIndex
{
    /// <param name="rules">The rules of the round.</param>
    /// <param name="filed">The items.</param>
    /// <param name="uses">The entries that name each item.</param>
    public static IEnumerable<ExportRow> Rows(RoundRules rules, IReadOnlyList<FiledEvidence> filed, UsedEvidence uses) =>
        EvidenceRows.Of(rules, filed, EvidenceFileName.Of, item => string.Join("; ", uses[item.Id].Select(use => $"{Word(use.Kind)} {use.Id}")));

    private static string Word(EvidenceUser kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
