using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Pages.Administrator.Units;

/// <summary>One unit of a draft in a form, as it was typed.</summary>
/// <param name="Code">Left blank for a new unit, a code is proposed.</param>
/// <param name="Place">The place in the list of units, from 1; blank for where it is, or for the end.</param>
public sealed record UnitForm(string Code = "", string Zh = "", string En = "", string Class = "", string Parent = "", string Precedence = "", string Report = "", string Place = "")
{
    /// <param name="index">The index of the unit in the rules.</param>
    public static UnitForm Of(Unit unit, int index) => new(
        unit.Code, unit.Label.Zh ?? "", unit.Label.En ?? "", unit.Class, unit.Parent ?? "", unit.Precedence?.ToString(CultureInfo.InvariantCulture) ?? "", unit.Report ?? "",
        (index + 1).ToString(CultureInfo.InvariantCulture));

    /// <param name="code">The code of the unit that is edited, which the form cannot change; null for a new one.</param>
    internal static UnitForm Read(IFormCollection form, string? code) => new(
        code ?? Text(form, "code"), Text(form, "zh"), Text(form, "en"), Text(form, "class"), Text(form, "parent"), Text(form, "precedence"), form["report"].ToString().Trim().ReplaceLineEndings("\n"), Text(form, "place"));

    /// <summary>The definition with this unit in it, with every fault. Pointers of faults at a field begin with <see cref="At"/>.</summary>
    /// <param name="index">The index of the unit that the form replaces; null for a new one.</param>
    /// <param name="at">The index at which the unit stands then.</param>
    public RulesReading Put(RoundRules rules, int? index, out int at)
    {
        var definition = JsonNode.Parse(RulesJson.Write(rules))!.AsObject();
        var units = definition["units"]!.AsArray();
        var unit = index is { } known ? units[known]!.DeepClone().AsObject() : [];
        if (index is { } replaced)
            units.RemoveAt(replaced);
        (unit["code"], unit["class"]) = (Code.Length > 0 ? Code : UnitCodes.Propose(En, rules), Class);
        unit["label"] = new JsonObject([.. new[] { ("zh", Zh), ("en", En) }.Where(text => text.Item2.Length > 0).Select(text => KeyValuePair.Create(text.Item1, (JsonNode?)text.Item2))]);
        Set(unit, "parent", Parent);
        Set(unit, "report", Report);
        unit.Remove("precedence");
        if (FormNumber.Whole(Precedence) is { } precedence)
            unit["precedence"] = precedence;
        at = FormNumber.Whole(Place) is { } place ? Math.Clamp(place, 1, units.Count + 1) - 1 : index ?? units.Count;
        units.Insert(at, unit);
        var reading = RulesReader.Read(JsonElement.Parse(definition.ToJsonString()));
        Fault[] own = [.. Own(rules, index is { } edited ? rules.Units[edited] : null, units.Count, At(at))];
        return own.Length == 0 ? reading : reading with { Rules = null, Faults = [.. own, .. reading.Faults] };
    }

    /// <summary>
    /// What a definition may say and a clerk at the form hardly means: a parent that is no unit of the round, and places outside of the
    /// list. What stands already is no fault.
    /// </summary>
    private IEnumerable<Fault> Own(RoundRules rules, Unit? standing, int count, string pointer)
    {
        if (Parent.Length > 0 && Parent != standing?.Parent && rules.Units.All(unit => unit.Code != Parent))
            yield return new($"{pointer}/parent", $"{PlainText.Quoted(Parent)} is no unit of the round");
        if (Place.Length > 0 && !IsWithin(Place, count))
            yield return new($"{pointer}/place", $"must be from 1 to {count}");
        if (Precedence.Length > 0 && !(FormNumber.Whole(Precedence) is { } number && number == standing?.Precedence) && !IsWithin(Precedence, count))
            yield return new($"{pointer}/precedence", $"must be from 1 to {count}");
    }

    private static bool IsWithin(string text, int count) => FormNumber.Whole(text) is { } number && number >= 1 && number <= count;

    /// <summary>The definition without the unit at this index.</summary>
    public static RulesReading Remove(RoundRules rules, int index)
    {
        var definition = JsonNode.Parse(RulesJson.Write(rules))!.AsObject();
        definition["units"]!.AsArray().RemoveAt(index);
        return RulesReader.Read(JsonElement.Parse(definition.ToJsonString()));
    }

    /// <summary>The pointer of the unit at this index.</summary>
    public static string At(int index) => $"/units/{index.ToString(CultureInfo.InvariantCulture)}";

    private static void Set(JsonObject unit, string name, string text)
    {
        unit.Remove(name);
        if (text.Length > 0)
            unit[name] = text;
    }

    private static string Text(IFormCollection form, string name) => form[name].ToString().Trim();
}
