using Evaluation.Rules;
using Evaluation.Rules.Headings;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Shared.Figures;

/// <summary>
/// What the figures of a unit's result are called, so that no page shows a pointer. Knows every pointer of <see cref="UnitFigures"/>, and
/// the objects and lists of figures above them.
/// </summary>
public sealed class FigureNames(RoundRules rules, PageRequest request)
{
    private readonly RoundNames _names = new(rules, request);

    /// <summary>The name of a figure, of a list of figures, or of the whole result.</summary>
    /// <param name="pointer">As in <see cref="Figure.Pointer"/>.</param>
    public string Of(string pointer)
    {
        string[] steps = [.. pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        return steps switch
        {
            [""] or [] => Word("whole"),
            [var list, var item, .. var rest] when IsList(list) => Join(Item(list, item), Inside(list, rest)),
            ["positive" or "top", .. var rest] => Join(Share(steps[0]), Bound(rest)),
            [var member] => Word(member),
            _ => pointer,
        };
    }

    private static bool IsList(string list) =>
        list is "groups" or "criteria" or "assessed" or "bodies" or "parts" or "headings" or "vetoes" or "incomplete" or "missing";

    private string Item(string list, string item) => list switch
    {
        "groups" when rules.Groups.Any(known => known.Code == item) => _names.Group(item),
        "criteria" or "assessed" when IsCriterion(item) => _names.Criterion(item),
        "bodies" => _names.Body(item == BodyResult.PanelName ? null : item),
        "headings" => HeadingOf(item),
        "vetoes" => request.In(rules.Vetoes.FirstOrDefault(known => known.Code == item)?.Label) is { Length: > 0 } label ? label : item,
        "incomplete" => Word("missing", request.Texts.Find("component." + item) ?? item),
        "missing" => Word("lacking", string.Join(request.Texts["unitPage.and"], item.Split('.').Select(Part))),
        _ => item,
    };

    private string Inside(string list, string[] rest) => (list, rest) switch
    {
        (_, []) => "",
        ("criteria", ["positive" or "top", .. var bound]) => Join(Share(rest[0]), Bound(bound)),
        ("assessed", ["periods", var period, .. var figure]) => Join(period, Inside(list, figure)),
        ("parts", ["tails", ..]) => Word("tail"),
        ("headings", ["vote"]) => Word("vote"),
        _ => Word($"{list}-{rest[0]}"),
    };

    /// <summary>Two shares of the same options keep names of their own.</summary>
    private string Share(string share) => share != "top" ? _names.PositiveShare : _names.TopShare is var top && top != _names.PositiveShare ? top : request.Texts["results.top"];

    private string Bound(string[] rest) => rest is ["low" or "high"] ? Word(rest[0]) : "";

    /// <summary>A part of the name of a missing sheet, figure or decision.</summary>
    private string Part(string part) =>
        request.Texts.Find("component." + part) ?? (rules.Assessor(part) is not null ? _names.Body(part) : IsCriterion(part) ? _names.Criterion(part) : part);

    private string HeadingOf(string name) =>
        rules.Criteria.Select(criterion => criterion.Path).OfType<IReadOnlyList<LocalText>>()
            .SelectMany(path => path.Select((_, level) => (IReadOnlyList<LocalText>)[.. path.Take(level + 1)]))
            .FirstOrDefault(path => HeadingPath.Name(path) == name) is { } found
            ? HeadingPath.Text(found, request.Texts.Language)
            : name;

    private bool IsCriterion(string code) => rules.Criteria.Any(known => known.Code == code);

    private string Word(string key, params object?[] values) => request.Texts.Say("figureName." + key, values);

    private string Join(string first, string second) => second.Length == 0 ? first : Word("join", first, second);
}
