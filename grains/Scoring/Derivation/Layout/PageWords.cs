using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Derivation.Layout;

/// <summary>The words of a page in one language.</summary>
/// <param name="language"><c>zh</c> or <c>en</c>.</param>
internal sealed class PageWords(string language)
{
    public string In(string zh, string en) => language == "en" ? en : zh;

    public string In(LocalText text) => text.In(language);

    /// <summary>The source of an input in one or two words.</summary>
    public string Source(string from)
    {
        var steps = from.Split('/');
        return steps[0] switch
        {
            "tally" => In("计票", "tally"),
            "slips" => In("单位票", "slips"),
            "spot-checks" => In("抽查", "spot checks"),
            "turnout" => In("参评情况", "turnout"),
            "published" => In("公布数", "published"),
            "ranking" => In("排名", "ranking"),
            "rules" => In("规则", "rules"),
            "sheet" => In("评分表", "sheets"),
            "weight" => In("权重", "weights"),
            "claim" => In("自评申报", "claims"),
            "adjustment" => In("加减分", "ledger"),
            "unit" => steps[1],
            var line => line.Replace("line ", "", StringComparison.Ordinal),
        };
    }

    /// <summary>A figure as text for readers.</summary>
    public string Value(object? value) => value switch
    {
        null => "—",
        decimal number => ShownNumber.Fixed(number, number.Scale),
        int number => ShownNumber.Fixed(number, 0),
        true => In("是", "yes"),
        false => In("否", "no"),
        LocalText text => In(text),
        VetoEffect { Cap: { } cap } => In($"不高于{cap}", $"no better than {cap}"),
        VetoEffect { Kind: var kind } => kind,
        _ => value.ToString()!,
    };
}
