using System.Globalization;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Panels;

/// <summary>The form of a panel as it was typed.</summary>
/// <param name="By">The assessing body; empty for the inspection panel.</param>
/// <param name="Inspectors">The weights of the ticked accounts as they were typed; empty for none.</param>
/// <param name="Classes">The ticked classes, whose units all belong to the panel.</param>
/// <param name="Units">Further units, by code or name.</param>
/// <param name="BasedOn">The version of the panel that the form was made from; 0 for a new panel.</param>
public sealed record PanelForm(
    string Code, string Zh, string En, string By, IReadOnlyDictionary<string, string> Inspectors, IReadOnlyList<string> Classes, string Units, string From, string To, long BasedOn)
{
    public static readonly PanelForm Empty = new("", "", "", "", new Dictionary<string, string>(), [], "", "", "", 0);

    private static readonly char[] Separators = [',', '，', ';', '；', '、', '\n', '\r'];

    /// <summary>The form of a panel that stands. A class with all its units is ticked; other units are listed.</summary>
    public static PanelForm Of(PanelView panel, RoundRules rules)
    {
        string[] whole = [.. rules.Classes.Select(known => known.Code).Where(code => UnitsOf(rules, code) is var units && units.Any() && units.All(panel.Units.Contains))];
        var single = panel.Units.Except(whole.SelectMany(code => UnitsOf(rules, code)));
        return new(
            panel.Panel, panel.Label.Zh ?? "", panel.Label.En ?? "", panel.By ?? "",
            panel.Inspectors.ToDictionary(inspector => inspector.Name, inspector => inspector.Weight?.ToString("0.############", CultureInfo.InvariantCulture) ?? ""),
            whole, string.Join(", ", single), Day(panel.Visits?.From), Day(panel.Visits?.To), panel.Version);
    }

    /// <param name="code">The panel of the address; null where the form names it.</param>
    internal static PanelForm Read(IFormCollection form, string? code) => new(
        code ?? Text(form, "code"), Text(form, "zh"), Text(form, "en"), Text(form, "by"),
        form["inspector"].OfType<string>().Distinct().ToDictionary(name => name, name => Text(form, $"weight.{name}")),
        [.. form["class"].OfType<string>()], Text(form, "units"), Text(form, "from"), Text(form, "to"),
        form.BasedOn() is [var basedOn] ? basedOn : 0);

    /// <summary>The panel, read as the API reads it.</summary>
    internal Outcome<PanelBody> ToBody(RoundRules rules)
    {
        var codes = rules.Units.SelectMany(unit => new[] { unit.Label.Zh, unit.Label.En }.OfType<string>().Select(name => (Name: name, unit.Code)))
            .GroupBy(named => named.Name, StringComparer.Ordinal).Where(named => named.Select(unit => unit.Code).Distinct().Count() == 1)
            .ToDictionary(named => named.Key, named => named.First().Code, StringComparer.Ordinal);
        var single = Units.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(typed => codes.GetValueOrDefault(typed, typed));
        return FormBody.Read(PanelBody.Read, RefusalCode.BadRequest, new()
        {
            ["label"] = Named(Zh, En),
            ["inspectors"] = Inspectors.Select(inspector => inspector.Value.Length == 0 ? (object)inspector.Key : Weighted(inspector.Key, inspector.Value)).ToArray(),
            ["units"] = Classes.SelectMany(code => UnitsOf(rules, code)).Concat(single).Distinct().ToArray(),
            ["visits"] = From.Length + To.Length == 0 ? null : new Dictionary<string, string> { ["from"] = From, ["to"] = To },
            ["by"] = By,
        });
    }

    private static IEnumerable<string> UnitsOf(RoundRules rules, string unitClass) => rules.Units.Where(unit => unit.Class == unitClass).Select(unit => unit.Code);

    private static Dictionary<string, string>? Named(string zh, string en) =>
        new[] { ("zh", zh), ("en", en) }.Where(name => name.Item2.Length > 0).ToDictionary(name => name.Item1, name => name.Item2) is { Count: > 0 } label ? label : null;

    private static Dictionary<string, object> Weighted(string name, string weight) => new()
    {
        ["name"] = name,
        ["weight"] = FormNumber.OrText(weight),
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Text(IFormCollection form, string name) => form[name].ToString().Trim();
}

/// <summary>The form of a draw as it was typed.</summary>
/// <param name="Seed">Draws at once; empty to announce the pool.</param>
public sealed record DrawForm(string Id, string Of, string By, string Count, string Seed, string SeedSource, string Reason)
{
    public static readonly DrawForm Empty = new("", "units", "", "", "", "", "");

    internal static DrawForm Read(IFormCollection form) => new(
        Text(form, "id"), Text(form, "of"), Text(form, "by"), Text(form, "count"), Text(form, "seed"), Text(form, "seedSource"), form["reason"].ToString().Trim().ReplaceLineEndings("\n"));

    /// <summary>
    /// The draw, read as the API reads it. A count that is no whole number is in no pool, and is refused with the range of this one.
    /// </summary>
    internal Outcome<NewDraw> ToBody() => FormBody.Read(NewDraw.Read, RefusalCode.BadRequest, new()
    {
        ["id"] = Id,
        ["of"] = Of,
        ["by"] = By,
        ["count"] = Count.Length == 0 ? null : FormNumber.Whole(Count) ?? 0,
        ["seed"] = Seed,
        ["seedSource"] = SeedSource,
        ["reason"] = Reason,
    });

    private static string Text(IFormCollection form, string name) => form[name].ToString().Trim();
}
