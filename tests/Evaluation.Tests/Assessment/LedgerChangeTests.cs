using Evaluation.Assessment;

namespace Evaluation.Tests.Assessment;

public sealed class LedgerChangeTests
{
    private static readonly UnitLedger Before = new(
        [Sheet("chen", 10), Sheet("zhou", 12)],
        [new("results", 15, 13)],
        [new("prize", AdjustmentKind.Bonus, 1, "§ 1", "a prize", "wang", "li"), new("late", AdjustmentKind.Daily, 2, "§ 2", "late", "wang", "li")],
        [new("c1", true), new("c2", false)],
        [new("named"), new("other")]);

    public static TheoryData<LedgerChange, string> Entered => new()
    {
        { new SheetEntered(Sheet("zhou", 14)), "chen 10, zhou 14 | results 13 | prize 1, late 2 | c1 True, c2 False | named, other" },
        { new SheetEntered(Sheet("qian", 9)), "chen 10, zhou 12, qian 9 | results 13 | prize 1, late 2 | c1 True, c2 False | named, other" },
        { new ClaimDecided(new("results", 15, 14)), "chen 10, zhou 12 | results 14 | prize 1, late 2 | c1 True, c2 False | named, other" },
        { new ClaimDecided(new("safety", 5, 4)), "chen 10, zhou 12 | results 13, safety 4 | prize 1, late 2 | c1 True, c2 False | named, other" },
        { new AdjustmentEntered(Before.Adjustments[0] with { Points = 3 }), "chen 10, zhou 12 | results 13 | prize 3, late 2 | c1 True, c2 False | named, other" },
        { new SpotCheckEntered(new("c1", false)), "chen 10, zhou 12 | results 13 | prize 1, late 2 | c1 False, c2 False | named, other" },
        { new FactStated(new("named", "a document")), "chen 10, zhou 12 | results 13 | prize 1, late 2 | c1 True, c2 False | named (a document), other" },
    };

    public static TheoryData<LedgerChange, string> Withdrawn => new()
    {
        { new SheetWithdrawn("chen"), "zhou 12 | results 13 | prize 1, late 2 | c1 True, c2 False | named, other" },
        { new AdjustmentWithdrawn("prize"), "chen 10, zhou 12 | results 13 | late 2 | c1 True, c2 False | named, other" },
        { new SpotCheckWithdrawn("c2"), "chen 10, zhou 12 | results 13 | prize 1, late 2 | c1 True | named, other" },
        { new FactWithdrawn("named"), "chen 10, zhou 12 | results 13 | prize 1, late 2 | c1 True, c2 False | other" },
        { new FactWithdrawn("never-stated"), "chen 10, zhou 12 | results 13 | prize 1, late 2 | c1 True, c2 False | named, other" },
    };

    [Theory]
    [MemberData(nameof(Entered))]
    public void An_entry_replaces_the_entry_of_the_same_name_and_no_other(LedgerChange change, string after) => Assert.Equal(after, Show(change.ApplyTo(Before)));

    [Theory]
    [MemberData(nameof(Withdrawn))]
    public void A_withdrawal_removes_one_entry_and_no_other(LedgerChange change, string after) => Assert.Equal(after, Show(change.ApplyTo(Before)));

    [Fact]
    public void An_adjustment_names_its_proposer_and_approver()
    {
        var forged = new AdjustmentEntered(Before.Adjustments[0] with { ProposedBy = "nobody", ApprovedBy = "somebody" });
        Assert.Equal(("zhao", null), Names(forged.SignedBy("zhao", null)));
        Assert.Equal(("zhao", "li"), Names(forged.SignedBy("zhao", "li")));
        Assert.False(Assert.IsType<AdjustmentEntered>(forged.SignedBy("zhao", null)).Adjustment.IsApproved);

        static (string, string?) Names(LedgerChange change) => change is AdjustmentEntered { Adjustment: var adjustment } ? (adjustment.ProposedBy, adjustment.ApprovedBy) : default;
    }

    private static Sheet Sheet(string inspector, decimal results) => new(inspector, new Dictionary<string, decimal?> { ["results"] = results });

    private static string Show(UnitLedger ledger) => string.Join(" | ",
        string.Join(", ", ledger.Sheets.Select(sheet => $"{sheet.Inspector} {sheet.Points["results"]}")),
        string.Join(", ", ledger.Claims.Select(claim => $"{claim.Criterion} {claim.Accepted}")),
        string.Join(", ", ledger.Adjustments.Select(adjustment => $"{adjustment.Id} {adjustment.Points}")),
        string.Join(", ", ledger.SpotChecks.Select(check => $"{check.Id} {check.Failed}")),
        string.Join(", ", ledger.Facts.Select(fact => fact.Document is null ? fact.Fact : $"{fact.Fact} ({fact.Document})")));
}
