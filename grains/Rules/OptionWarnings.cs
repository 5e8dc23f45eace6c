namespace Evaluation.Rules;

/// <summary>Warns of values of options that are possible, but probably mistyped.</summary>
internal static class OptionWarnings
{
    private const decimal Hundred = 100;

    public static IEnumerable<RoundWarning> Of(RoundRules rules) => [.. OfScale(rules), .. OfOrder(rules)];

    /// <summary>
    /// At most one warning (F20): without <c>optionMax</c> the vote gives other points than its share when the largest value is not 100.
    /// </summary>
    private static IEnumerable<RoundWarning> OfScale(RoundRules rules)
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

    /// <summary>Options of a better box that are worth less than one of the negative box: usually a sign or a digit is mistyped.</summary>
    private static IEnumerable<RoundWarning> OfOrder(RoundRules rules)
    {
        if (rules.Options.Where(option => option.Box == AnswerBox.Negative).MaxBy(option => option.Value) is not { Value: { } worst } negative)
            yield break;
        foreach (var (index, option) in rules.Options.Index())
            if (option.Box is not (null or AnswerBox.Negative) && option.Value < worst)
                yield return new($"/options/{index}", "option-order", $"option '{option.Code}' is worth less than option '{negative.Code}', which counts as dissatisfied.");
    }

    private static bool IsBesideAnother(Components shares) => shares.Vote > 0 && (shares.Inspection > 0 || shares.Self > 0 || shares.Daily > 0);

    private static string Shown(decimal number) => number.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
