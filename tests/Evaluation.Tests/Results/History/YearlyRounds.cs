using Evaluation.Results.History;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Results.History;

/// <summary>Rounds of several years for history tests: one round a year, with units as <c>new&lt;old+older</c> and their totals.</summary>
internal static class YearlyRounds
{
    public static readonly RoundRules Rules = Given.Rules with { Units = [] };

    /// <summary>The round of a year whose units are, for example, <c>a:90 b&lt;c+d:80</c>.</summary>
    public static PublishedRound Of(int year, string units, Func<RoundRules, RoundRules>? change = null) =>
        Of($"r{year}", units, rules => (change ?? (same => same))(rules) with { Period = new(new(year, 1, 1), new(year, 12, 31)) }, new(year + 1, 2, 1, 9, 0, 0, TimeSpan.FromHours(8)));

    public static PublishedRound Of(string id, string units, Func<RoundRules, RoundRules> change, DateTimeOffset publishedAt)
    {
        var read = units.Split(' ').Select(Read).ToList();
        var rules = change(Rules with { Id = id, Title = new(id), Units = [.. read.Select(unit => unit.Unit)] });
        var result = new RoundResult { Round = id, Version = 1, Classes = [new(rules.Classes[0].Code, [.. read.Select((unit, place) => unit.Result with { Rank = place + 1 })])] };
        return PublishedRound.Of(rules, result, publishedAt);
    }

    private static (Unit Unit, UnitResult Result) Read(string text)
    {
        var (names, total) = (text.Split(':')[0].Split('<'), decimal.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        return (new(names[0], new("单位" + names[0]), "service", null, names.Length > 1 ? names[1].Split('+') : null), new() { Unit = names[0], Total = total, StandardError = 0.3m, Slips = 10 });
    }
}
