using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Tests.Assessment;

public sealed class LedgerChangeCheckTests
{
    internal static readonly RoundRules Rules = Given.AssessedRules with
    {
        Criteria = [.. Given.AssessedRules.Criteria, new("safety", new("安全"), CriterionSource.Assessed, 5)],
        Vetoes = [new("bulletin", new(Fact: "named-in-bulletin"), VetoEffect.Ineligible)],
    };

    internal static readonly UnitLedger Known = new(
        [Sheet("chen", 10, 5)], Adjustments: [new("prize", AdjustmentKind.Bonus, 1, "§ 1", "a prize", "wang", "li")], SpotChecks: [new("c1", true)], Facts: [new("named-in-bulletin")]);

    internal static readonly DateOnly Today = new(2020, 12, 1);

    public static TheoryData<LedgerChange, string, string> Faulty => new()
    {
        { new SheetEntered(Sheet("chen", 20.1m, 5)), "/corrections/0/sheet/points/results", "must be from 0 to 20, but is 20.1" },
        { new SheetEntered(Sheet("chen", -1, 5)), "/corrections/0/sheet/points/results", "must be from 0 to 20, but is -1" },
        { new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 1 })), "/corrections/0/sheet/points/safety", "is missing" },
        { new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 1, ["safety"] = 1, ["duty"] = 1 })), "/corrections/0/sheet/points/duty", "is no assessed criterion" },
        { new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 1, ["safety"] = 1, ["a/b"] = 1 })), "/corrections/0/sheet/points/a~1b", "is no assessed criterion" },
        { new SheetEntered(Sheet("Chen Li", 1, 1)), "/corrections/0/sheet/inspector", "must be of small letters" },
        { new SheetWithdrawn("chan"), "/corrections/0/inspector", "did you mean \"chen\"?" },
        { new ClaimDecided(new("duty", 1, 1)), "/corrections/0/claim/criterion", "is no assessed criterion" },
        { new ClaimDecided(new("results", 21, 20, "x")), "/corrections/0/claim/claimed", "must be from 0 to 20" },
        { new ClaimDecided(new("results", 20, -1, "x")), "/corrections/0/claim/accepted", "must be from 0 to 20" },
        { new ClaimDecided(new("results", 10, 11)), "/corrections/0/claim/accepted", "must be at most the 10 points that are claimed" },
        { new ClaimDecided(new("results", 10, 9)), "/corrections/0/claim/reason", "is missing" },
        { new ClaimDecided(new("results", 10)), "/corrections/0/claim/accepted", "must be points if points are claimed" },
        { new ClaimDecided(new("results", null, 10)), "/corrections/0/claim/accepted", "must be points if points are claimed" },
        { new AdjustmentEntered(new("prize", AdjustmentKind.Bonus, 0, "§", "x", "")), "/corrections/0/adjustment/points", "must be above 0" },
        { new AdjustmentEntered(new("prize", AdjustmentKind.Bonus, 1_000_001, "§", "x", "")), "/corrections/0/adjustment/points", "at most 1000000" },
        { new AdjustmentEntered(new("a prize", AdjustmentKind.Bonus, 1, "§", "x", "")), "/corrections/0/adjustment/id", "must be of small letters" },
        { new AdjustmentWithdrawn("price"), "/corrections/0/id", "did you mean \"prize\"?" },
        { new SpotCheckEntered(new("", true)), "/corrections/0/spotCheck/id", "must be of small letters" },
        { new SpotCheckEntered(new("c2", true, Today.AddDays(1))), "/corrections/0/spotCheck/on", "is in the future" },
        { new SheetEntered(Sheet("chen", 10, 5) with { VisitedOn = Today.AddDays(1) }), "/corrections/0/sheet/visitedOn", "is in the future" },
        { new SpotCheckWithdrawn("c9"), "/corrections/0/id", "names no spot check of the unit" },
        { new FactStated(new("named-in-buletin")), "/corrections/0/fact/fact", "did you mean \"named-in-bulletin\"?" },
        { new FactWithdrawn("other"), "/corrections/0/fact", "names no stated fact of the unit" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_change_that_does_not_fit_the_round_is_reported_with_its_pointer(LedgerChange change, string pointer, string message)
    {
        var fault = Assert.Single(LedgerChangeCheck.Faults(Rules, Known, [change], "/corrections", Today));
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_all_changes_are_reported_together()
    {
        LedgerChange[] changes = [new SheetEntered(Sheet("C", 21, 6)), new SpotCheckEntered(new("c2", true)), new FactStated(new("x"))];
        Assert.Equal(
            ["/corrections/0/sheet/inspector", "/corrections/0/sheet/points/results", "/corrections/0/sheet/points/safety", "/corrections/2/fact/fact"],
            LedgerChangeCheck.Faults(Rules, Known, changes, "/corrections", Today).Select(fault => fault.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_fitting_change_has_no_fault()
    {
        LedgerChange[] changes =
        [
            new SheetEntered(Sheet("chen", 20, null)), new SheetEntered(Sheet("zhou", 0, 5)), new SheetWithdrawn("chen"), new ClaimDecided(new("results", 20, 20)),
            new ClaimDecided(new("safety", null)), new ClaimDecided(new("results", 20, 0, "nothing was shown")), new AdjustmentWithdrawn("prize"),
            new AdjustmentEntered(new("late", AdjustmentKind.Daily, 0.01m, "§", "x", "")), new AdjustmentWithdrawn("late"), new SpotCheckWithdrawn("c1"),
            new FactWithdrawn("named-in-bulletin"), new FactStated(new("named-in-bulletin")),
        ];
        Assert.Empty(LedgerChangeCheck.Faults(Rules, Known, changes, "/corrections", Today));
    }

    [Fact]
    public void A_change_is_checked_after_the_changes_before_it_are_applied() =>
        Assert.Equal(
            "/corrections/1/id", Assert.Single(LedgerChangeCheck.Faults(Rules, Known, [new SpotCheckWithdrawn("c1"), new SpotCheckWithdrawn("c1")], "/corrections", Today)).Pointer);

    private static Sheet Sheet(string inspector, decimal results, decimal? safety) => new(inspector, new Dictionary<string, decimal?> { ["results"] = results, ["safety"] = safety });
}
