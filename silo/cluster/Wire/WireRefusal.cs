using System.Buffers;
using System.Collections;
using System.Diagnostics;
using System.Text.Json;
using Evaluation.Kernel.Reading;

namespace Evaluation.Cluster.Wire;

/// <summary>
/// A refusal with its facts: the code by its name, because numbers change when a code is inserted, and each fact with the kind of its
/// value.
/// </summary>
internal static class WireRefusal
{
    public static void Write(Refusal refusal, IBufferWriter<byte> to)
    {
        using var json = new Utf8JsonWriter(to);
        json.WriteStartArray();
        json.WriteStringValue(refusal.Code.ToString());
        json.WriteStringValue(refusal.Detail);
        foreach (var (name, value) in refusal.Facts)
        {
            json.WriteStringValue(name);
            WriteFact(json, value);
        }
        json.WriteEndArray();
    }

    /// <summary>An unknown code becomes <see cref="RefusalCode.Fault"/> with the same sentence.</summary>
    public static Refusal Read(ReadOnlySpan<byte> from)
    {
        var parts = JsonElement.Parse(from);
        var code = Enum.TryParse<RefusalCode>(parts[0].GetString(), out var known) ? known : RefusalCode.Fault;
        var facts = Enumerable.Range(1, (parts.GetArrayLength() - 2) / 2).Select(fact => (parts[2 * fact].GetString()!, ReadFact(parts[2 * fact + 1])));
        return new(code, parts[1].GetString()!, [.. facts]);
    }

    private static void WriteFact(Utf8JsonWriter json, object? value)
    {
        json.WriteStartArray();
        switch (value)
        {
            case null: break;
            case string text: Kind("text").WriteStringValue(text); break;
            case int number: Kind("int").WriteNumberValue(number); break;
            case long number: Kind("long").WriteNumberValue(number); break;
            case bool flag: Kind("flag").WriteBooleanValue(flag); break;
            case DateTimeOffset instant: Kind("instant").WriteStringValue(instant); break;
            case Fault fault:
                Kind("fault").WriteStringValue(fault.Pointer);
                json.WriteStringValue(fault.Message);
                break;
            case FactObject members:
                Kind("object");
                foreach (var (name, member) in members.Members)
                {
                    json.WriteStringValue(name);
                    WriteFact(json, member);
                }
                break;
            case IEnumerable list:
                Kind("list");
                foreach (var item in list)
                    WriteFact(json, item);
                break;
            default: throw new UnreachableException(value.GetType().Name);
        }
        json.WriteEndArray();

        Utf8JsonWriter Kind(string kind)
        {
            json.WriteStringValue(kind);
            return json;
        }
    }

    private static object? ReadFact(JsonElement fact) => fact.GetArrayLength() == 0 ? null : fact[0].GetString() switch
    {
        "text" => fact[1].GetString(),
        "int" => fact[1].GetInt32(),
        "long" => fact[1].GetInt64(),
        "flag" => fact[1].GetBoolean(),
        "instant" => fact[1].GetDateTimeOffset(),
        "fault" => new Fault(fact[1].GetString()!, fact[2].GetString()!),
        "object" => new FactObject([.. Enumerable.Range(0, fact.GetArrayLength() / 2).Select(member => (fact[1 + 2 * member].GetString()!, ReadFact(fact[2 + 2 * member])))]),
        "list" => fact.EnumerateArray().Skip(1).Select(ReadFact).ToArray(),
        // A kind of a newer version is left out.
        _ => null,
    };
}
