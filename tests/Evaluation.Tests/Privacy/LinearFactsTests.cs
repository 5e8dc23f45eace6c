namespace Evaluation.Tests.Privacy;

/// <summary>The solver derives what follows from the facts, and no more.</summary>
public sealed class LinearFactsTests
{
    private readonly LinearFacts _facts = new();

    [Fact]
    public void Two_totals_give_the_third_number_by_subtraction()
    {
        _facts.Is(LinearFacts.Sum(["a", "b", "c"]), 10);
        _facts.Is(LinearFacts.Sum(["a", "b"]), 7);
        AssertRange("c", 3, 3);
        AssertRange("a", 0, 7);
    }

    [Fact]
    public void Equations_are_solved_together()
    {
        _facts.Is([(1, "a"), (2, "b")], 8);
        _facts.Is([(3, "a"), (1, "b")], 9);
        AssertRange("a", 2, 2);
        AssertRange("b", 3, 3);
    }

    [Fact]
    public void Bounds_with_one_whole_number_between_them_determine_it()
    {
        _facts.IsAtMost([(2, "a")], 5);
        _facts.IsAtMost([(-1, "a"), (-1, "b")], -3);
        _facts.IsAtMost([(1, "b")], 1);
        AssertRange("a", 2, 2);
        AssertRange("b", 1, 1);
    }

    [Fact]
    public void An_unknown_with_only_a_lower_bound_has_no_upper_bound()
    {
        _facts.IsNoMore(["a"], ["b"]);
        _facts.Is(LinearFacts.Sum(["a"]), 4);
        AssertRange("b", 4, null);
    }

    private void AssertRange(string unknown, int low, int? high)
    {
        _facts.Conclude();
        Assert.Equal((low, high), _facts.Range(unknown));
    }
}
