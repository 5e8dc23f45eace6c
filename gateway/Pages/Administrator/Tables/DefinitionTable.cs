using System.Globalization;
using System.Text.Json.Nodes;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>A part of a definition that is prepared in a spreadsheet: its columns, its rows, and how rows become a definition again.</summary>
public abstract class DefinitionTable
{
    private static readonly DefinitionTable[] All = [new UnitTable(), new GroupTable(), new WeightTable()];

    /// <summary>In the page's address, and the key of its texts.</summary>
    public abstract string Name { get; }

    /// <summary>Where its items stand in the definition: row n is item n.</summary>
    public abstract string Pointer { get; }

    public abstract IReadOnlyList<string> Columns(RoundRules rules);

    public abstract IEnumerable<string[]> Rows(RoundRules rules);

    /// <summary>Puts the rows in the place of what stood there; cells that make no sense are left to the definition's reader.</summary>
    /// <param name="cells">A row's cells by column.</param>
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

    /// <summary>A number, or the text itself, which the reader will find fault with.</summary>
    protected static JsonNode Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);

    private sealed class UnitTable : DefinitionTable
    {
        public override string Name => "units";

        public override string Pointer => "/units";

        public override IReadOnlyList<string> Columns(RoundRules rules) => ["code", "zh", "en", "class", "report"];

        public override IEnumerable<string[]> Rows(RoundRules rules) =>
            rules.Units.Select(unit => new[] { unit.Code, unit.Label.Zh ?? "", unit.Label.En ?? "", unit.Class, unit.Report ?? "" });

        /// <summary>What the table has no column for — reports perhaps, former codes always — stays with the unit's code.</summary>
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

    /// <summary>A row for each class with the weight of each group.</summary>
    private sealed class WeightTable : DefinitionTable
    {
        public override string Name => "weights";

        public override string Pointer => "/classes";

        public override IReadOnlyList<string> Columns(RoundRules rules) => ["class", .. rules.Groups.Select(group => group.Code)];

        public override IEnumerable<string[]> Rows(RoundRules rules) => rules.Classes.Select(unitClass => (string[])
            [unitClass.Code, .. rules.Groups.Select(group => unitClass.Weights.TryGetValue(group.Code, out var weight) ? weight.ToString(CultureInfo.InvariantCulture) : "")]);

        /// <summary>Classes keep their labels; a class that the table does not have keeps its weights.</summary>
        public override void Apply(JsonObject definition, IReadOnlyList<IReadOnlyDictionary<string, string>> cells)
        {
            foreach (var unitClass in definition["classes"]!.AsArray())
                if (cells.FirstOrDefault(row => row.GetValueOrDefault("class") == (string?)unitClass!["code"]) is { } row)
                    unitClass!["weights"] = new JsonObject(row.Where(cell => cell.Key != "class" && cell.Value.Length > 0).Select(cell => KeyValuePair.Create(cell.Key, (JsonNode?)Number(cell.Value))));
        }
    }
}
