using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>What a round's codes are called in the reader's language; one without a name stands for itself.</summary>
/// <param name="parts">What the rounds are called that the round combines, by their codes; null where none is named.</param>
public sealed class RoundNames(RoundRules rules, PageRequest request, IReadOnlyDictionary<string, LocalText>? parts = null)
{
    private readonly Dictionary<string, string> _units = rules.Units.ToDictionary(unit => unit.Code, unit => Or(request.In(unit.Label), unit.Code), StringComparer.Ordinal);

    public string Unit(string code) => _units[code];

    public string Class(string code) => Or(request.In(rules.Classes.First(known => known.Code == code).Label), code);

    public string Group(string code) => Or(request.In(rules.Groups.First(known => known.Code == code).Label), code);

    public string Criterion(string code) => Or(request.In(rules.Criteria.First(known => known.Code == code).Label), code);

    /// <summary>The headings above a criterion; null for none.</summary>
    public IReadOnlyList<LocalText>? PathOf(string criterion) => rules.Criteria.First(known => known.Code == criterion).Path;

    /// <summary>An assessing body; null is the inspection panel.</summary>
    public string Body(string? code) => code is null ? request.Texts["results.inspectionPanel"] : Or(request.In(rules.Assessor(code)?.Label), code);

    public string Grade(string code) => Or(request.In(rules.Grades.FirstOrDefault(known => known.Code == code)?.Label), code);

    /// <summary>An entry of the catalogue of bonuses and deductions.</summary>
    public string Entry(string code) => Or(request.In(rules.Entries?.FirstOrDefault(known => known.Code == code)?.Label), code);

    /// <summary>A round that the round combines.</summary>
    public string Part(string round) => Or(request.In(parts?.GetValueOrDefault(round) ?? rules.Combine?.FirstOrDefault(part => part.Round == round)?.Label), round);

    /// <summary>A level of an entry: by its own name, or the usual one; another one stands for itself.</summary>
    public string Level(string entry, string level) => Or(request.In(rules.Entries?.FirstOrDefault(known => known.Code == entry)?.LabelOf(level)), level);

    /// <summary>The name of a list at the bottom of a class.</summary>
    public string Tail(string code) => Or(request.In(rules.Tail?.FirstOrDefault(known => known.Code == code)?.Label), code);

    /// <summary>The name of a list at the bottom of a round that is combined.</summary>
    public string Tail(CarriedTail carried) => Or(request.In(carried.Label), carried.Tail);

    /// <summary>The name of the top share: the options that count in it, if they are few.</summary>
    public string TopShare => Share("results.top", AnswerBox.Top);

    /// <summary>The name of the positive share: the options that count in it, if they are few.</summary>
    public string PositiveShare => Share("results.positive", AnswerBox.Top, AnswerBox.Positive);

    private string Share(string usual, params AnswerBox[] boxes)
    {
        string[] labels = [.. rules.Options.Where(option => option.Box is { } box && boxes.Contains(box)).Select(option => request.In(option.Label))];
        return labels.Length is 1 or 2 ? request.Texts.Say("results.shareOf", string.Join(request.Texts["results.and"], labels)) : request.Texts[usual];
    }

    /// <summary>
    /// A fact that vetoes name: it is called as they are. Of two facts with the same name the code tells them apart.
    /// </summary>
    public string Fact(string code)
    {
        var name = NameOf(code);
        return name.Length == 0 ? code : rules.Vetoes.Any(veto => veto.When.Fact is { } other && other != code && NameOf(other) == name) ? $"{name} ({code})" : name;

        string NameOf(string fact) =>
            string.Join(request.Texts["publicRule.and"], rules.Vetoes.Where(veto => veto.When.Fact == fact).Select(veto => request.In(veto.Label)).Where(label => label.Length > 0));
    }

    private static string Or(string name, string code) => name.Length > 0 ? name : code;
}
