using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Administrator.Definition.Typed;
using Evaluation.Gateway.Pages.Administrator.Tables;
using Evaluation.Gateway.Tables;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Microsoft.Extensions.Primitives;

namespace Evaluation.Gateway.Pages.Administrator.Definition;

/// <summary>A definition in the form, with its faults by pointer.</summary>
/// <param name="Faults">In the order in which they were found.</param>
/// <param name="Seen">
/// The definition that the form was made from, as JSON without id and units, so that later changes of others can be shown and taken over.
/// Null for a form that does not say.
/// </param>
public sealed record DefinitionForm(DefinitionTree Tree, IReadOnlyList<Fault> Faults, string? Seen = null)
{
    /// <summary>The hidden field with <see cref="Seen"/>.</summary>
    public const string SeenField = "seen";

    /// <summary>The field with a table of units that replaces those that are stored, so that classes can change with their units.</summary>
    public const string UnitsField = "units";

    private const string UnitList = "/units";

    /// <summary>The member with the word that was chosen, while a value stands beside it.</summary>
    public const string ChosenKind = "kind";

    /// <summary>The lists that the form can add to.</summary>
    private static readonly string[] Lists = ["/options", "/criteria", "/groups", "/classes", "/grades", "/vetoes", "/assessors", "/entries", "/tail", "/ballot/limits", "/combine"];

    /// <summary>Objects that are omitted when all their fields are empty.</summary>
    private static readonly string[] Optional = ["basis", "period", "when", "label", "score", "components", "note", "ballot", "policies", "panel", "organiser", "name", "hours", "address"];

    /// <summary>Sent fields that no definition has. They are faults of the definition too.</summary>
    private List<Fault> Misplaced { get; init; } = [];

    /// <summary>The table of units as it was typed; blank where the stored units stay.</summary>
    public string Units { get; private init; } = "";

    public static DefinitionForm Of(RoundRules rules) => new(new(JsonNode.Parse(RulesJson.Write(rules))!.AsObject()), [], Shown(rules).ToJsonString());

    public IEnumerable<Fault> At(string pointer) => Faults.Where(fault => fault.Pointer == pointer);

    /// <summary>
    /// The posted form. The id comes from the stored definition, and so do the units where no table of units was typed. The form names a
    /// weight by the position of its group, because the group's code may change in the same form.
    /// </summary>
    public static DefinitionForm Read(IEnumerable<KeyValuePair<string, StringValues>> form, RoundRules stored)
    {
        var standing = JsonNode.Parse(RulesJson.Write(stored))!.AsObject();
        var tree = new DefinitionTree([]);
        var seen = (string?)(form = [.. form]).LastOrDefault(field => field.Key == SeenField).Value;
        var units = (string?)form.LastOrDefault(field => field.Key == UnitsField).Value;
        var misplaced = new List<Fault>();
        foreach (var (pointer, text) in form.Where(field => field.Key is ['/', ..]).OrderBy(field => field.Key.Contains("/weights/@", StringComparison.Ordinal)))
        {
            // A ticked box sends its own value after the hidden field's value for "not ticked".
            if (!tree.TryPut(Weighted(pointer, tree), text[^1] ?? "") && misplaced.Count < Limits.FaultsListed)
                misplaced.Add(new(pointer, "is no field of a definition"));
        }
        tree.Root["id"] = standing["id"]!.DeepClone();
        tree.Root["units"] = standing["units"]!.DeepClone();
        // What the form does not show stays as it is stored.
        foreach (var name in (string[])["internal"])
            if (standing[name] is { } kept)
                tree.Root[name] = kept.DeepClone();
        if (!string.IsNullOrWhiteSpace(units))
            misplaced.AddRange(TableImport.Put(tree.Root, DefinitionTable.Units, stored, Csv.Read(units, Limits.Units)).Select(Placed));
        Tidy(tree.Root, "", misplaced);
        TypedNames.Resolve(tree.Root);
        TieWords.Resolve(tree.Root);
        return new(tree, misplaced, seen) { Misplaced = misplaced, Units = units ?? "" };
    }

    /// <summary>A fault of the table as one of the unit of its row; the heading and the table as a whole are the list.</summary>
    private static Fault Placed(TableFault fault) => new(fault.Place.Row is > 1 and var row ? $"{UnitList}/{row - 2}" : UnitList, fault.Message);

    /// <summary>What others have changed since the form was opened; empty where the form does not say from what it was made.</summary>
    public IReadOnlyList<(string Pointer, JsonNode? Before, JsonNode? Now)> ChangesTo(RoundRules stored) =>
        SeenTree is { } seen ? [.. DefinitionMerge.Changes(seen, Shown(stored))] : [];

    /// <summary>The form with what others have changed since it was opened. Where both have changed the same, the form stays.</summary>
    public DefinitionForm Onto(RoundRules stored)
    {
        var now = Of(stored);
        if (SeenTree is not { } seen)
            return this with { Seen = now.Seen };
        var mine = JsonNode.Parse(Tree.Root.ToJsonString())!.AsObject();
        Strip(mine);
        var merged = DefinitionMerge.Merge(seen, mine, Shown(stored))!.AsObject();
        foreach (var name in (string[])["id", "units"])
            merged[name] = now.Tree.Root[name]!.DeepClone();
        return now with { Tree = new(merged), Units = Units };
    }

    private JsonObject? SeenTree
    {
        get
        {
            try
            {
                return JsonNode.Parse(Seen ?? "null") as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The part of a definition that the form shows.</summary>
    private static JsonObject Shown(RoundRules rules)
    {
        var shown = JsonNode.Parse(RulesJson.Write(rules))!.AsObject();
        Strip(shown);
        return shown;
    }

    private static void Strip(JsonObject definition)
    {
        definition.Remove("id");
        definition.Remove("units");
    }

    /// <summary>
    /// Adds, removes or moves a row, as a button of the form says: <c>add /options</c>, <c>remove /options/2</c>, <c>up /options/2</c>.
    /// </summary>
    public void Change(string act)
    {
        if (act.Split(' ') is ["add", var list] && Lists.Contains(list))
            Tree.Add(list);
        else if (act.Split(' ') is ["remove", var item] && Lists.Any(list => item.StartsWith(list + "/", StringComparison.Ordinal)))
            Tree.Remove(item);
        else if (act.Split(' ') is ["up", var moved] && Lists.Any(list => moved.StartsWith(list + "/", StringComparison.Ordinal)))
            Tree.MoveUp(moved);
    }

    /// <summary>The definition that the form contains, with every fault.</summary>
    public RulesReading ToDefinition()
    {
        var definition = Tree.Root.DeepClone().AsObject();
        Tidy(definition, "", null);
        // Units that could not be read from their table make no further faults.
        var isUnread = Misplaced.Any(fault => fault.Pointer == UnitList || fault.Pointer.StartsWith(UnitList + "/", StringComparison.Ordinal));
        if (isUnread)
            definition["units"] = "";
        var reading = RulesReader.Read(JsonElement.Parse(definition.ToJsonString()));
        if (isUnread)
            reading = reading with { Faults = [.. reading.Faults.Where(fault => fault.Pointer != UnitList)] };
        reading = reading with { Faults = [.. reading.Faults.Select(Explained)] };
        return Misplaced.Count == 0 ? reading : reading with { Rules = null, Faults = [.. Misplaced, .. reading.Faults] };
    }

    /// <summary>A short list that cannot be read is a text in the definition; the fault then says how it is typed.</summary>
    private Fault Explained(Fault fault) =>
        CompactText.ExampleOf([.. fault.Pointer.Split('/').Skip(1)]) is { } example && Tree.Find(fault.Pointer) is JsonValue ? fault with { Message = $"is not a list of the form {example}" } : fault;

    /// <summary>The same form with the faults that a refusal lists, or with its text as the only fault.</summary>
    public DefinitionForm With(Refusal refusal) => this with { Faults = refusal.Faults ?? [new Fault("", refusal.Detail)] };

    private static string Weighted(string pointer, DefinitionTree tree)
    {
        if (pointer.IndexOf("/weights/@", StringComparison.Ordinal) is not (> 0 and var at))
            return pointer;
        var code = tree.Text($"/groups/{pointer[(at + "/weights/@".Length)..]}/code");
        return $"{pointer[..at]}/weights/{JsonCursor.Escaped(code)}";
    }

    /// <summary>
    /// Omits optional objects that are empty, and puts the definition's own value in the place of a choice with its number. An empty text
    /// stays and is reported as missing.
    /// </summary>
    /// <param name="unused">
    /// Gets a fault for each value beside a choice that does not take it, and the form keeps both. Null to drop such values.
    /// </param>
    private static void Tidy(JsonNode? node, string pointer, List<Fault>? unused)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var (index, item) in items.Index())
                    Tidy(item, $"{pointer}/{index}", unused);
                break;
            case JsonObject members:
                foreach (var (name, member) in members.ToArray())
                {
                    Tidy(member, $"{pointer}/{JsonCursor.Escaped(name)}", unused);
                    var isEmpty = member is JsonObject { Count: 0 } && Optional.Contains(name);
                    if (member is null || isEmpty)
                        members.Remove(name);
                }
                Choose(members, "dontKnow", "value", pointer, unused);
                Choose(members, "effect", "cap", pointer, unused);
                Pool(members, pointer, unused);
                break;
        }
    }

    /// <summary>A choice of words, of which one takes a value: <c>{"kind":"value","value":50}</c> becomes <c>{"value":50}</c>.</summary>
    private static void Choose(JsonObject members, string choice, string valued, string pointer, List<Fault>? unused)
    {
        if (members[choice] is not JsonObject { Count: > 0 } chosen || chosen[ChosenKind] is not { } kind)
            return;
        if (DefinitionTree.Text(kind) == valued)
            members[choice] = new JsonObject { [valued] = chosen[valued]?.DeepClone() };
        else if (chosen[valued] is null || unused is null)
            members[choice] = kind.DeepClone();
        else
            unused.Add(new($"{pointer}/{choice}/{valued}", $"is used with \"{valued}\" only; choose it, or clear this field"));
    }

    private static void Pool(JsonObject members, string pointer, List<Fault>? unused)
    {
        if (DefinitionTree.Text(members["pooled"]) != PooledWeights.Word)
            members.Remove("pooled");
        else if (members["weights"] is not JsonObject weights || weights.All(weight => weight.Value is null) || unused is null)
        {
            members.Remove("pooled");
            members["weights"] = PooledWeights.Word;
        }
        else
            unused.Add(new($"{pointer}/weights", "has weights of groups, which have no effect where all slips count alike; clear them, or do not pool"));
    }
}
