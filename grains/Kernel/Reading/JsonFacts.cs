using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Evaluation.Kernel.Reading;

/// <summary>Reads values of a parsed body. Returns null instead of throwing when the element holds something else.</summary>
internal static class JsonFacts
{
    /// <summary>
    /// The text of a string, or null when it is not valid Unicode. The parser accepts unpaired surrogate escapes and invalid UTF-8.
    /// </summary>
    public static string? String(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a member, or null when it is not valid Unicode.</summary>
    public static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>
    /// The exact value of a number, or null when it has more than <see cref="Limits.NumberCharacters"/> characters, either as sent or
    /// written without an exponent.
    /// </summary>
    public static decimal? Number(JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (raw.Length > Limits.NumberCharacters || !element.TryGetDecimal(out var number)) return null;
        if (number == 0) return MantissaIsZero(raw) ? 0 : null;
        return number.ToString(CultureInfo.InvariantCulture).Length <= Limits.NumberCharacters ? number : null;
    }

    /// <summary>A short description for a message: <c>the text "x"</c>, <c>1.5</c>, <c>null</c>, <c>a list</c>.</summary>
    public static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => String(element) is { } text ? $"the text {PlainText.Quoted(text)}" : "a text that is not valid Unicode",
        JsonValueKind.Number => Clipped(JsonMarshal.GetRawUtf8Value(element)),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        _ => "nothing",
    };

    // The parser reads 1e-99 as 0.
    private static bool MantissaIsZero(ReadOnlySpan<byte> raw)
    {
        var exponent = raw.IndexOfAny((byte)'e', (byte)'E');
        return (exponent < 0 ? raw : raw[..exponent]).IndexOfAnyInRange((byte)'1', (byte)'9') < 0;
    }

    private static string Clipped(ReadOnlySpan<byte> raw) =>
        raw.Length <= 2 * Limits.NumberCharacters ? Encoding.ASCII.GetString(raw) : Encoding.ASCII.GetString(raw[..Limits.NumberCharacters]) + "…";
}
