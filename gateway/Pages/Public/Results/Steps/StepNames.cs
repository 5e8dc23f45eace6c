using System.Text.RegularExpressions;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rules;
using Evaluation.Scoring.Derivation;

namespace Evaluation.Gateway.Pages.Public.Results.Steps;

/// <summary>What the symbols of a derivation's formulas are called in words.</summary>
internal sealed partial class StepNames(RoundRules rules, PageRequest request)
{
    private const string Group = "F4", Cell = "F1", Pooled = "F32", Total = "F6", Rank = "F17", Share = "F2", Awareness = "F3", Wilson = "F11", Band = "F12", Grade = "F16";

    private readonly RoundNames _names = new(rules, request);

    private readonly Dictionary<string, Unit> _units = rules.Units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);

    /// <summary>Whether the symbol is a weight, a share or the value of an option, which is said behind what it weights.</summary>
    public static bool IsWeight(string symbol) => symbol is "a" or "b" or "c" or "d" || Weight().IsMatch(symbol);

    /// <summary>The name and the unit of an input; null for one that has none in words.</summary>
    public StepName? Of(DerivationLine line, DerivationInput input)
    {
        var match = Call().Match(input.Name);
        string[] codes = match.Success ? match.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries) : [];
        return (match.Success ? match.Groups[1].Value : input.Name, codes) switch
        {
            ("n" or "positive" or "top", [var group]) when line.Rule == Share => Slips(GroupOf(group)),
            ("n", [var criterion, var option]) when line.Rule == Awareness => Slips(Both(Criterion(criterion), Option(option))),
            ("n", []) when line.Rule is Share or Wilson => new(Word("valid"), ""),
            ("p", []) when line.Rule == Wilson => new(Word("proportion"), ""),
            ("criteria", []) when line.Rule == Awareness => new(Word("criteria"), ""),
            ("T", ["first" or "u"]) when line.Rule == Band => Points(Word("band-" + codes[0])),
            ("SE²(first)" or "SE²(u)", []) when line.Rule == Band => new(Word("error-" + input.Name[4..^1]), ""),
            ("band", []) => new(Word("band"), ""),
            ("q", []) when line.Rule == Grade => new(Word("quota"), ""),
            ("N", []) when line.Rule == Grade => new(Word("unitsInClass"), ""),
            ("n", [var option]) when line.Rule == Cell => Slips(Option(option)),
            ("n", [var option, var group]) when line.Rule == Pooled => Slips(Both(GroupOf(group), Option(option))),
            ("v", [_]) => new("", Word("points")),
            ("W" or "P", [_]) => new(Word("weight"), ""),
            ("w", [_]) => new(Word("maximum"), ""),
            ("S", [var criterion]) when line.Rule is Group or Pooled => Points(Criterion(criterion)),
            ("S", [var group]) when line.Rule != Rank => Points(GroupOf(group)),
            ("S", [var unit, _]) => Points(UnitOf(unit)),
            ("T", [var unit]) when line.Rule == Rank => Points(UnitOf(unit)),
            ("a" or "b" or "c" or "d", []) when line.Rule == Total => new(Word("share"), ""),
            ("Vote" or "Inspection" or "Self" or "Daily" or "bonus" or "deductions", []) => Points(Word(input.Name.ToLowerInvariant())),
            ("cap", []) => Points(Word("cap")),
            ("max", [var criterion]) => Points(Criterion(criterion) is { } name ? Word("maximumOf", name) : null),
            ("x" or "accepted" or "claimed", [var item]) => Points(Criterion(item) ?? Body(item)),
            ("x" or "accepted" or "claimed", [var item, var period]) when Criterion(item) is { } name => Points(Both(name, period)),
            ("ahead", []) => new(Word("ahead"), ""),
            ("total" or "min", []) => Points(Word(input.Name)),
            ("slips", []) => Slips(""),
            _ when input.From.StartsWith("adjustment/", StringComparison.Ordinal) => Points(Word("entry", input.Name)),
            _ when input.From.StartsWith("sheet/", StringComparison.Ordinal) => Points(Word("sheet", input.From["sheet/".Length..])),
            _ when input.From.StartsWith("weight/", StringComparison.Ordinal) => new(Word("weight"), ""),
            _ when input.From.StartsWith("line ", StringComparison.Ordinal) && rules.Entries?.Any(entry => entry.Code == input.Name) == true => Points(_names.Entry(input.Name)),
            _ => null,
        };
    }

    private StepName? Slips(string? name) => name is null ? null : new(name, Word("slips"));

    private StepName? Points(string? name) => name is null ? null : new(name, Word("points"));

    private string? Both(string? first, string? second) => first is null || second is null ? null : Word("both", first, second);

    private string? Option(string code) => rules.Options.FirstOrDefault(option => option.Code == code) is { } known ? Or(known.Label, code) : null;

    private string? GroupOf(string code) => rules.Groups.Any(group => group.Code == code) ? _names.Group(code) : null;

    private string? Criterion(string code) => rules.Criteria.Any(criterion => criterion.Code == code) ? _names.Criterion(code) : null;

    private string? Body(string code) => rules.Assessor(code) is null ? null : _names.Body(code);

    private string? UnitOf(string code) => _units.TryGetValue(code, out var unit) ? Or(unit.Label, code) : null;

    private string Or(LocalText? label, string code) => request.In(label) is { Length: > 0 } text ? text : code;

    private string Word(string key, params object?[] values) => request.Texts.Say("step." + key, values);

    [GeneratedRegex(@"^(\w+)\((.+)\)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"^([vWwP]\(.+\)|a\d+)$")]
    private static partial Regex Weight();
}

/// <summary>The name of a number and its unit; both may be empty.</summary>
internal sealed record StepName(string Name, string Unit);
