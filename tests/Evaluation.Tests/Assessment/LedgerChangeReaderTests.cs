using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Kernel.Reading;

namespace Evaluation.Tests.Assessment;

public sealed class LedgerChangeReaderTests
{
    [Fact]
    public void Every_kind_of_change_is_read()
    {
        var (changes, faults) = Read("""
            [
              {"change": "sheet-entered", "sheet": {"inspector": "chen", "points": {"results": 14.5, "safety": "na"}, "panel": "第一组", "note": "现场", "visitedOn": "2020-11-30"}},
              {"change": "sheet-withdrawn", "inspector": "zhou"},
              {"change": "claim-decided", "claim": {"criterion": "results", "claimed": 15, "accepted": 13.5, "reason": "late"}},
              {"change": "claim-decided", "claim": {"criterion": "safety", "claimed": "na", "accepted": "na"}},
              {"change": "adjustment-entered", "adjustment": {"id": "prize", "kind": "bonus", "points": 1.5, "rule": "§ 1", "fact": "a prize", "document": "no. 3"}},
              {"change": "adjustment-withdrawn", "id": "late"},
              {"change": "spot-check-entered", "spotCheck": {"id": "c1", "failed": true, "on": "2020-06-01", "note": "closed"}},
              {"change": "spot-check-withdrawn", "id": "c2"},
              {"change": "fact-stated", "fact": {"fact": "named", "document": "no. 7"}},
              {"change": "fact-withdrawn", "fact": "other"}
            ]
            """);
        Assert.Empty(faults);
        LedgerChange[] expected =
        [
            new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 14.5m, ["safety"] = null }, "第一组", "现场", new(2020, 11, 30))),
            new SheetWithdrawn("zhou"),
            new ClaimDecided(new("results", 15, 13.5m, "late")),
            new ClaimDecided(new("safety", null)),
            new AdjustmentEntered(new("prize", AdjustmentKind.Bonus, 1.5m, "§ 1", "a prize", "", null, "no. 3")),
            new AdjustmentWithdrawn("late"),
            new SpotCheckEntered(new("c1", true, new(2020, 6, 1), "closed")),
            new SpotCheckWithdrawn("c2"),
            new FactStated(new("named", "no. 7")),
            new FactWithdrawn("other"),
        ];
        Assert.True(LedgerJson.Same(expected, changes));
        Assert.Equal(typeof(LedgerChange).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(LedgerChange))), changes.Select(change => change.GetType()).Distinct().Count());
    }

    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""[7]""", "/0")]
    [InlineData("""[{}]""", "/0/change")]
    [InlineData("""[{"change": "vote-changed"}]""", "/0/change")]
    [InlineData("""[{"change": 7}]""", "/0/change")]
    [InlineData("""[{"change": "sheet-withdrawn"}]""", "/0/inspector")]
    [InlineData("""[{"change": "sheet-withdrawn", "inspector": "a", "id": "b"}]""", "/0/id")]
    [InlineData("""[{"change": "sheet-withdrawn", "inspector": "a"}, {"change": "fact-withdrawn", "fact": 7}]""", "/1/fact")]
    [InlineData("""[{"change": "sheet-entered", "sheet": {"inspector": "a", "points": {"results": "n/a"}}}]""", "/0/sheet/points/results")]
    [InlineData("""[{"change": "sheet-entered", "sheet": {"inspector": "a", "points": {"results": true}}}]""", "/0/sheet/points/results")]
    [InlineData("""[{"change": "sheet-entered", "sheet": {"points": {}}}]""", "/0/sheet/inspector")]
    [InlineData("""[{"change": "claim-decided", "claim": {"criterion": "results", "claimed": 1}}]""", "/0/claim/accepted")]
    [InlineData("""[{"change": "adjustment-entered", "adjustment": {"id": "a", "kind": "gift", "points": 1, "rule": "x", "fact": "y"}}]""", "/0/adjustment/kind")]
    [InlineData("""[{"change": "adjustment-entered", "adjustment": {"id": "a", "kind": "bonus", "points": 1e30, "rule": "x", "fact": "y"}}]""", "/0/adjustment/points")]
    [InlineData("""[{"change": "adjustment-entered", "adjustment": {"id": "a", "kind": "bonus", "points": 1, "rule": "x", "fact": "y", "approvedBy": "me"}}]""", "/0/adjustment/approvedBy")]
    [InlineData("""[{"change": "spot-check-entered", "spotCheck": {"id": "a", "failed": "yes"}}]""", "/0/spotCheck/failed")]
    [InlineData("""[{"change": "spot-check-entered", "spotCheck": {"id": "a", "failed": true, "on": "yesterday"}}]""", "/0/spotCheck/on")]
    public void An_unreadable_change_is_reported_with_its_pointer(string json, string pointer) => Assert.Contains(pointer, Read(json).Faults.Select(fault => fault.Pointer));

    [Fact]
    public void Too_many_changes_are_one_fault() =>
        Assert.Contains(Read($"[{string.Join(',', Enumerable.Repeat("""{"change": "fact-withdrawn", "fact": "a"}""", Limits.CorrectionsPerAnswer + 1))}]").Faults, fault => fault.Pointer == "");

    private static (IReadOnlyList<LedgerChange> Changes, IReadOnlyList<Fault> Faults) Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var faults = new FaultList();
        return (LedgerChangeReader.Read(JsonCursor.Root(document.RootElement, faults)), faults.Faults);
    }
}
