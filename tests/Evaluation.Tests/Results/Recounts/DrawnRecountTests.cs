using Evaluation.Results.Recounts;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;
using Evaluation.Tests.Scoring;
using Evaluation.Tests.Scoring.Independent;

namespace Evaluation.Tests.Results.Recounts;

/// <summary>Recounts drawn rounds from what is published of them: small and unanimous cells, ledgers, every form of rules.</summary>
public sealed class DrawnRecountTests : IDisposable
{
    private const int Seeds = 120;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recount-");

    public void Dispose() => _folder.Delete(recursive: true);

    [NodeTheory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task No_figure_of_a_drawn_vote_differs_in_the_recount(int times) => await RecountAsync(times, isVoteOnly: true, forms: []);

    [NodeFact]
    public async Task No_figure_of_a_drawn_round_with_ledgers_differs_in_the_recount() => await RecountAsync(3, isVoteOnly: false, forms: []);

    [NodeTheory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_figure_of_drawn_rounds_with_several_forms_differs_in_the_recount(int times) => await RecountAsync(times, isVoteOnly: false, RandomForms.All);

    /// <param name="times">How often the slips are drawn: more for larger cells.</param>
    private async Task RecountAsync(int times, bool isVoteOnly, IReadOnlyList<string> forms)
    {
        var saved = 0;
        for (var seed = 1; seed <= Seeds; seed++)
            saved += Save(seed, times, isVoteOnly || (forms.Count > 0 && seed % 3 == 0), forms) ? 1 : 0;
        var report = await RecountProgram.RunAsync(_folder.FullName);
        Assert.True(report.ExitCode == 0, $"{string.Join('\n', report.Differences.Take(40))}\n{report.Differences.Count()} differences\n{report.Failed}");
        Assert.True(saved > Seeds / 2 && report.Counts.Equal > 50 * saved, $"{saved} rounds, {report.Counts}");
    }

    private bool Save(int seed, int times, bool isVoteOnly, IReadOnlyList<string> forms)
    {
        var drawn = new RandomRound(seed, $"drawn-{seed}", isVoteOnly);
        RandomForms.Add(drawn.Definition, seed, forms);
        foreach (var group in drawn.Definition["groups"]!.AsArray())
            group!["roll"] = (int)group["roll"]! * times;
        var (rules, given) = (BothScorers.Rules(drawn.Definition), new FormFacts(drawn.Json, seed));
        var slips = given.Slips();
        var known = given.Facts(slips);
        slips = [.. slips, .. Enumerable.Range(1, times - 1).SelectMany(_ => given.Slips())];
        known = known with { Voters = known.Voters!.ToDictionary(group => group.Key, group => group.Value is null ? null : (int?)VotersOf(group.Key, slips, group.Value.Value * times)) };
        if (BothScorers.ProductOrNull(rules, slips, known) is not { } classes)
            return false;
        var turnout = ProductInputs.TurnoutOf(rules, slips, known)!;
        var result = new RoundResult { Round = rules.Id, Version = 1, Turnout = turnout, Classes = classes };
        var tallies = new PublishedTallies(rules, 1, turnout, TallyCounter.Count(rules, ProductInputs.TallyOf(rules, slips)), ProductInputs.LedgersOf(rules, known)).Write();
        RecountProgram.Save(_folder.FullName, rules.Id, result, tallies);
        return true;
    }

    /// <summary>At least as many as the slips for one unit prove.</summary>
    private static int VotersOf(string group, List<OracleSlip> slips, int least) =>
        Math.Max(least, slips.Where(slip => slip.Group == group).GroupBy(slip => slip.Unit).Select(unit => unit.Count()).DefaultIfEmpty().Max());
}
