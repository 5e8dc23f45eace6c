using System.Globalization;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Units;

/// <summary>Which units of a round a page lists.</summary>
/// <param name="Text">A part of the code or of a name; empty for all.</param>
/// <param name="Class">The code of a class; empty for all.</param>
/// <param name="Page">From 1.</param>
public sealed record UnitQuery(string Text = "", string Class = "", int Page = 1)
{
    public const int UnitsPerPage = 50;

    public bool IsFiltered => Text.Length > 0 || Class.Length > 0;

    internal static UnitQuery Read(IQueryCollection query) => new(
        query["q"].ToString().Trim(), query["class"].ToString(), Pager.Read(query["page"]));

    /// <summary>The units that match, each with its index in the rules.</summary>
    public IReadOnlyList<(int Index, Unit Unit)> Of(RoundRules rules) =>
        [.. rules.Units.Index().Where(entry => (Class.Length == 0 || entry.Item.Class == Class) && Matches(entry.Item)).Select(entry => (entry.Index, entry.Item))];

    public string Address(string round, int page) =>
        $"/manage/rounds/{round}/units?{(Text.Length > 0 ? $"q={Uri.EscapeDataString(Text)}&" : "")}{(Class.Length > 0 ? $"class={Uri.EscapeDataString(Class)}&" : "")}page={page.ToString(CultureInfo.InvariantCulture)}";

    private bool Matches(Unit unit) =>
        Text.Length == 0 || new[] { unit.Code, unit.Label.Zh, unit.Label.En }.Any(name => name?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true);
}
