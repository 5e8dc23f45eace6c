using Evaluation.Kernel.Reading;
using Evaluation.Results.History;
using Evaluation.Rules;

namespace Evaluation.Tests.Rules;

public sealed class FormerCodeTests
{
    [Theory]
    [InlineData("[\"old\"]", "old")]
    [InlineData("[\"a\", \"b\"]", "a b")]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public void A_unit_may_name_its_former_codes(string json, string? codes)
    {
        var rules = Definitions.Read(Definitions.Smallest().With("/units/0/formerly", json)).Rules!;
        Assert.Equal(codes, rules.Units[0].Formerly is { } formerly ? string.Join(' ', formerly) : null);
        Assert.Equal(codes is not null, System.Text.Encoding.UTF8.GetString(RulesJson.Write(rules)).Contains("formerly", StringComparison.Ordinal));
        Assert.Equal(rules.Units[0].Formerly, RulesJson.Read(RulesJson.Write(rules)).Units[0].Formerly);
    }

    [Theory]
    [InlineData("\"old\"", "/units/0/formerly: must be a list")]
    [InlineData("[1]", "/units/0/formerly/0: must be a text")]
    [InlineData("[\"Old\"]", "/units/0/formerly/0: must be of small letters")]
    [InlineData("[\"a\", \"b\", \"a\"]", "/units/0/formerly/2: \"a\" is listed already")]
    [InlineData("[\"u\"]", "/units/0/formerly/0: \"u\" is the unit's own code")]
    [InlineData("[\"a\", \"v\"]", "/units/0/formerly/1: \"v\" is a unit of this round")]
    [InlineData("[\"V\", \"u\", \"u\"]", "/units/0/formerly/0: must be of small letters|/units/0/formerly/1: \"u\" is the unit's own code|/units/0/formerly/2: \"u\" is listed already")]
    public void Invalid_former_codes_are_listed_by_their_place(string json, string expected)
    {
        var definition = Definitions.Smallest().With("/units/-", """{"code": "v", "label": "V", "class": "one"}""").With("/units/0/formerly", json);
        AssertFaults(expected, Definitions.Read(definition).Faults);
    }

    [Fact]
    public void Former_codes_above_the_limit_are_refused()
    {
        var codes = string.Join(',', Enumerable.Range(0, Limits.FormerCodes + 1).Select(number => $"\"c{number}\""));
        AssertFaults($"/units/0/formerly: has {Limits.FormerCodes + 1} items", Definitions.Read(Definitions.Smallest().With("/units/0/formerly", $"[{codes}]")).Faults);
    }

    [Theory]
    [InlineData("a<b", "b", "")]
    [InlineData("a<b+c", "b", "/units/0/formerly/1: \"c\" is a unit of no other round")]
    [InlineData("x a<b+c", "x", "/units/1/formerly/0: \"b\" is a unit of no other round|/units/1/formerly/1: \"c\" is a unit of no other round")]
    [InlineData("a<b", "b<a a", "/units/0/formerly/0: \"b\" goes back to \"a\" itself")]
    [InlineData("a<b", "b<c c<d d<a", "/units/0/formerly/0: \"b\" goes back to \"a\" itself")]
    [InlineData("a<x b<y", "x<b y<a", "/units/0/formerly/0: \"x\" goes back to \"a\" itself|/units/1/formerly/0: \"y\" goes back to \"b\" itself")]
    [InlineData("a<b", "b<c c<b", "")]
    [InlineData("a<b c<b", "b", "")]
    public void Former_codes_are_checked_against_the_units_of_other_rounds(string units, string others, string expected)
    {
        var faults = new FaultList();
        Predecessors.Check(Units(units), Units(others), faults);
        AssertFaults(expected, faults.Faults);
    }

    [Fact]
    public void A_place_with_a_fault_gets_no_second_one()
    {
        var faults = new FaultList();
        faults.Add("/units/0/formerly/0", "is wrong already");
        Predecessors.Check(Units("a<b"), [], faults);
        AssertFaults("/units/0/formerly/0: is wrong already", faults.Faults);
    }

    private static Unit[] Units(string text) =>
        [.. text.Split(' ').Select(unit => unit.Split('<')).Select(names => new Unit(names[0], new("x"), "one", null, names.Length > 1 ? names[1].Split('+') : null))];

    private static void AssertFaults(string expected, IReadOnlyList<Fault> faults)
    {
        var wanted = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(wanted.Length, faults.Count);
        Assert.All(wanted.Zip(faults), pair => Assert.StartsWith(pair.First, $"{pair.Second.Pointer}: {pair.Second.Message}", StringComparison.Ordinal));
    }
}
