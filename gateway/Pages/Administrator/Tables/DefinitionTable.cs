using System.Globalization;
using System.Text.Json.Nodes;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>
/// A part of a definition that can be edited in a spreadsheet: its columns, its rows, and how rows are put into a definition.
/// </summary>
public abstract class DefinitionTable
{
    private static readonly DefinitionTable[] All = [new UnitTable(), new GroupTable(), new WeightTable()];

    /// <summary>The table in the page's address, and the key of its texts.</summary>
    public abstract string Name { get; }

    /// <summary>The pointer of the list in the definition. Row n is item n.</summary>
    public abstract string Pointer { get; }

    public abstract IReadOnlyList<string> Columns(RoundRules rules);

    public abstract IEnumerable<string[]> Rows(RoundRules rules);

    /// <summary>Replaces the items of the definition by the rows. Invalid cells are reported by the definition's reader.</summary>
    /// <param name="cells">The cells of each row by column.</param>
    public abstract void Apply(JsonObject definition, IReadOnlyList<IReadOnlyDictionary<string, string>> cells);

    public static DefinitionTable? Find(string name) => Array.Find(All, table => table.Name == name);

    protected static JsonObject Label(IReadOnlyDictionary<string, string> row)
    {
        var label = new JsonObject();
        foreach (var language in (string[])["zh", "en"])
            if (row.GetValueOrDefault(language) is { Length: > 0 } text)
                label[language] = text;
        return label;
    }

    /// <summary>A number, or the text itself, which the definition's reader reports as a fault.</summary>
    protected static JsonNode Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);

    private sealed class UnitTable : DefinitionTable
    {
        public override string Name => "units";

        public override string Pointer => "/units";

        public override IReadOnlyList<string> Columns(RoundRules rules) => ["code", "zh", "en", "class", "report"];

        public override IEnumerable<string[]> Rows(RoundRules rules) =>
            rules.Units.Select(unit => new[] { unit.Code, unit.Label.Zh ?? "", unit.Label.En ?? "", unit.Class, unit.Report ?? "" });

        /// <summary>
        /// A unit keeps the fields for which the table has no column: former codes always, the report if its column is missing.
        /// </summary>
        public override void Apply(JsonObject definition, IReadOnlyList<IReadOnlyDictionary<string, string>> cells)
        {
            var standing = definition["units"]!.AsArray().ToDictionary(unit => (string)unit!["code"]!, unit => unit!.AsObject());
            definition["units"] = new JsonArray([.. cells.Select(row =>
            {
                var code = row.GetValueOrDefault("code", "");
                var unit = standing.GetValueOrDefault(code)?.DeepClone().AsObject() ?? [];
                (unit["code"], unit["label"], unit["class"]) = (code, Label(row), row.GetValueOrDefault("class", ""));
                if (row.TryGetValue("report", out var report))
                    unit["report"] = report;
                if (report is { Length: 0 })
                    unit.Remove("report");
                return (JsonNode)unit;
            })]);
        }
    }

    private sealed class GroupTable : DefinitionTable
    {
        public override string Name => "groups";

        public override string Pointer => "/groups";

        public override IReadOnlyList<string> Columns(RoundRules rules) => ["code", "zh", "en", "roll"];

        public override IEnumerable<string[]> Rows(RoundRules rules) =>
            rules.Groups.Select(group => new[] { group.Code, group.Label.Zh ?? "", group.Label.En ?? "", group.Roll.ToString(CultureInfo.InvariantCulture) });

        public override void Apply(JsonObject definition, IReadOnlyList<IReadOnlyDictionary<string, string>> cells) =>
            definition["groups"] = new JsonArray([.. cells.Select(row => (JsonNode)new JsonObject
            {
                ["code"] = row.GetValueOrDefault("code", ""),
                ["label"] = Label(row),
                ["roll"] = Number(row.GetValueOrDefault("roll", "")),
            })]);
    }

    /// <summary>One row for each class, with the weight of each group.</summary>
    private sealed class WeightTable : DefinitionTable
    {
        public override string Name => "weights";

        public override string Pointer => "/classes";

        public override IReadOnlyList<string> Columns(RoundRules rules) => ["class", .. rules.Groups.Select(group => group.Code)];

        public override IEnumerable<string[]> Rows(RoundRules rules) => rules.Classes.Select(unitClass => (string[])
            [unitClass.Code, .. rules.Groups.Select(group => unitClass.Weights.TryGetValue(group.Code, out var weight) ? weight.ToString(CultureInfo.InvariantCulture) : "")]);

        /// <summary>Classes keep their labels. A class that is not in the table keeps its weights.</summary>
        public override void Apply(JsonObject definition, IReadOnlyList<IReadOnlyDictionary<string, string>> cells)
        {
            foreach (var unitClass in definition["classes"]!.AsArray())
                if (cells.FirstOrDefault(row => row.GetValueOrDefault("class") == (string?)unitClass!["code"]) is { } row)
                    unitClass!["weights"] = new JsonObject(row.Where(cell => cell.Key != "class" && cell.Value.Length > 0).Select(cell => KeyValuePair.Create(cell.Key, (JsonNode?)Number(cell.Value))));
        }
    }
}
