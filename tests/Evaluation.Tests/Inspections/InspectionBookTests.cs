using Evaluation.Evidence;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Units.Inspections;

namespace Evaluation.Tests.Inspections;

/// <summary>Filed sheets of a unit.</summary>
public sealed class InspectionBookTests
{
    private readonly AloneUnit _unit = new();

    [Fact]
    public void A_filed_sheet_enters_the_ledger_with_its_panel_and_the_day_of_the_visit()
    {
        _unit.Do(File("wang", 1, 7.5m));
        var sheet = Assert.Single(_unit.State.Ledger.Sheets);
        Assert.Equal(("wang", "north", new DateOnly(2020, 10, 21), 7.5m), (sheet.Inspector, sheet.Panel, sheet.VisitedOn, sheet.Points["visit"]));
    }

    [Fact]
    public void The_last_filed_version_counts_and_one_that_is_filed_again_changes_nothing()
    {
        _unit.Do(File("wang", 1, 7));
        _unit.Do(File("wang", 3, 8));
        _unit.Do(File("wang", 1, 7));
        _unit.Do(File("wang", 3, 8));
        _unit.Do(File("wang", 4, 8));
        Assert.Equal(2, _unit.History.Count);
        Assert.Equal((8m, 3L), (_unit.State.Ledger.Sheets.Single().Points["visit"], _unit.State.Inspections.Find("wang")!.Version));
    }

    [Fact]
    public void Once_a_colleague_has_filed_too_a_sheet_is_filed_again_only_when_it_is_reopened_and_then_once()
    {
        _unit.Do(File("wang", 1, 7));
        _unit.Do(File("wang", 2, 8));
        _unit.Do(File("chen", 1, 9));
        Assert.Equal(RefusalCode.WrongState, _unit.Refused(File("wang", 3, 9)).Code);
        _unit.Do(File("wang", 2, 8));
        _unit.Do(Reopen("wang", "li"));
        _unit.Do(Reopen("wang", "li"));
        Assert.Equal(RefusalCode.WrongState, _unit.Refused(File("chen", 2, 8)).Code);
        _unit.Do(File("wang", 3, 9));
        Assert.Equal(RefusalCode.WrongState, _unit.Refused(File("wang", 4, 8)).Code);
        Assert.Equal(5, _unit.History.Count);
        Assert.Equal([9m, 9m], _unit.State.Ledger.Sheets.Select(sheet => sheet.Points["visit"]));
    }

    [Fact]
    public void A_sheet_is_reopened_by_another_person_and_only_when_it_is_filed()
    {
        Assert.Equal(RefusalCode.NoSuchSheet, _unit.Refused(Reopen("wang", "li")).Code);
        _unit.Do(File("wang", 1, 7) with { By = new("wang", "wang-wei") });
        Assert.Equal(RefusalCode.SamePerson, _unit.Refused(Reopen("wang", "reviewer-2", "wang-wei")).Code);
        _unit.Do(Reopen("wang", "li"));
    }

    [Fact]
    public void Filing_and_reopening_have_lines_in_the_audit()
    {
        _unit.Do(File("wang", 2, 7));
        _unit.Do(Reopen("wang", "li"));
        Assert.Equal(
            [("wang", "sheet-filed", "panel north, version 2", null), ("li", "sheet-reopened", "inspector wang", "a file was found")],
            _unit.State.Audit.Select(line => (line.By, line.Act, line.Detail!, line.Reason)));
    }

    [Fact]
    public void Everything_that_blocks_filing_is_listed_and_a_visit_on_another_day_is_a_warning()
    {
        var rules = new RoundRules
        {
            Criteria = [.. "a b c d e".Split(' ').Select(code => new Criterion(code, new(), CriterionSource.Assessed, 10)), new("vote", new(), CriterionSource.Vote, 10)],
        };
        var faults = SheetCheck.Faults(rules.AssessedCriteria, new(new Dictionary<string, decimal?> { ["a"] = 10, ["b"] = null, ["c"] = 10.01m, ["d"] = 9.125m }), new(2020, 10, 21), new(2020, 10, 20));
        Assert.Equal(["/points/c over-maximum", "/points/d too-many-decimals", "/points/e item-missing", "/visitedAt visit-in-future"], faults.Select(fault => $"{fault.Pointer} {fault.Code}"));

        var days = new VisitDays(new(2020, 10, 20), new(2020, 10, 28));
        var content = new SheetContent(new Dictionary<string, decimal?>(), Evidence: ["iev-1", "iev-2"]);
        Assert.Empty(SheetCheck.Warnings(content, days, new(2020, 10, 28), null));
        Assert.Empty(SheetCheck.Warnings(content, null, new(2021, 1, 1), null));
        Assert.Equal("visit-outside-window", Assert.Single(SheetCheck.Warnings(content, days, new(2020, 10, 29), null)).Code);
        Assert.Equal("/evidence/1", Assert.Single(SheetCheck.Warnings(content, null, null, new EvidenceList([], [Filed("iev-1")]))).Pointer);
    }

    private static FiledEvidence Filed(string id) =>
        new(id, new(new string('a', 64), 1, "image/jpeg", "a picture", EvidenceKind.Picture, "visit", new(2020, 3, 1)), Given.Now, "wang");

    private static FileSheet File(string inspector, long version, decimal points) => new(
        "north", version, new(new Dictionary<string, decimal?> { ["visit"] = points }), new(2020, 10, 21), Given.Now, new(inspector, inspector));

    private static ReopenSheet Reopen(string inspector, string by, string? person = null) => new(inspector, "a file was found", Given.Now, new(by, person ?? by));
}
