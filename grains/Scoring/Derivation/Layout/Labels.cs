using Evaluation.Rules;
using Evaluation.Scoring.Combining;

namespace Evaluation.Scoring.Derivation.Layout;

/// <summary>The names of the round's parts in both languages.</summary>
internal static class Labels
{
    extension(LocalText? label)
    {
        /// <summary>The label in both languages; the code where there is none.</summary>
        public LocalText Or(string code) => new(Filled(label?.Zh ?? label?.En, code), Filled(label?.En ?? label?.Zh, code));
    }

    public static LocalText Of(Group group) => group.Label.Or(group.Code);

    public static LocalText Of(Criterion criterion) => criterion.Label.Or(criterion.Code);

    /// <summary>The option's label on the paper.</summary>
    /// <param name="criterion">The criterion, which may have labels of its own; null for the usual label.</param>
    public static LocalText Of(Option option, Criterion? criterion) => (criterion?.LabelOf(option) ?? option.Label).Or(option.Code);

    public static LocalText Of(Grade grade) => grade.Label.Or(grade.Code);

    public static LocalText Of(Veto veto) => veto.Label.Or(veto.Code);

    public static LocalText Of(TailEntry entry) => entry.Label.Or(entry.Code);

    public static LocalText Of(CatalogueEntry entry) => entry.Label.Or(entry.Code);

    /// <summary>The name of a level of an entry; its code as a level where it has none.</summary>
    public static LocalText OfLevel(CatalogueEntry entry, string level) => entry.LabelOf(level)?.Or(level) ?? new($"级别{level}", $"level {level}");

    /// <summary>What a combined round is called as a part: its label with its code.</summary>
    public static LocalText Of(CombinedPart part) =>
        part.Label.Or(part.Round) is var name && part.Label is null ? name : new($"{name.Zh}（{part.Round}）", $"{name.En} ({part.Round})");

    /// <summary>The name of an assessing body; null is the inspection panel.</summary>
    public static LocalText OfBody(RoundRules rules, string? body) => body is null ? new("考评组", "the inspection panel") : (rules.Assessor(body)?.Label).Or(body);

    /// <summary>The unit's code with its name.</summary>
    public static LocalText Of(Unit unit) => unit.Label.Or(unit.Code) is var label && label.Zh == unit.Code ? label : new($"{unit.Code} {label.Zh}", $"{unit.Code} {label.En}");

    /// <summary>A list of names; "none" for an empty one.</summary>
    public static LocalText List(IEnumerable<LocalText> names) => names.ToList() is var all && all.Count == 0
        ? new("无", "none")
        : new(string.Join("、", all.Select(name => name.Zh)), string.Join(", ", all.Select(name => name.En)));

    /// <summary>The sentences that are not null, joined; null where there is none.</summary>
    public static LocalText? Join(params LocalText?[] sentences) => sentences.OfType<LocalText>().ToList() is { Count: > 0 } all
        ? new(string.Concat(all.Select(sentence => sentence.Zh)), string.Join(' ', all.Select(sentence => sentence.En)))
        : null;

    private static string Filled(string? label, string code) => string.IsNullOrWhiteSpace(label) ? code : label;
}
