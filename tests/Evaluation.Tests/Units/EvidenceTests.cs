using Evaluation.Evidence;
using Evaluation.Units;

namespace Evaluation.Tests.Units;

public sealed class EvidenceTests
{
    [Fact]
    public void Items_are_numbered_in_the_order_of_filing()
    {
        var unit = new AloneUnit();
        unit.Do(File("a"));
        unit.Do(File("b"));
        Assert.Equal(["ev-1 a", "ev-2 b"], unit.Do(new ViewEvidence()).Filed.Select(filed => $"{filed.Id} {filed.Item.Title}"));
    }

    [Fact]
    public void Filing_the_same_content_twice_keeps_the_first_item()
    {
        var unit = new AloneUnit();
        var first = unit.Do(File("a"));
        var again = unit.Do(File("a") with { Item = Item("a") with { Title = "another title", Criterion = "another" } });
        Assert.Equal(first, again);
        Assert.Single(unit.History);
    }

    [Fact]
    public void The_items_of_a_unit_are_limited_and_resends_are_accepted_at_the_limit()
    {
        var unit = new AloneUnit();
        for (var i = 0; i < Limits.EvidencePerUnit; i++)
            unit.Do(File($"{i}"));
        Assert.Equal(RefusalCode.TooMuchEvidence, unit.Refused(File("one more")).Code);
        Assert.Equal("ev-8", unit.Do(File("7")).Id);
    }

    [Fact]
    public void The_total_size_of_a_units_files_is_limited()
    {
        var unit = new AloneUnit();
        unit.Do(File("a", Limits.EvidenceBytesPerUnit - 10));
        unit.Do(File("b", 10));
        Assert.Equal(RefusalCode.TooMuchEvidence, unit.Refused(File("c", 1)).Code);
        Assert.Equal(2, unit.Do(new ViewEvidence()).Filed.Count);
    }

    [Fact]
    public void Reserved_places_count_against_the_quota_until_they_are_filed_released_or_over()
    {
        var unit = new AloneUnit();
        unit.Do(Reserve("a", Limits.EvidenceBytesPerUnit - 10));
        Assert.Equal(RefusalCode.TooMuchEvidence, unit.Refused(Reserve("b", 11)).Code);
        unit.Do(Reserve("b", 10));
        Assert.Equal(RefusalCode.TooMuchEvidence, unit.Refused(Reserve("c", 1)).Code);
        Assert.Equal(RefusalCode.TooMuchEvidence, unit.Refused(File("c", 1)).Code);

        Assert.Equal("ev-1", unit.Do(File("b", 10)).Id);
        Assert.Equal(RefusalCode.TooMuchEvidence, unit.Refused(Reserve("c", 1)).Code);
        unit.Do(new ReleaseEvidence(Item("a").Sha256, Given.Close, "u1-clerk"));
        unit.Do(Reserve("c", 1));
        unit.Do(Reserve("d", 1, Given.Close + Limits.EvidenceReservedFor));
        Assert.Equal("ev-2", unit.Do(File("e", Limits.EvidenceBytesPerUnit - 11) with { At = Given.Close + Limits.EvidenceReservedFor }).Id);
    }

    [Fact]
    public void Reserved_places_count_as_items()
    {
        var unit = new AloneUnit();
        for (var i = 0; i < Limits.EvidencePerUnit - 1; i++)
            unit.Do(File($"{i}"));
        unit.Do(Reserve("last"));
        Assert.Equal(RefusalCode.TooMuchEvidence, unit.Refused(Reserve("one more")).Code);
        Assert.Equal("ev-8", unit.Do(Reserve("7")).Filed);
        Assert.Null(unit.Do(Reserve("last")).Filed);
        Assert.Equal($"ev-{Limits.EvidencePerUnit}", unit.Do(File("last")).Id);
    }

    [Fact]
    public void Evidence_does_not_change_the_ledger()
    {
        var unit = new AloneUnit();
        unit.Do(File("a"));
        Assert.True(unit.Do(new ViewLedger()).IsEmpty);
    }

    private static ReserveEvidence Reserve(string content, long size = 1_000, DateTimeOffset? at = null) =>
        new(Item(content).Sha256, size, at ?? Given.Close, "u1-clerk");

    private static FileEvidence File(string content, long size = 1_000) => new(Item(content, size), Given.Close, "u1-clerk");

    private static EvidenceItem Item(string content, long size = 1_000) =>
        new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))), size, "application/pdf", content, EvidenceKind.Document, "results", new(2020, 3, 1));
}
