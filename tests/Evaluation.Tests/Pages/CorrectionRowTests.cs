using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Assessment;
using Evaluation.Gateway.Pages.Administrator.Objections.Corrections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Kernel.Reading;
using Evaluation.Tests.Assessment;
using Microsoft.AspNetCore.Http;

namespace Evaluation.Tests.Pages;

/// <summary>Corrections as ledger changes, as form rows and as sentences.</summary>
public sealed class CorrectionRowTests
{
    [Fact]
    public void An_adjustment_of_the_catalogue_offers_its_entries_and_levels_and_has_no_typed_points()
    {
        var rules = new Evaluation.Rules.RoundRules(Entries:
        [
            new("honour", Evaluation.Rules.EntryKind.Bonus, new("荣誉"), Levels: new Dictionary<string, decimal> { ["province"] = 3, ["hall"] = 1 }),
            new("late", Evaluation.Rules.EntryKind.Deduction, Points: 1),
        ]);
        var request = PageRequest.Of(new DefaultHttpContext());
        var fields = new CorrectionFields(rules, UnitLedger.Empty, request, StaffNames.None);
        var offered = fields.Of("adjustment-entered").ToDictionary(field => field.Path);
        Assert.Equal([("honour", "荣誉"), ("late", "late")], offered["adjustment/entry"].Choices!);
        Assert.Equal([("province", "省级"), ("hall", "hall")], offered["adjustment/level"].Choices!);
        Assert.True(offered["adjustment/points"].IsOptional && offered["adjustment/rule"].IsOptional);

        var row = CorrectionRow.Of(new AdjustmentEntered(new("a", AdjustmentKind.Bonus, 3, "荣誉", "奖", "li", "zhao", Entry: "honour", Level: "province")), fields);
        Assert.Equal(("honour", "province", ""), (row["adjustment/entry"], row["adjustment/level"], row["adjustment/points"]));
        Assert.Equal("""{"id":"a","kind":"bonus","entry":"honour","level":"province","rule":"荣誉","fact":"奖"}""", row.Json(fields)["adjustment"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

        var free = new CorrectionFields(new(), UnitLedger.Empty, request, StaffNames.None).Of("adjustment-entered");
        Assert.DoesNotContain(free, field => field.Path == "adjustment/entry");
        Assert.False(free.Single(field => field.Path == "adjustment/points").IsOptional);
    }

    [Fact]
    public void A_sheet_has_points_or_figures_and_nothing_for_what_the_vote_gives()
    {
        var rules = new Evaluation.Rules.RoundRules(Criteria:
        [
            new("visit", new("现场"), Evaluation.Rules.CriterionSource.Assessed, 10),
            new("gdp", new("增速"), Evaluation.Rules.CriterionSource.Assessed, 20, Score: new(Evaluation.Rules.FigureForm.Plan, Limit: 1.2m)),
            new("calls", new("热线"), Evaluation.Rules.CriterionSource.Assessed, 20, Score: new(Evaluation.Rules.FigureForm.Best)),
            new("rate", new("满意率"), Evaluation.Rules.CriterionSource.Assessed, 20, Score: new(Evaluation.Rules.FigureForm.Best, Of: "vote.score")),
        ]);
        var fields = new CorrectionFields(rules, UnitLedger.Empty, Request, StaffNames.None);
        Assert.Equal(
            ["sheet/points/visit", "sheet/figures/gdp/value", "sheet/figures/gdp/target", "sheet/figures/calls/value"],
            fields.Of("sheet-entered").Select(field => field.Path).Where(path => path.Contains("/points/", StringComparison.Ordinal) || path.Contains("/figures/", StringComparison.Ordinal)));
        foreach (var figures in new Dictionary<string, SheetFigure?>[] { new() { ["calls"] = null, ["gdp"] = new(5.2m, 6m) }, new() { ["calls"] = new(0.874m), ["gdp"] = null } })
        {
            var sheet = new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["visit"] = 9 }, Figures: figures));
            var (read, faults) = Read(CorrectionRow.Of(sheet, fields).Json(fields));
            Assert.Empty(faults);
            Assert.True(LedgerJson.Same([sheet], read));
        }
    }

    public static TheoryData<LedgerChange> Changes =>
    [
        new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 14.5m, ["safety"] = null }, "第一组", "现场\n两行", new(2020, 11, 30))),
        new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 0, ["safety"] = 5 })),
        new SheetWithdrawn("chen"),
        new ClaimDecided(new("results", 15, 13.5m, "late")),
        new ClaimDecided(new("safety", null)),
        new ClaimDecided(new("results", 15)),
        new AdjustmentEntered(new("prize", AdjustmentKind.Daily, 0.000001m, "§ 1", "a prize", "", null, "no. 3")),
        new AdjustmentWithdrawn("prize"),
        new SpotCheckEntered(new("c1", true, new(2020, 6, 1), "closed")),
        new SpotCheckEntered(new("c1", false)),
        new SpotCheckWithdrawn("c1"),
        new FactStated(new("named-in-bulletin", "no. 7")),
        new FactWithdrawn("named-in-bulletin"),
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_shown_in_the_form_is_read_back_as_the_same_change(LedgerChange change)
    {
        var row = CorrectionRow.Of(change, Fields);
        var undecided = change is ClaimDecided { Claim: { Claimed: not null, Accepted: null } };
        var (read, faults) = Read(row.Json(Fields));
        // An undecided claim is the only fault.
        Assert.Equal(undecided ? ["/0/claim/accepted"] : [], faults.Select(fault => fault.Pointer));
        Assert.True(undecided || LedgerJson.Same([change], read));
    }

    [Fact]
    public void Every_kind_of_change_has_a_form() =>
        Assert.Equal(
            typeof(LedgerChange).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LedgerChange))).Select(type => type.Name).Order(StringComparer.Ordinal),
            ((IEnumerable<object[]>)Changes).Select(row => row[0].GetType().Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData(" 不适用 ")]
    public void Not_applicable_can_be_typed_in_several_ways(string text)
    {
        var row = new CorrectionRow("claim-decided", new Dictionary<string, string> { ["claim/criterion"] = "results", ["claim/claimed"] = text, ["claim/accepted"] = text });
        Assert.True(LedgerJson.Same([new ClaimDecided(new("results", null))], Read(row.Json(Fields)).Changes));
    }

    [Fact]
    public void Each_correction_is_shown_with_the_state_after_the_earlier_ones()
    {
        var ledger = new UnitLedger(SpotChecks: [new("c1", true, Note: "closed")]);
        var worded = CorrectionWords.Of(
            [new SpotCheckEntered(new("c1", false, Note: "closed")), new SpotCheckEntered(new("c1", false, Note: "open")), new SpotCheckWithdrawn("c1")], ledger, Fields, Request.Texts);
        Assert.Equal([("Failed", "yes", "no")], worded[0].Lines);
        Assert.Equal([("Note", "closed", "open")], worded[1].Lines);
        Assert.Equal(("Spot check c1 is withdrawn", 0), (worded[2].Title, worded[2].Lines.Count));
    }

    private static PageRequest Request
    {
        get
        {
            var context = new DefaultHttpContext();
            context.Request.Headers.AcceptLanguage = "en";
            return PageRequest.Of(context);
        }
    }

    private static CorrectionFields Fields => new(LedgerChangeCheckTests.Rules, LedgerChangeCheckTests.Known, Request, StaffNames.None);

    private static (IReadOnlyList<LedgerChange> Changes, IReadOnlyList<Fault> Faults) Read(JsonObject correction)
    {
        var faults = new FaultList();
        return (LedgerChangeReader.Read(JsonCursor.Root(JsonSerializer.SerializeToElement(new JsonArray(correction)), faults)), faults.Faults);
    }
}
