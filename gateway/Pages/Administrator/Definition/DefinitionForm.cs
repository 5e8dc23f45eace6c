using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Microsoft.Extensions.Primitives;

namespace Evaluation.Gateway.Pages.Administrator.Definition;

/// <summary>A definition as it stands in the form, with what is wrong with it by pointer.</summary>
/// <param name="Faults">In the order in which they were found.</param>
public sealed record DefinitionForm(DefinitionTree Tree, IReadOnlyList<Fault> Faults)
{
    /// <summary>The lists that the form can add to.</summary>
    private static readonly string[] Lists = ["/options", "/criteria", "/groups", "/classes", "/grades", "/vetoes"];

    /// <summary>Objects that are left out when nothing is filled in.</summary>
    private static readonly string[] Optional = ["basis", "period", "when", "label"];

    public static DefinitionForm Of(RoundRules rules) => new(new(JsonNode.Parse(RulesJson.Write(rules))!.AsObject()), []);

    public IEnumerable<Fault> At(string pointer) => Faults.Where(fault => fault.Pointer == pointer);

    /// <summary>
    /// The form as it was sent, over the stored definition, whose id and units stay. A weight stands there by its group's place, since the group's code may change
    /// in the same form.
    /// </summary>
    public static DefinitionForm Read(IEnumerable<KeyValuePair<string, StringValues>> form, RoundRules stored)
    {
        var standing = JsonNode.Parse(RulesJson.Write(stored))!.AsObject();
        var tree = new DefinitionTree([]);
        foreach (var (pointer, text) in form.Where(field => field.Key is ['/', ..]).OrderBy(field => field.Key.Contains("/weights/@", StringComparison.Ordinal)))
            // A box that is ticked sends its value after the one that stands for "not ticked".
            tree.Put(Weighted(pointer, tree), text[^1] ?? "");
        tree.Root["id"] = standing["id"]!.DeepClone();
        tree.Root["units"] = standing["units"]!.DeepClone();
        Tidy(tree.Root);
        return new(tree, []);
    }

    /// <summary>Adds a row or takes one away, as a button of the form says: <c>add /options</c>, <c>remove /options/2</c>.</summary>
    public void Change(string act)
    {
        if (act.Split(' ') is ["add", var list] && Lists.Contains(list))
            Tree.Add(list);
        else if (act.Split(' ') is ["remove", var item] && Lists.Any(list => item.StartsWith(list + "/", StringComparison.Ordinal)))
            Tree.Remove(item);
    }

    /// <summary>The rules, or the same form with every fault.</summary>
    public (RoundRules? Rules, DefinitionForm Form) Check()
    {
        var reading = RulesReader.Read(JsonElement.Parse(Tree.Root.ToJsonString()));
        return (reading.Rules, this with { Faults = reading.Faults });
    }

    /// <summary>The same form with the faults that a refusal names; none when it is about something else.</summary>
    public DefinitionForm With(Refusal refusal) =>
        this with { Faults = refusal.Facts.FirstOrDefault(fact => fact.Name == "faults").Value is IEnumerable<Fault> faults ? [.. faults] : [new Fault("", refusal.Detail)] };

    private static string Weighted(string pointer, DefinitionTree tree)
    {
        if (pointer.IndexOf("/weights/@", StringComparison.Ordinal) is not (> 0 and var at))
            return pointer;
        var code = tree.Text($"/groups/{pointer[(at + "/weights/@".Length)..]}/code");
        return $"{pointer[..at]}/weights/{code.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
    }

    /// <summary>What may be left out is left out when nothing was filled in; an empty text stays, to be told that it is missing.</summary>
    private static void Tidy(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                    Tidy(item);
                break;
            case JsonObject members:
                foreach (var (name, member) in members.ToArray())
                {
                    Tidy(member);
                    var isEmpty = member is JsonObject { Count: 0 } && Optional.Contains(name);
                    if (member is null || isEmpty)
                        members.Remove(name);
                }
                if (members["dontKnow"] is JsonObject { Count: > 0 } given)
                    members["dontKnow"] = given["kind"]?.GetValue<string>() is "value" ? new JsonObject { ["value"] = given["value"]?.DeepClone() } : given["kind"]?.DeepClone();
                if (members["effect"] is JsonObject { Count: > 0 } effect)
                    members["effect"] = effect["kind"]?.GetValue<string>() is "cap" ? new JsonObject { ["cap"] = effect["cap"]?.DeepClone() } : effect["kind"]?.DeepClone();
                break;
        }
    }
}
