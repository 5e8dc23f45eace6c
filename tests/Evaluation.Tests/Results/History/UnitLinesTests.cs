using Evaluation.Results.History;
using Evaluation.Rules;

namespace Evaluation.Tests.Results.History;

/// <summary>Units through the rounds, by their codes and their former codes.</summary>
public sealed class UnitLinesTests
{
    [Fact]
    public void A_unit_keeps_its_code_or_is_found_under_another_one()
    {
        var lines = Lines("2009 u1 u2", "2010 u1 u5<u2", "2011 u1 u5");
        Assert.Equal(["2009 u1", "2010 u1", "2011 u1"], Of(lines, "2010", "u1"));
        Assert.Equal(["2009 u2", "2010 u5", "2011 u5"], Of(lines, "2009", "u2"));
        Assert.Equal(["2009 u2", "2010 u5", "2011 u5"], Of(lines, "2011", "u5"));
    }

    [Fact]
    public void A_code_that_was_taken_over_means_another_unit_from_then_on()
    {
        foreach (var lines in new[] { Lines("2009 u1", "2010 u2<u1 u1"), Lines("2009 u1", "2009 u2<u1 u1") })
            Assert.DoesNotContain(lines.Rounds[1].Round + " u1", Of(lines, lines.Rounds[0].Round, "u1"));
        var later = Lines("2009 u1", "2010 u2<u1", "2011 u1 u2");
        Assert.Equal(["2009 u1", "2010 u2", "2011 u2"], Of(later, "2009", "u1"));
        Assert.Equal(["2011 u1"], Of(later, "2011", "u1").Where(one => one.EndsWith("u1", StringComparison.Ordinal)).Except(["2009 u1"]));
    }

    [Fact]
    public void Merged_units_are_not_each_other()
    {
        var lines = Lines("2009 u1 u2", "2010 u3<u1,u2");
        Assert.Equal(["2009 u1", "2010 u3"], Of(lines, "2009", "u1"));
        Assert.Equal(["2009 u1", "2009 u2", "2010 u3"], Of(lines, "2010", "u3"));
    }

    private static string[] Of(UnitLines lines, string round, string unit) => [.. lines.Of(round, unit).Select(one => $"{one.Round} {one.Unit}").Order(StringComparer.Ordinal)];

    /// <summary>Rounds as "year units", a unit as "code" or "code&lt;former,former".</summary>
    private static UnitLines Lines(params string[] rounds)
    {
        var number = 0;
        return new(rounds.Select(text =>
        {
            var words = text.Split(' ');
            // Two rounds of one year have different names.
            var name = rounds.Count(other => other.StartsWith(words[0], StringComparison.Ordinal)) > 1 ? $"{words[0]}-{9 - number++}" : words[0];
            return new RoundUnits(name, new(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), 12, 31), [.. words[1..].Select(UnitOf)]);
        }));
    }

    private static Unit UnitOf(string word)
    {
        var parts = word.Split('<');
        return new(parts[0], new LocalText(), "town", Formerly: parts.Length > 1 ? parts[1].Split(',') : null);
    }
}
