using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Public.Announcements;

/// <summary>What an announcement says of a result.</summary>
/// <param name="Classes">The classes with units that are announced, in the order of the result.</param>
/// <param name="Others">The number of classes that are announced apart.</param>
/// <param name="Number">The number of the document; null where none is named.</param>
/// <param name="Site">Where the result is published.</param>
/// <param name="RecountAt">Where anybody recounts it.</param>
public sealed record Announcement(RoundView Round, RoundRules Rules, RoundResult Result, IReadOnlyList<ClassResult> Classes, int Others, string? Number, string Site, string RecountAt)
{
    public int Units => Classes.Sum(ranked => ranked.Units.Count);

    /// <summary>The voters of the groups whose number is published; null where none is.</summary>
    public int? Voted => Result.Turnout.Any(group => group.Voted is not null) ? Result.Turnout.Sum(group => group.Voted ?? 0) : null;

    /// <summary>Whether the number of voters of a group is not published.</summary>
    public bool IsVotedPartial => Result.Turnout.Any(group => group.Voted is null);

    public bool HasBands => Classes.Any(ranked => ranked.Units.Any(unit => unit.Band is not null));

    /// <summary>The units by grade, in the order of the rules.</summary>
    public IEnumerable<(string Grade, int Units)> Grades => Rules.Grades.Select(grade => (grade.Code, Classes.Sum(ranked => ranked.Units.Count(unit => unit.Grade == grade.Code))));

    /// <summary>Units without a total.</summary>
    public int NotRated => Classes.Sum(ranked => ranked.Units.Count(unit => unit.Total is null));

    /// <summary>When this version was published: the first one with the opening of the objection period.</summary>
    public DateTimeOffset At => Result.Version == 1 && Round.Objections is { } window ? window.From : Result.ComputedAt;

    public static Announcement Of(RoundView round, RoundRules rules, RoundResult result, string? unitClass, string? number, string site, string recountAt)
    {
        ClassResult[] all = [.. result.Classes.Where(ranked => ranked.Units.Count > 0)];
        ClassResult[] chosen = [.. all.Where(ranked => ranked.Class == unitClass)];
        return chosen.Length == 0 ? new(round, rules, result, all, 0, number, site, recountAt) : new(round, rules, result, chosen, all.Length - chosen.Length, number, site, recountAt);
    }
}
