using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Evaluation.Kernel.Reading;

/// <summary>What an element of a parsed body holds, with null instead of an exception where it holds something else.</summary>
internal static class JsonFacts
{
    /// <summary>The text of a string, or null when it is not valid Unicode: the parser lets escaped half surrogates and bad UTF-8 through.</summary>
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
    /// The exact value of a number, or null when it takes more than <see cref="Limits.NumberCharacters"/> characters as it stands or when
    /// written without an exponent.
    /// </summary>
    public static decimal? Number(JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (raw.Length > Limits.NumberCharacters || !element.TryGetDecimal(out var number)) return null;
        if (number == 0) return MantissaIsZero(raw) ? 0 : null;
        return number.ToString(CultureInfo.InvariantCulture).Length <= Limits.NumberCharacters ? number : null;
    }

    /// <summary>A few words for a message: <c>the text "x"</c>, <c>1.5</c>, <c>null</c>, <c>a list</c>.</summary>
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

    // 1e-99 is read as 0.
    private static bool MantissaIsZero(ReadOnlySpan<byte> raw)
    {
        var exponent = raw.IndexOfAny((byte)'e', (byte)'E');
        return (exponent < 0 ? raw : raw[..exponent]).IndexOfAnyInRange((byte)'1', (byte)'9') < 0;
    }

    private static string Clipped(ReadOnlySpan<byte> raw) =>
        raw.Length <= 2 * Limits.NumberCharacters ? Encoding.ASCII.GetString(raw) : Encoding.ASCII.GetString(raw[..Limits.NumberCharacters]) + "…";
}
