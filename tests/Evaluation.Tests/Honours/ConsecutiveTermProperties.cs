using Evaluation.Honours;
using static Evaluation.Tests.Honours.GivenHonours;

namespace Evaluation.Tests.Honours;

/// <summary>
/// Consecutive and overlapping terms of units that are renamed and merged, against a model that knows nothing of codes: in it a unit is
/// the set of the organisations that it was made of.
/// </summary>
public sealed class ConsecutiveTermProperties
{
    private const int Years = 12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Terms_are_joined_and_kept_apart_through_renamed_and_merged_units(int seed)
    {
        var random = new Random(seed);
        var (rounds, origins, byYear) = (new List<RoundUnits>(), new Dictionary<string, HashSet<int>>(), new List<string[]>());
        List<string> units = [.. Enumerable.Range(0, 5).Select(number => $"a{number}")];
        foreach (var (number, unit) in units.Index())
            origins[unit] = [number];
        for (var year = 0; year < Years; year++)
        {
            var former = units.ToDictionary(unit => unit, _ => (IReadOnlyList<string>)[]);
            if (year > 0 && random.Next(3) > 0)
            {
                string[] left = [.. units.OrderBy(_ => random.Next()).Take(random.Next(1, Math.Min(3, units.Count) + 1))];
                var next = $"n{year}";
                units = [.. units.Except(left), next];
                origins[next] = [.. left.SelectMany(unit => origins[unit])];
                former = units.ToDictionary(unit => unit, unit => (IReadOnlyList<string>)(unit == next ? left : []));
            }
            rounds.Add(new($"r{year}", new(2000 + year, 1, 1), new(2000 + year, 12, 31), former));
            byYear.Add([.. units]);
        }
        var lineage = new UnitLineage(rounds.OrderBy(_ => random.Next()));
        var register = Register();
        var model = new List<(string Id, HashSet<int> Unit, DateOnly From, DateOnly Until)>();
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var year = random.Next(Years);
            var (unit, months) = (byYear[year][random.Next(byYear[year].Length)], random.Next(1, 4) * 12);
            var (from, until) = (new DateOnly(2000 + year, 1, 1), new DateOnly(2000 + year + (months / 12), 1, 1));
            register.Do(new DefineTitle(Civilised with { TermMonths = months }, Given.Now, Li));
            var sent = register.Send(Confer(unit, $"{2000 + year}-01-01", lineage));
            var overlaps = model.Any(held => held.Unit.Overlaps(origins[unit]) && held.From < until && from < held.Until);
            Assert.Equal(overlaps, sent.Refusal?.Code == RefusalCode.TermOverlaps);
            if (!overlaps)
                model.Add((sent.Answer.Id, origins[unit], from, until));
        }
        foreach (var held in model)
            Assert.Equal(Count(held.Unit, held.From), register.Term(held.Id, lineage).ConsecutiveTerms);
        Assert.Contains(model, held => Count(held.Unit, held.From) > 1);

        int Count(HashSet<int> unit, DateOnly from) => 1 + model.Where(before => before.Until == from && before.Unit.IsSubsetOf(unit)).Select(before => Count(before.Unit, before.From)).DefaultIfEmpty().Max();
    }
}
