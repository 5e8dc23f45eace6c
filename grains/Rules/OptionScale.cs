namespace Evaluation.Rules;

/// <summary>Warns of values of options that are on no scale of 100 beside components that are (F20).</summary>
internal static class OptionScale
{
    private const decimal Hundred = 100;

    /// <summary>
    /// At most one warning: without <c>optionMax</c> the vote gives other points than its share when the largest value is not 100.
    /// </summary>
    public static IEnumerable<RoundWarning> WarningsOf(RoundRules rules)
    {
        if (rules.OptionMax is not null || rules.VoteCriteria.Count == 0 || rules.Options.Max(option => option.Value) is not { } largest || largest == Hundred)
            yield break;
        var shares = rules.Classes.Select(unitClass => unitClass.Components).OfType<Components>().Prepend(rules.Components).FirstOrDefault(IsBesideAnother);
        if (shares is null)
            yield break;
        yield return new(
            "/options", "option-scale",
            $"The largest value of an option is {Shown(largest)}, so the vote gives at most {Shown(largest * shares.Vote / Hundred)} of {Shown(shares.Vote)} points beside the other components. "
            + $"{(largest > 0 ? $"Set optionMax to {Shown(largest)}, or write" : "Write")} the values on the scale of 100.");
    }

    private static bool IsBesideAnother(Components shares) => shares.Vote > 0 && (shares.Inspection > 0 || shares.Self > 0 || shares.Daily > 0);

    private static string Shown(decimal number) => number.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
