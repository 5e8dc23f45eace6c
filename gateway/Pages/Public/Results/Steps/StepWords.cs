using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rules;
using Evaluation.Scoring.Derivation;

namespace Evaluation.Gateway.Pages.Public.Results.Steps;

/// <summary>
/// Says the arithmetic of a derivation's lines in words: 满意 34 票 × 100 分. The numbers and signs are those of the line, so that what is
/// said gives the line's result.
/// </summary>
public sealed class StepWords(RoundRules rules, PageRequest request)
{
    private readonly StepNames _names = new(rules, request);

    private readonly StepTitles _titles = new(rules, request);

    /// <summary>A title or a note without codes.</summary>
    public string TitleOf(LocalText? text) => _titles.Of(text);

    /// <summary>The arithmetic in words; null without arithmetic, and where one of its inputs has no name in words.</summary>
    public IReadOnlyList<StepWord>? Of(DerivationLine line)
    {
        if (line.Arithmetic is null)
            return null;
        var (words, named) = (new List<StepWord>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var part in Turned(line.Parts))
        {
            if (part.Input is not { } input)
            {
                words.Add(new(part.Text, IsName: false));
                continue;
            }
            if (_names.Of(line, input) is not { } name)
                return null;
            // A number that comes back, such as a weight below the line of a fraction, is not named again.
            var isFirst = named.Add(input.Name);
            if (isFirst && name.Name.Length > 0)
                words.Add(new(name.Name + " ", IsName: true));
            words.Add(new(part.Text, IsName: false));
            if (isFirst && name.Unit.Length > 0)
                words.Add(new(" " + name.Unit, IsName: true));
        }
        return words;
    }

    /// <summary>What an input of a line is called; null without a name in words.</summary>
    public string? NameOf(DerivationLine line, DerivationInput input) => _names.Of(line, input)?.Name;

    /// <summary>The sign and the result behind the arithmetic; null for a comparison, and where the arithmetic is the result.</summary>
    public static string? Result(DerivationLine line) => line.Result is null || line.Arithmetic == line.Result ? null : $" {(line.IsExact ? "=" : "≈")} {line.Result}";

    /// <summary>The parts with what is weighted before its weight: 满意 34 票 × 100 分 instead of 100 × 34.</summary>
    private static List<DerivationPart> Turned(IReadOnlyList<DerivationPart> parts)
    {
        var turned = parts.ToList();
        for (var at = 0; at + 2 < turned.Count; at++)
        {
            var begins = at == 0 || turned[at - 1].Text.EndsWith('(') || turned[at - 1].Text.EndsWith("+ ", StringComparison.Ordinal);
            var ends = at + 3 == turned.Count || !turned[at + 3].Text.StartsWith('²');
            if (begins && ends && turned[at].Input is { } weight && StepNames.IsWeight(weight.Name) && turned[at + 1].Text == " × " && turned[at + 2].Input is not null)
                (turned[at], turned[at + 2]) = (turned[at + 2], turned[at]);
        }
        return turned;
    }
}

/// <summary>A piece of arithmetic in words: a name or a unit, or numbers and signs.</summary>
public sealed record StepWord(string Text, bool IsName);
