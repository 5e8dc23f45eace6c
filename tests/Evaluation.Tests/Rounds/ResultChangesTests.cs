using System.Buffers;
using System.Text;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Scoring;

namespace Evaluation.Tests.Rounds;

/// <summary>A version is stored as its differences from the version before, and is whole when it is read.</summary>
public sealed class ResultChangesTests
{
    private static readonly RoundResult Head = new() { Round = "r", Version = 2, ComputedAt = Given.Now };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Changes_between_two_results_lead_from_one_to_the_other_byte_for_byte(int seed)
    {
        var random = new Random(seed);
        var before = Some(random, classes: 1 + seed % 3, units: 1 + random.Next(12));
        var after = Head with { Turnout = before.Turnout, Classes = [.. before.Classes.Select(ranked => random.Next(3) == 0 ? ranked : Changed(ranked, random))] };
        if (seed % 2 == 0)
            after = after with { Turnout = [new("npc", 9, 8, 7)] };

        var changes = ResultChanges.Between(before, after);
        Assert.Equal(Bytes(after), Bytes(changes.ApplyTo(before, Head)));
        Assert.Equal(seed % 2 == 0, changes.Turnout is not null);
    }

    [Fact]
    public void What_stays_is_not_stored()
    {
        var before = Some(new(7), classes: 3, units: 5);
        Assert.Empty(ResultChanges.Between(before, before with { Version = 2 }).Classes);

        UnitResult[] units = [.. before.Classes[1].Units];
        (units[0], units[1]) = (units[1] with { Rank = 1 }, units[0] with { Rank = 2 });
        units[4] = units[4] with { Self = 1.25m };
        var changes = ResultChanges.Between(before, before with { Classes = [before.Classes[0], before.Classes[1] with { Units = units }, before.Classes[2]] });
        var changed = Assert.Single(changes.Classes);
        Assert.Equal(["c1-u4"], changed.Units.Select(unit => unit.Unit));
        Assert.Equal([("c1-u1", 1), ("c1-u0", 2)], changed.Places.Select(place => (place.Unit, place.Rank!.Value)));
        Assert.Equal(["c1-u1", "c1-u0", "c1-u2", "c1-u3", "c1-u4"], changed.Order);
    }

    [Fact]
    public void A_figure_with_other_decimals_is_another_figure()
    {
        var before = Some(new(8), classes: 1, units: 2);
        var after = before with { Classes = [before.Classes[0] with { Units = [before.Classes[0].Units[0] with { Total = 90.5m }, before.Classes[0].Units[1]] }] };
        var longer = after with { Classes = [after.Classes[0] with { Units = [after.Classes[0].Units[0] with { Total = 90.50m }, after.Classes[0].Units[1]] }] };
        Assert.Contains("90.50", Bytes(ResultChanges.Between(after, longer).ApplyTo(after, Head)), StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_that_do_not_fit_the_version_before_cannot_be_read()
    {
        var before = Some(new(9), classes: 1, units: 2);
        ResultChanges[] broken =
        [
            new([new("other", [], [])]), new([new("c0", [new() { Unit = "u9" }], [])]), new([new("c0", [], [new("u9")])]), new([new("c0", [], [], ["c0-u0"])]),
            new([new("c0", [], [], ["c0-u0", "c0-u0"])]), new([new("c0", [], [], ["c0-u0", "u9"])]),
        ];
        Assert.All(broken, changes => Assert.Throws<InvalidDataException>(() => changes.ApplyTo(before, Head)));
        Assert.Throws<InvalidDataException>(() => new ResultComputed(Head, Given.Now, "li", Changes: new([])).WholeAfter(null));
    }

    [Fact]
    public void A_correction_of_one_of_a_thousand_units_writes_less_than_a_hundredth_of_the_result()
    {
        var before = Some(new(10), classes: 10, units: 100);
        var corrected = before.Classes[4] with { Units = [.. before.Classes[4].Units.Skip(1), before.Classes[4].Units[0] with { Inspection = 1, Rank = 100 }] };
        corrected = corrected with { Units = [.. corrected.Units.Select((unit, place) => unit with { Rank = place + 1 })] };
        var after = before with { Version = 2, Classes = [.. before.Classes.Select((ranked, index) => index == 4 ? corrected : ranked)] };

        var (whole, changes) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        RoundGrain.Write(new ResultComputed(after, Given.Now, "li"), whole);
        RoundGrain.Write(new ResultComputed(Head, Given.Now, "li", Changes: ResultChanges.Between(before, after)), changes);
        Assert.True(changes.WrittenCount * 100 < whole.WrittenCount, $"{changes.WrittenCount} of {whole.WrittenCount} bytes");
    }

    private static RoundResult Some(Random random, int classes, int units) => new()
    {
        Round = "r",
        Version = 1,
        ComputedAt = Given.Now,
        Turnout = [new("npc", 10, 5, 4)],
        Classes = [.. Enumerable.Range(0, classes).Select(ranked => new ClassResult($"c{ranked}", [.. Enumerable.Range(0, units).Select(unit => Unit($"c{ranked}-u{unit}", unit + 1, random))]))],
    };

    private static UnitResult Unit(string code, int rank, Random random) => new()
    {
        Unit = code,
        Rank = rank,
        Band = 1 + rank / 4,
        Grade = rank < 3 ? "excellent" : null,
        Total = random.Next(10_000) / 100m,
        Inspection = random.Next(10_000) / 100m,
        Assessed = [.. Enumerable.Range(0, 40).Select(criterion => new AssessedResult($"c{criterion}", 25, random.Next(25), random.Next(25), random.Next(2_500) / 100m))],
    };

    private static ClassResult Changed(ClassResult before, Random random)
    {
        UnitResult[] units = [.. before.Units.Select(unit => random.Next(4) == 0 ? unit with { Inspection = random.Next(100), Incomplete = ["self"] } : unit)];
        random.Shuffle(units);
        return before with { Units = [.. units.Select((unit, place) => random.Next(5) == 0 ? unit with { Rank = null, Band = null } : unit with { Rank = place + 1 })] };
    }

    private static string Bytes(RoundResult result)
    {
        var line = new ArrayBufferWriter<byte>();
        RoundGrain.Write(new ResultComputed(result, default, ""), line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
