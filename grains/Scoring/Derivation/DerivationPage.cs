using System.Globalization;
using System.Text;
using Evaluation.Scoring.Derivation.Layout;

namespace Evaluation.Scoring.Derivation;

/// <summary>Writes a derivation as a page of plain text, a hundred columns wide.</summary>
public sealed class DerivationPage
{
    private const int PageColumns = 100;
    private const int LineColumns = 7;
    private const int RuleColumns = 5;
    private const char NoBreak = '\u00A0';
    private const int LabelColumns = 20;
    private const int ValueColumns = 12;

    private static readonly (string Pointer, string Zh, string En)[] Main =
    [
        ("/rank", "名次", "Rank"), ("/band", "档次", "Band"), ("/grade", "等次", "Grade"), ("/tail", "末位名单", "Tail"), ("/total", "总分", "Total"), ("/vote", "社会评价", "Vote"),
        ("/inspection", "考评", "Inspection"), ("/self", "自评", "Self-assessment"), ("/daily", "日常考核", "Daily"), ("/bonus", "加分", "Bonus"),
        ("/deductions", "减分", "Deductions"), ("/standardError", "标准误", "Standard error"), ("/slips", "票数", "Slips"),
    ];

    private readonly StringBuilder _page = new();
    private readonly PageWords _words;

    private DerivationPage(PageWords words) => _words = words;

    /// <summary>The whole page; every line ends with a line feed.</summary>
    /// <param name="language"><c>zh</c> or <c>en</c>.</param>
    public static string Write(UnitDerivation derivation, string language)
    {
        var page = new DerivationPage(new(language));
        page.Head(derivation);
        page.Overview(derivation);
        foreach (var (index, section) in derivation.Sections.Index())
            page.Section(index + 1, section);
        page.Rules(derivation.Rules);
        return page._page.ToString();
    }

    private void Head(UnitDerivation derivation)
    {
        Title(_words.In("评价结果推导", "How the result was computed"), '=');
        var at = derivation.ComputedAt.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        (string Name, string Value)[] rows =
        [
            (_words.In("评价轮次", "Round"), $"{_words.In(derivation.Title)} ({derivation.Round})"),
            (_words.In("被评单位", "Unit"), $"{_words.In(derivation.Label)} ({derivation.Unit})"),
            (_words.In("单位类别", "Class"), derivation.Class),
            (_words.In("结果版本", "Version"), _words.In($"{derivation.Version}，计算于 {at}", $"{derivation.Version}, computed at {at}")),
        ];
        foreach (var (name, value) in rows)
            Wrapped(Columns.Pad(name, LineColumns + RuleColumns), LineColumns + RuleColumns, value);
        _page.Append('\n');
        Wrapped("", 0, _words.In(
            "全部按精确分数计算，公布时一次舍入（四舍五入）。→ 后为公布的数字；≈ 后为除不尽的数，其位数足以算出下一步；[ ] 内为来源，如 [1.3] 指第1.3行。",
            "All is computed in exact fractions and rounded once, half away from zero, when it is published. Behind → stands what is published; behind ≈ a number "
            + "that does not end, with decimals enough for the next step; in [ ] where an input comes from: [1.3] is line 1.3."));
    }

    private void Overview(UnitDerivation derivation)
    {
        _page.Append('\n');
        foreach (var (pointer, zh, en) in Main)
        {
            // A unit that is on no list of the tail has no such figure.
            if (derivation.Sections.SelectMany(section => section.Lines).FirstOrDefault(line => line.Figures.Any(figure => figure.Pointer == pointer)) is not { } line)
                continue;
            var value = _words.Value(line.Figures.First(figure => figure.Pointer == pointer).Value);
            _page.Append(Columns.Pad(_words.In(zh, en), LabelColumns)).Append(value.PadLeft(ValueColumns)).Append($"  [{line.Line}]\n");
        }
    }

    private void Section(int number, DerivationSection section)
    {
        _page.Append('\n');
        Title($"{number}  {_words.In(section.Title)}", '-');
        foreach (var line in section.Lines)
            Line(line);
    }

    private void Line(DerivationLine line)
    {
        Wrapped(Columns.Pad(line.Line, LineColumns) + Columns.Pad($"{line.Rule} ", RuleColumns), LineColumns + RuleColumns, _words.In(line.Title));
        if (line.Formula is not null)
            Indented(line.Formula);
        if (line.Equation is not null)
            Indented(line.Equation);
        foreach (var source in line.Inputs.GroupBy(input => _words.Source(input.From), input => $"{input.Name} = {input.Value}".Replace(' ', NoBreak)))
            Indented($"[{source.Key}] {string.Join(", ", source)}");
        foreach (var figure in line.Figures.Where(figure => figure.Value is not null || line.Figures.All(other => other.Value is null)))
            Indented($"→ {_words.Value(figure.Value)}  {figure.Pointer}");
        if (line.Note is not null)
            Indented(_words.In(line.Note));
    }

    private void Rules(IReadOnlyList<DerivationRule> rules)
    {
        _page.Append('\n');
        Title(_words.In("所用规则", "The rules"), '-');
        foreach (var rule in rules)
            Wrapped(Columns.Pad($"{rule.Code} ", LineColumns), LineColumns, _words.In(rule.Name));
    }

    private void Title(string text, char underline) => _page.Append(text).Append('\n').Append(underline, Math.Min(Columns.Width(text), PageColumns)).Append('\n');

    private void Indented(string text) => Wrapped(new string(' ', LineColumns + RuleColumns), LineColumns + RuleColumns, text);

    private void Wrapped(string head, int indent, string text)
    {
        var lead = head;
        foreach (var line in Columns.Wrap(text, PageColumns - indent))
        {
            _page.Append(lead).Append(line.Replace(NoBreak, ' ')).Append('\n');
            lead = new string(' ', indent);
        }
    }
}
