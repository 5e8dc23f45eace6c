using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Checking;
using Evaluation.Rules.Reading;

namespace Evaluation.Tests.Rules;

/// <summary>Reading returns rules or faults for any input.</summary>
public sealed class AnyJsonTests
{
    private const int Cases = 2_000;

    private static readonly Regex Marker = new("\"\\\\u2042\"");

    private static readonly string[] Names =
        ["id", "title", "zh", "options", "criteria", "classes", "units", "weights", "code", "label", "value", "vetoes", "when", "effect", "components", "vote", "x"];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "0e999999", "1e-400", "1e400", "-1", "0.1", "100", "1e5", "99999999999999999999999999999999",
        "[]", "{}", "[[]]", "[null]", "\"\"", "\" \"",
        "\"x\"", "\"A\"", "\"npc\"", "\"满意\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"2020-01-01\"", "\"vote\"", "\"exclude\"",
        "{\"value\":1}", "{\"cap\":\"pass\"}",
        "{\"zh\":\"x\"}", "{\"\":1}", "{\"\\ud800\":1}", "{\"a\":1,\"a\":2}", "{\"code\":\"x\"}", "[{\"code\":\"x\"},{\"code\":\"x\"}]", "{\"~/\":1}",
    ];

    [Fact]
    public void An_undefined_element_has_a_fault() =>
        Assert.Equal("must be an object, but is nothing", Assert.Single(RulesReader.Read(default).Faults).Message);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_fault()
    {
        byte[] json = [.. "{\"id\":\""u8, 0xC3, 0x28, .. "\",\""u8, 0xFF, .. "\":1}"u8];
        using var document = JsonDocument.Parse(json);

        var faults = RulesReader.Read(document.RootElement).Faults;

        Assert.Contains(new Fault("/id", "is not valid Unicode"), faults);
        Assert.Contains(new Fault("", "has a member whose name is not valid Unicode"), faults);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_JSON_yields_faults(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < Cases; run++) Answers(Any(random, depth: 5));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void A_randomly_corrupted_definition_yields_rules_or_faults(int seed)
    {
        var random = new Random(seed);
        string[] bases = [Lean(Definitions.Sample()), Lean(Definitions.Inspected()), Lean(Definitions.Smallest())];
        for (var run = 0; run < Cases; run++)
        {
            var definition = JsonNode.Parse(bases[random.Next(bases.Length)])!.AsObject();
            for (var spoilt = random.Next(1, 6); spoilt > 0; spoilt--) Spoil(definition, random);
            // Values are inserted as text, because a JSON node rejects some of them.
            Answers(Marker.Replace(definition.ToJsonString(), _ => Values[random.Next(Values.Length)]));
        }
    }

    private static void Answers(string json)
    {
        var (rules, faults) = Definitions.Read(json);

        Assert.Equal(rules is null, faults.Count > 0);
        Assert.InRange(faults.Count, 0, Limits.FaultsListed);
        Assert.All(faults, fault => Assert.True(fault.Pointer.Length == 0 || fault.Pointer[0] == '/', fault.Pointer));
        Assert.All(faults, fault => Assert.InRange(fault.Message.Length, 8, 800));
        if (rules is null) return;
        Assert.Empty(RulesCheck.Check(rules));
        Assert.Equal(RulesJson.Write(rules), RulesJson.Write(Definitions.Read(Encoding.UTF8.GetString(RulesJson.Write(rules))).Rules!));
    }

    private static string Lean(JsonObject definition)
    {
        foreach (var unit in definition["units"]!.AsArray()) unit!.AsObject().Remove("report");
        return definition.ToJsonString();
    }

    private static void Spoil(JsonObject definition, Random random)
    {
        JsonNode node = definition;
        while (true)
        {
            var children = node switch
            {
                JsonObject members => [.. members.Select(member => member.Key)],
                JsonArray items => Enumerable.Range(0, items.Count).Select(index => index.ToString(CultureInfo.InvariantCulture)).ToArray(),
                _ => [],
            };
            if (children.Length == 0) return;
            var step = children[random.Next(children.Length)];
            var child = node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : node[step];
            if (child is JsonObject or JsonArray && random.Next(4) > 0)
            {
                node = child;
                continue;
            }
            switch (node)
            {
                case JsonObject members when random.Next(4) == 0: members.Remove(step); break;
                case JsonObject members: members[random.Next(8) == 0 ? "x" : step] = "\u2042"; break;
                case JsonArray items when random.Next(3) == 0: items.RemoveAt(0); break;
                case JsonArray items when random.Next(2) == 0: items.Add(items[0]?.DeepClone()); break;
                case JsonArray items: items[0] = "\u2042"; break;
            }
            return;
        }
    }

    private static string Any(Random random, int depth)
    {
        return (depth == 0 ? 0 : random.Next(4)) switch
        {
            0 => Values[random.Next(Values.Length)],
            1 => $"[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Any(random, depth - 1)))}]",
            _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(9)).Select(_ => $"\"{Names[random.Next(Names.Length)]}\":{Any(random, depth - 1)}"))}}}",
        };
    }
}
