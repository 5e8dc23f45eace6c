using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public.Forms;

/// <summary>The words of which the sentences about rules are made.</summary>
internal sealed class RuleWords(RoundRules rules, PageRequest request)
{
    public RoundNames Names { get; } = new(rules, request);

    private Catalogue Texts => request.Texts;

    /// <summary>A sentence of the section <c>publicRule</c>.</summary>
    public string Say(string key, params object?[] values) => Texts.Say("publicRule." + key, values);

    public string List(IEnumerable<string> items) => string.Join(Texts["publicRule.and"], items);

    public string Number(decimal number) => request.Formats.Number(number);

    public string Share(decimal share) => request.Formats.Share(share);

    public string In(LocalText? text, string code) => request.In(text) is { Length: > 0 } name ? name : code;

    /// <summary>What a form of points from figures is called.</summary>
    public string Form(FigureForm form) => Texts["figureForm." + form.ToString().ToLowerInvariant()];

    public string Option(string code, string? criterion = null)
    {
        var option = rules.Options.First(known => known.Code == code);
        return In(criterion is null ? option.Label : rules.Criteria.First(known => known.Code == criterion).LabelOf(option), code);
    }

    /// <summary>The shares of the total and the caps.</summary>
    public string Components(Components components) => List(
    [
        .. new[] { ("vote", components.Vote), ("inspection", components.Inspection), ("self", components.Self), ("daily", components.Daily) }
            .Where(share => share.Item2 > 0).Select(share => $"{Texts["component." + share.Item1]} {Number(share.Item2)}%"),
        .. Caps(components),
    ]);

    /// <summary>The most that bonuses and deductions count.</summary>
    public IEnumerable<string> Caps(Components components)
    {
        if (components.BonusCap > 0)
            yield return Say("bonusCap", Number(components.BonusCap));
        if (components.DeductionCap is { } cap)
            yield return Say("deductionCap", Number(cap));
    }
}
