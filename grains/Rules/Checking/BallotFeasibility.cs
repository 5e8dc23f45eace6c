namespace Evaluation.Rules.Checking;

/// <summary>
/// Finds out whether a ballot can meet several limits at once. A ballot marks each of its units with one option for every criterion, and
/// may leave units out; so for every criterion the numbers of units by option have the same sum.
/// </summary>
/// <param name="options">The number of options.</param>
/// <param name="units">The units of the class.</param>
internal sealed class BallotFeasibility(int options, int units)
{
    /// <summary>
    /// Steps of the search for one answer. Real limits need fewer than ten; when they are used up, the limits are taken as possible.
    /// </summary>
    private const int StepsMax = 20_000;

    private readonly Dictionary<string, List<Bound>> _bounds = [];
    private int _steps;

    /// <summary>Adds a limit: whether some ballot still meets all limits.</summary>
    /// <param name="criterion">The criterion that is marked.</param>
    /// <param name="mask">The options, one bit each.</param>
    /// <param name="min">The fewest units.</param>
    /// <param name="max">The most units.</param>
    public bool Admits(string criterion, int mask, int min, int max)
    {
        if (!_bounds.TryGetValue(criterion, out var bounds))
            _bounds.Add(criterion, bounds = []);
        bounds.Add(new(mask, min, max));
        _steps = 0;
        var (fewest, most) = (0, units);
        foreach (var limits in _bounds.Values)
        {
            if (!IsPossible(limits, 0, units))
                return false;
            fewest = Math.Max(fewest, First(0, units, rated => IsPossible(limits, 0, rated)));
            most = Math.Min(most, units - First(0, units, left => IsPossible(limits, units - left, units)));
        }
        return fewest <= most;
    }

    /// <summary>The first number for which the condition holds. It holds for the last one, and for all after the first.</summary>
    private static int First(int from, int to, Func<int, bool> holds)
    {
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (holds(middle))
                to = middle;
            else
                from = middle + 1;
        }
        return to;
    }

    /// <summary>Whether a ballot with so many rated units meets the limits of one criterion.</summary>
    private bool IsPossible(List<Bound> limits, int fewest, int most)
    {
        Bound[] bounds = [.. limits, new((1 << options) - 1, fewest, most)];
        return IsPossible(bounds, new int[options], [.. Enumerable.Repeat(units, options)]);
    }

    /// <param name="bounds">The limits of one criterion.</param>
    /// <param name="low">The fewest units by option.</param>
    /// <param name="high">The most units by option.</param>
    private bool IsPossible(Bound[] bounds, int[] low, int[] high)
    {
        if (++_steps > StepsMax)
            return true;
        if (!Narrow(bounds, low, high))
            return false;
        if (bounds.All(bound => bound.Holds(low)) || bounds.All(bound => bound.Holds(high)))
            return true;
        var widest = Enumerable.Range(0, options).MaxBy(option => high[option] - low[option]);
        if (high[widest] == low[widest])
            return false;
        var middle = (low[widest] + high[widest]) / 2;
        int[] upper = [.. low], lower = [.. high];
        (upper[widest], lower[widest]) = (middle + 1, middle);
        return IsPossible(bounds, [.. low], lower) || IsPossible(bounds, upper, [.. high]);
    }

    /// <summary>Removes numbers of units that no solution has; false when none are left for an option.</summary>
    private bool Narrow(Bound[] bounds, int[] low, int[] high)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var bound in bounds)
            {
                for (var option = 0; option < options; option++)
                {
                    if ((bound.Mask >> option & 1) == 0)
                        continue;
                    var (fewest, most) = (bound.Min - (bound.Sum(high) - high[option]), bound.Max - (bound.Sum(low) - low[option]));
                    changed |= fewest > low[option] || most < high[option];
                    (low[option], high[option]) = (Math.Max(low[option], fewest), Math.Min(high[option], most));
                    if (low[option] > high[option])
                        return false;
                }
            }
        }
        return true;
    }

    /// <summary>A limit as numbers.</summary>
    private readonly record struct Bound(int Mask, int Min, int Max)
    {
        public bool Holds(int[] numbers) => Sum(numbers) is var sum && sum >= Min && sum <= Max;

        public int Sum(int[] numbers)
        {
            var sum = 0;
            for (var option = 0; option < numbers.Length; option++)
                sum += (Mask >> option & 1) * numbers[option];
            return sum;
        }
    }
}
