using System.Globalization;
using System.Text.Json;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Shared.Figures;

/// <summary>How the values of a unit's figures are said: 第3名, 88.10分, 64.25%, 优秀.</summary>
public sealed class FigureValues(RoundRules rules, PageRequest request)
{
    private readonly RoundNames _names = new(rules, request);

    /// <param name="pointer">The pointer of the figure.</param>
    /// <param name="value">The value; also as JSON, in which form it comes from another process.</param>
    public string Of(string pointer, object? value)
    {
        var last = pointer[(pointer.LastIndexOf('/') + 1)..];
        return Plain(last, value) switch
        {
            VetoEffect effect => request.Texts.Say("veto." + effect.Kind, effect.Cap is { } grade ? _names.Grade(grade) : ""),
            null or "" => request.Texts["figureValue.none"],
            bool yes => request.Texts[yes ? "figureValue.yes" : "figureValue.no"],
            LocalText text => request.In(text),
            decimal number => Number(pointer, last, number),
            var word => Text(pointer, last, Convert.ToString(word, CultureInfo.InvariantCulture) ?? ""),
        };
    }

    private string Number(string pointer, string last, decimal number) => last switch
    {
        "rank" or "band" or "slips" or "sheets" or "version" => request.Texts.Say("figureValue." + last, request.Formats.Count((long)number)),
        "low" or "high" or "awareness" => Percent(number),
        "share" => pointer.StartsWith("/parts/", StringComparison.Ordinal) ? $"{request.Formats.Number(number)}%" : Percent(number),
        "standardError" => request.Formats.Fixed(number, number.Scale),
        _ => request.Texts.Say("figureValue.points", request.Formats.Fixed(number, number.Scale)),
    };

    /// <summary>With all decimals of a published share, so that two that differ also read differently.</summary>
    private string Percent(decimal share) => $"{request.Formats.Fixed(100 * share, 2)}%";

    private string Text(string pointer, string last, string word) => last switch
    {
        "grade" => _names.Grade(word),
        "tail" => _names.Tail(word),
        "why" => Known("groupWhy.", word),
        "notRated" => Known("notRated.", word),
        "noBand" => Known("noBand.", word),
        _ when pointer.StartsWith("/incomplete/", StringComparison.Ordinal) || pointer.StartsWith("/missing/", StringComparison.Ordinal) => request.Texts["figureValue.missing"],
        _ => word,
    };

    private string Known(string section, string word) => request.Texts.Find(section + word) ?? word;

    private static object? Plain(string last, object? value) => value switch
    {
        JsonElement effect when last == "effect" => effect.Deserialize<VetoEffect>(JsonSerializerOptions.Web),
        int number => (decimal)number,
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetDecimal(),
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
        JsonElement { ValueKind: JsonValueKind.True } => true,
        JsonElement { ValueKind: JsonValueKind.False } => false,
        JsonElement { ValueKind: JsonValueKind.Object } both => both.Deserialize<LocalText>(JsonSerializerOptions.Web),
        JsonElement => null,
        _ => value,
    };
}
