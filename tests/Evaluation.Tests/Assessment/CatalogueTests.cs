using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Assessment;

/// <summary>Bonuses and deductions by the entries of a catalogue (F26).</summary>
public sealed class CatalogueTests
{
    private const int Seeds = 300;

    private static readonly CatalogueEntry Honour = new(
        "honour", EntryKind.Bonus, Levels: new Dictionary<string, decimal> { ["nation"] = 5, ["province"] = 3, ["city"] = 1 }, Cap: 5);

    private static readonly CatalogueEntry Idea = new("idea", EntryKind.Bonus, Points: 2);
    private static readonly CatalogueEntry Late = new("late", EntryKind.Deduction, Points: 0.5m, Cap: 2);

    [Fact]
    public void The_adjustments_of_an_entry_count_up_to_its_cap_and_all_entries_up_to_the_cap_of_the_total()
    {
        var round = Round(6, Honour, Idea);
        Enter(round, Honour, "province", "city");
        Assert.Equal(4, round.Result("u1").Bonus);
        Enter(round, Honour, "province");
        Assert.Equal(5, round.Result("u1").Bonus);
        Enter(round, Idea, null, null);
        Assert.Equal((6m, 86m), (round.Result("u1").Bonus, round.Result("u1").Total));
    }

    [Fact]
    public void Of_an_entry_with_same_highest_the_highest_counts()
    {
        var round = Round(10, Honour with { Same = SameEntry.Highest, Cap = null });
        Enter(round, Honour, "city", "nation", "province");

        Assert.Equal(5, round.Result("u1").Bonus);
    }

    [Fact]
    public void Deductions_count_up_to_the_cap_of_the_entry_and_of_the_total()
    {
        var round = Round(10, Late with { Cap = null });
        round.Rules = round.Rules with { Components = round.Rules.Components with { DeductionCap = 1.25m } };
        Enter(round, Late, null, null);
        Assert.Equal((1m, 79m), (round.Result("u1").Deductions, round.Result("u1").Total));
        Enter(round, Late, [null]);
        Assert.Equal((1.25m, 78.75m), (round.Result("u1").Deductions, round.Result("u1").Total));
    }

    [Fact]
    public void Free_deductions_too_count_up_to_the_cap_of_the_total()
    {
        var round = Round(0);
        round.Rules = round.Rules with { Entries = null, Components = round.Rules.Components with { DeductionCap = 3 } };
        round.Adjust("u1", AdjustmentKind.Deduction, 2, "li", "wang");
        round.Adjust("u1", AdjustmentKind.Deduction, 7, "li", "wang");

        Assert.Equal((3m, 77m), (round.Result("u1").Deductions, round.Result("u1").Total));
    }

    [Fact]
    public void Only_an_approved_adjustment_of_a_known_level_counts_with_the_points_of_the_rules()
    {
        var round = Round(10, Honour);
        Enter(round, Honour, "capital");
        Propose(round, new("w1", AdjustmentKind.Bonus, 5, "rule", "fact", "li", null, Entry: "honour", Level: "nation"));
        Propose(round, new("w2", AdjustmentKind.Bonus, 99, "rule", "fact", "li", "wang", Entry: "honour", Level: "city"));

        Assert.Equal(1, round.Result("u1").Bonus);
    }

    [Fact]
    public void A_criterion_with_entries_starts_at_its_points_and_loses_what_the_entries_take()
    {
        var round = Order(Late with { Criterion = "item2", Cap = null });
        Enter(round, Late, null, null, null);

        // Item 1 has 80 of 100 points by the sheet, item 2 has 20 − 1.5 of 20.
        Assert.Equal(Math.Round((80 + 18.5m) / 120 * 100, 2, MidpointRounding.AwayFromZero), round.Result("u1").Total);
        Assert.Equal(0, round.Result("u1").Deductions);
        Assert.Equal([80m, 18.5m], round.Result("u1").Assessed!.Select(item => item.Inspected!.Value));
        Assert.Equal([80m, 20m], round.Result("u2").Assessed!.Select(item => item.Inspected!.Value));
    }

    [Fact]
    public void A_criterion_with_entries_never_has_less_than_0_points()
    {
        var fatal = new CatalogueEntry("fatal", EntryKind.Deduction, Points: 15, Criterion: "item2");
        var round = Order(fatal);
        Enter(round, fatal, null, null);

        Assert.Equal(0, round.Result("u1").Assessed![1].Inspected);
    }

    [Fact]
    public void Points_of_the_catalogue_alone_are_no_inspection_where_sheets_are_due()
    {
        var round = Order(Late with { Criterion = "item2" });
        round.Rules = round.Rules with { Units = [.. round.Rules.Units, new("u3", new(), "bureaus")] };

        Assert.Equal(["inspection"], round.Result("u3").Incomplete);
        Assert.Equal(20, round.Result("u3").Assessed![1].Inspected);
    }

    [Fact]
    public void Without_a_criterion_of_sheets_the_catalogue_is_the_inspection()
    {
        var round = new AssessedRound();
        var late = Late with { Criterion = "item1", Points = 7, Cap = null };
        round.Rules = round.Rules with { Entries = [late] };
        Enter(round, late, [null]);

        Assert.Equal(93, round.Result("u1").Total);
    }

    [Theory]
    [InlineData(PanelTrim.Item)]
    [InlineData(PanelTrim.Total)]
    [InlineData(PanelTrim.None)]
    public void The_points_of_the_catalogue_are_in_the_total_of_every_inspector(PanelTrim trim)
    {
        var round = Order(Late with { Criterion = "item2", Cap = null });
        round.Trim = trim;
        Enter(round, Late, null, null);

        Assert.Equal(Math.Round((80 + 19m) / 120 * 100, 2, MidpointRounding.AwayFromZero), round.Result("u1").Inspection);
    }

    [Fact]
    public void A_criterion_with_entries_is_not_claimed()
    {
        var round = Order(Late with { Criterion = "item2" });
        round.Rules = round.Rules with { Components = new() { Vote = 0, Self = 100 } };
        round.Claim("u1", "item1", 90, 70);
        round.Claim("u1", "item2", 20, 20);

        Assert.Equal((70m, null), (round.Result("u1").Self, round.Result("u1").Assessed![1].Claimed));
    }

    [Fact]
    public void A_cap_never_raises_a_bonus_a_cap_of_deductions_never_lowers_a_total_and_no_total_depends_on_the_order_of_entries()
    {
        var random = new Random(26);
        for (var seed = 0; seed < Seeds; seed++)
        {
            CatalogueEntry[] entries =
            [
                .. Enumerable.Range(0, random.Next(1, 5)).Select(number => new CatalogueEntry(
                    $"e{number}", random.Next(2) == 0 ? EntryKind.Bonus : EntryKind.Deduction, Points: random.Next(1, 60) / 10m, Same: random.Next(2) == 0 ? SameEntry.Highest : null)),
            ];
            var counts = entries.Select(_ => random.Next(0, 4)).ToList();
            var bonusCap = random.Next(1, 20);
            CatalogueEntry[] capped = [.. entries.Select(entry => random.Next(2) == 0 ? entry with { Cap = random.Next(1, 80) / 10m } : entry)];

            var (free, with, reversed) = (Filled(entries, 1_000, counts), Filled(capped, bonusCap, counts), Filled([.. capped.Reverse()], bonusCap, [.. counts.AsEnumerable().Reverse()]));

            Assert.True(with.Bonus <= free.Bonus && with.Bonus <= bonusCap);
            Assert.True(with.Deductions <= free.Deductions);
            Assert.Equal(with.Total, reversed.Total);
            var bonusOnly = Filled([.. capped.Zip(entries, (one, other) => one.Kind == EntryKind.Bonus ? one : other)], bonusCap, counts);
            Assert.True(bonusOnly.Total <= free.Total);
        }

        static UnitResult Filled(CatalogueEntry[] entries, int bonusCap, List<int> counts)
        {
            var round = Round(bonusCap, entries);
            foreach (var (entry, count) in entries.Zip(counts))
                Enter(round, entry, [.. Enumerable.Repeat<string?>(null, count)]);
            return round.Result("u1");
        }
    }

    /// <summary>One unit with an inspection of 80 and a catalogue.</summary>
    private static AssessedRound Round(decimal bonusCap, params CatalogueEntry[] entries)
    {
        var round = new AssessedRound();
        round.Rules = round.Rules with { Entries = entries, Components = round.Rules.Components with { BonusCap = bonusCap } };
        round.Sheet("u1", "80");
        return round;
    }

    /// <summary>Two units with a sheet of item 1, of 100 points; item 2, of 20 points, is given by an entry.</summary>
    private static AssessedRound Order(CatalogueEntry entry)
    {
        var round = new AssessedRound("u1 u2", 100, 20);
        round.Rules = round.Rules with { Entries = [entry] };
        round.Sheet("u1", "80");
        round.Sheet("u2", "80");
        return round;
    }

    private static void Enter(AssessedRound round, CatalogueEntry entry, params string?[] levels)
    {
        foreach (var level in levels)
        {
            var kind = entry.Kind == EntryKind.Bonus ? AdjustmentKind.Bonus : AdjustmentKind.Deduction;
            Propose(round, new("", kind, entry.PointsAt(level) ?? 0, "rule", "fact", "li", "wang", Entry: entry.Code, Level: level));
        }
    }

    private static void Propose(AssessedRound round, Adjustment adjustment) => round.Adjust("u1", adjustment);
}
