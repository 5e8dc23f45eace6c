using System.Text.Json;

namespace Evaluation.Kernel.Reading;

/// <summary>Tells JSON that is nested too deep from text that is not JSON: the parser throws the same exception for both.</summary>
public static class JsonDepth
{
    /// <summary>The refusal of a text that the parser has refused.</summary>
    /// <param name="json">The text, without a byte order mark.</param>
    /// <param name="depthMax">The depth that the parser allows.</param>
    /// <param name="broken">What the parser has thrown.</param>
    public static Refusal Refuse(ReadOnlySpan<byte> json, int depthMax, JsonException broken) => IsExceeded(json, depthMax)
        ? new(RefusalCode.NestedTooDeep, $"The body is nested too deep: objects and lists lie at most {depthMax} deep in each other.", ("depthMax", depthMax))
        : new(RefusalCode.NotJson, $"The body is not valid JSON, near line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");

    /// <summary>Whether an object or list lies deeper than allowed, and everything before it is JSON.</summary>
    public static bool IsExceeded(ReadOnlySpan<byte> json, int depthMax)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depthMax + 1 });
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= depthMax)
                    return true;
        }
        catch (JsonException)
        {
            return false;
        }
        return false;
    }
}
