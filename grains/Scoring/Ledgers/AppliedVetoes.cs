using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>
/// The vetoes of the round that apply to a unit by the facts of its ledger (F18), each with its fact in words. A place in the tail of
/// another round is known from the computation of a result on.
/// </summary>
public static class AppliedVetoes
{
    /// <summary>In the rules' order. A fact that is stated twice counts once.</summary>
    public static IReadOnlyList<VetoResult> Of(RoundRules rules, UnitLedger ledger)
    {
        var failed = FailedSpotChecks(rules, ledger);
        return [.. rules.Vetoes.Select(veto => Apply(veto, failed, ledger)).OfType<VetoResult>()];
    }

    /// <summary>The number of failed spot checks in the period of the round. A check without a day counts.</summary>
    public static int FailedSpotChecks(RoundRules rules, UnitLedger ledger) => ledger.SpotChecks.Count(check => check.Failed && IsIn(rules.Period, check.On));

    /// <summary>The number of spot checks in the period of the round, passed or failed.</summary>
    public static int SpotChecks(RoundRules rules, UnitLedger ledger) => ledger.SpotChecks.Count(check => IsIn(rules.Period, check.On));

    /// <summary>Whether a unit with these vetoes may hold the first grade and take a place of its quota.</summary>
    public static bool LeaveEligible(IReadOnlyList<VetoResult> vetoes) => vetoes.All(veto => veto.Effect != VetoEffect.Ineligible);

    private static bool IsIn(Period? period, DateOnly? day) => period is null || day is null || (period.From <= day && day <= period.To);

    private static VetoResult? Apply(Veto veto, int failedSpotChecks, UnitLedger ledger)
    {
        if (veto.When.Fact is { } name)
        {
            var stated = ledger.Facts.Where(fact => fact.Fact == name).ToList();
            return stated.Count > 0 ? Result(veto, Stated(veto, name, stated)) : null;
        }
        if (veto.When is { Again: { } tail, Of: { } round })
            return ledger.Tails?.FirstOrDefault(place => place.Tail == tail && place.Round == round) is { } place ? Result(veto, Listed(place)) : null;
        return failedSpotChecks >= veto.When.FailedSpotChecks ? Result(veto, Failed(failedSpotChecks)) : null;
    }

    private static VetoResult Result(Veto veto, LocalText fact) => new(veto.Code, fact.In("en"), veto.Effect, fact);

    private static LocalText Failed(int count) => new(
        string.Create(CultureInfo.InvariantCulture, $"抽查不合格{count}次"),
        string.Create(CultureInfo.InvariantCulture, $"{count} failed spot {(count == 1 ? "check" : "checks")}"));

    private static LocalText Listed(TailPlace place) => new(
        string.Create(CultureInfo.InvariantCulture, $"在“{place.Title?.In("zh") ?? place.Round}”结果第{place.Version}版中列入末位名单“{place.Label?.In("zh") ?? place.Tail}”（{place.Unit}）"),
        string.Create(CultureInfo.InvariantCulture, $"in the tail \"{place.Label?.In("en") ?? place.Tail}\" of {place.Title?.In("en") ?? place.Round}, version {place.Version} ({place.Unit})"));

    // Readers see the veto's label; the fact's name is for programs.
    private static LocalText Stated(Veto veto, string name, IReadOnlyList<StatedFact> stated)
    {
        var documents = stated.Select(fact => fact.Document).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return documents.Count == 0
            ? new(veto.Label?.Zh ?? name, veto.Label?.En ?? name)
            : new($"{veto.Label?.Zh ?? name}（{string.Join("、", documents)}）", $"{veto.Label?.En ?? name} ({string.Join(", ", documents)})");
    }
}
