using System.Globalization;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Pages.Administrator.Definition.Typed;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Tables;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>
/// A part of a definition that can be edited in a spreadsheet: its columns, its rows, and how rows are put into a definition.
/// </summary>
public abstract class DefinitionTable
{
    private static readonly string[] Languages = ["zh", "en"];

    private static readonly DefinitionTable[] All = [new UnitTable(), new GroupTable(), new WeightTable()];

    /// <summary>The table of units.</summary>
    public static DefinitionTable Units => All[0];

    /// <summary>The table in the page's address, and the key of its texts.</summary>
    public abstract string Name { get; }

    /// <summary>The pointer of the list in the definition.</summary>
    public abstract string Pointer { get; }

    /// <summary>The most rows of the table.</summary>
    public abstract int RowsMax { get; }

    /// <summary>The names of the columns. The first one identifies a row and must be in every table.</summary>
    public abstract IReadOnlyList<string> Columns(RoundRules rules);

    public abstract IEnumerable<string[]> Rows(RoundRules rules);

    /// <summary>Further headings under which a column is recognised, besides its name and what pages call it.</summary>
    public virtual IEnumerable<(string Heading, string Column)> Headings(RoundRules rules) => [];

    /// <summary>The column from which a place inside an item is read, or null.</summary>
    /// <param name="inside">The pointer inside the item, such as <c>/label/zh</c>.</param>
    public virtual string? Column(string inside) => inside switch
    {
        "/label" => "zh",
        "/label/zh" => "zh",
        "/label/en" => "en",
        _ => inside.TrimStart('/'),
    };

    /// <summary>The row from which an item of the list was read, from 0 and without the heading; null for an item without a row.</summary>
    public virtual int? RowOf(RoundRules stored, int item, TableContent content) => item;

    /// <summary>The problem of a row that <see cref="Apply"/> would pass over, or null.</summary>
    /// <param name="keys">The first cells of the rows before this one.</param>
    public virtual string? Fault(RoundRules rules, string key, IReadOnlySet<string> keys) => null;

    /// <summary>Replaces the items of the definition by the rows. Invalid cells are reported by the definition's reader.</summary>
    /// <param name="cells">The cells of each row by column.</param>
    public abstract void Apply(JsonObject definition, IReadOnlyList<IReadOnlyDictionary<string, string>> cells);

    public static DefinitionTable? Find(string name) => Array.Find(All, table => table.Name == name);

    /// <summary>The label of a row. A language without a column keeps its text.</summary>
    protected static JsonObject Label(IReadOnlyDictionary<string, string> row, JsonNode? standing)
    {
        var label = new JsonObject();
        foreach (var language in Languages)
            if (row.GetValueOrDefault(language, (string?)standing?["label"]?[language] ?? "") is { Length: > 0 } text)
                label[language] = text;
        return label;
    }

    /// <summary>The items of a list by their code.</summary>
    protected static Dictionary<string, JsonObject> Standing(JsonObject definition, string list) =>
        definition[list]!.AsArray().ToDictionary(item => (string)item!["code"]!, item => item!.AsObject());

    /// <summary>A number, or the text itself, which the definition's reader reports as a fault.</summary>
    protected static JsonNode Number(string text) =>
        FormNumber.Read(text) is { } number ? JsonValue.Create(number) : JsonValue.Create(text);

    private sealed class UnitTable : DefinitionTable
    {
        public override string Name => "units";

        public override string Pointer => "/units";

        public override int RowsMax => Limits.Units;

        public override IReadOnlyList<string> Columns(RoundRules rules) => ["code", "zh", "en", "class", "report", "precedence", "parent"];

        public override IEnumerable<string[]> Rows(RoundRules rules) =>
            rules.Units.Select(unit => new[] { unit.Code, unit.Label.Zh ?? "", unit.Label.En ?? "", unit.Class, unit.Report ?? "", unit.Precedence?.ToString(CultureInfo.InvariantCulture) ?? "", unit.Parent ?? "" });

        /// <summary>
        /// A unit keeps the fields for which the table has no column: former codes always, the report, the precedence, the parent and the
        /// name in a language if its column is missing. A class, and a parent among the rows, may be given by its name.
        /// </summary>
        public override void Apply(JsonObject definition, IReadOnlyList<IReadOnlyDictionary<string, string>> cells)
        {
            var (standing, classes) = (Standing(definition, "units"), TypedNames.Codes(definition, "classes"));
            var parents = cells.SelectMany(row => Languages.Select(language => (Name: row.GetValueOrDefault(language, ""), Code: row.GetValueOrDefault("code", ""))))
                .Where(named => named.Name.Length > 0).GroupBy(named => named.Name, named => named.Code).Where(named => named.Distinct().Count() == 1).ToDictionary(named => named.Key, named => named.First());
            definition["units"] = new JsonArray([.. cells.Select(row =>
            {
                var code = row.GetValueOrDefault("code", "");
                var unit = standing.GetValueOrDefault(code)?.DeepClone().AsObject() ?? [];
                (unit["code"], unit["label"], unit["class"]) = (code, Label(row, unit), classes.GetValueOrDefault(row.GetValueOrDefault("class", ""), row.GetValueOrDefault("class", "")));
                if (row.TryGetValue("report", out var report))
                    unit["report"] = report;
                if (report is { Length: 0 })
                    unit.Remove("report");
                if (row.TryGetValue("precedence", out var precedence))
                    unit["precedence"] = Number(precedence);
                if (precedence is { Length: 0 })
                    unit.Remove("precedence");
                if (row.TryGetValue("parent", out var parent))
                    unit["parent"] = cells.Any(other => other.GetValueOrDefault("code") == parent) ? parent : parents.GetValueOrDefault(parent, parent);
                if (parent is { Length: 0 })
                    unit.Remove("parent");
                return (JsonNode)unit;
            })]);
        }
    }

    private sealed class GroupTable : DefinitionTable
    {
        public override string Name => "groups";

        public override string Pointer => "/groups";

        public override int RowsMax => Limits.Groups;

        public override IReadOnlyList<string> Columns(RoundRules rules) => ["code", "zh", "en", "roll"];

        public override IEnumerable<string[]> Rows(RoundRules rules) =>
            rules.Groups.Select(group => new[] { group.Code, group.Label.Zh ?? "", group.Label.En ?? "", group.Roll.ToString(CultureInfo.InvariantCulture) });

        /// <summary>A group keeps the fields for which the table has no column: its part and when it is valid.</summary>
        public override void Apply(JsonObject definition, IReadOnlyList<IReadOnlyDictionary<string, string>> cells)
        {
            var standing = Standing(definition, "groups");
            definition["groups"] = new JsonArray([.. cells.Select(row =>
            {
                var code = row.GetValueOrDefault("code", "");
                var group = standing.GetValueOrDefault(code)?.DeepClone().AsObject() ?? [];
                (group["code"], group["label"], group["roll"]) = (code, Label(row, group), Number(row.GetValueOrDefault("roll", "")));
                return (JsonNode)group;
            })]);
        }
    }

    /// <summary>One row for each class, with the weight of each group.</summary>
    private sealed class WeightTable : DefinitionTable
    {
        public override string Name => "weights";

        public override string Pointer => "/classes";

        public override int RowsMax => Limits.Classes;

        public override IReadOnlyList<string> Columns(RoundRules rules) => ["class", .. rules.Groups.Select(group => group.Code)];

        public override IEnumerable<string[]> Rows(RoundRules rules) => rules.Classes.Select(unitClass => (string[])
            [unitClass.Code, .. rules.Groups.Select(group => unitClass.Weights.TryGetValue(group.Code, out var weight) ? weight.ToString(CultureInfo.InvariantCulture) : "")]);

        /// <summary>A column of weights is also recognised by the name of its group.</summary>
        public override IEnumerable<(string Heading, string Column)> Headings(RoundRules rules) =>
            rules.Groups.SelectMany(group => new[] { group.Label.Zh, group.Label.En }.OfType<string>().Select(label => (label, group.Code)));

        public override string? Column(string inside) => inside.StartsWith("/weights/", StringComparison.Ordinal) ? inside["/weights/".Length..] : inside == "/code" ? "class" : null;

        public override int? RowOf(RoundRules stored, int item, TableContent content)
        {
            var at = Enumerable.Range(1, Math.Max(0, content.Rows.Count - 1)).Where(row => content.Rows[row].Cells.Contains(stored.Classes.ElementAtOrDefault(item)?.Code));
            return at.Any() ? at.First() - 1 : null;
        }

        public override string? Fault(RoundRules rules, string key, IReadOnlySet<string> keys)
        {
            if (!rules.Classes.Any(unitClass => unitClass.Code == key))
                return $"{PlainText.Quoted(key)} is not defined; {NameHint.For(key, rules.Classes.Select(unitClass => unitClass.Code))}";
            return keys.Contains(key) ? $"{PlainText.Quoted(key)} is used more than once; codes of a list must differ" : null;
        }

        /// <summary>
        /// Classes keep their labels. A class that is not in the table keeps its weights, and so does a class that counts all slips alike
        /// while its row is empty.
        /// </summary>
        public override void Apply(JsonObject definition, IReadOnlyList<IReadOnlyDictionary<string, string>> cells)
        {
            foreach (var unitClass in definition["classes"]!.AsArray())
                if (cells.FirstOrDefault(row => row.GetValueOrDefault("class") == (string?)unitClass!["code"]) is { } row && !IsPooled(unitClass!["weights"], row))
                    unitClass!["weights"] = new JsonObject(row.Where(cell => cell.Key != "class" && cell.Value.Length > 0).Select(cell => KeyValuePair.Create(cell.Key, (JsonNode?)Number(cell.Value))));
        }

        private static bool IsPooled(JsonNode? weights, IReadOnlyDictionary<string, string> row) =>
            weights is JsonValue && row.All(cell => cell.Key == "class" || cell.Value.Length == 0);
    }
}
