using System.Text.Json;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Scoring;

/// <summary>A golden file: a round with slips, sheets and ledger, and the expected table, computed in exact fractions.</summary>
internal sealed class GoldenRound
{
    private readonly GoldenFile _file;
    private readonly RoundRules _rules;

    private GoldenRound(GoldenFile file)
    {
        _file = file;
        _rules = file.Round.Deserialize<RoundRules>(JsonSerializerOptions.Web)!;
    }

    public JsonElement Expected => _file.Expected;

    public static GoldenRound Read(string name) =>
        new(GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Golden", $"golden-{name}.json")));

    public IReadOnlyList<ClassResult> Score() => TallyCounter.Score(
        _rules, ProductInputs.TallyOf(_rules, _file.Slips), LedgerFacts.Of(_rules, ProductInputs.LedgersOf(_rules, _file.Facts)).Answer);

    /// <summary>The same table, computed by the oracle.</summary>
    public IReadOnlyList<OracleClassTable> ScoreIndependently() => Oracle.Score(_file.Round, _file.Slips, _file.Facts);
}
