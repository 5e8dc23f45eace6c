using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Reading;

/// <summary>Reads titles and labels.</summary>
public static class LocalTextReader
{
    /// <summary>
    /// Reads <c>{"zh": …, "en": …}</c> with at least one of them, or a plain text. A plain text with a Chinese character is Chinese,
    /// otherwise English.
    /// </summary>
    public static LocalText Read(JsonCursor at)
    {
        if (at.IsText)
            return Of(at.Text(Limits.LabelCharacters));
        if (at.IsThere && !at.IsObject)
        {
            at.Expected("a text or an object with zh, en or both");
            return new LocalText();
        }
        var fields = at.Object("zh", "en");
        var read = new LocalText(fields.Nullable("zh").TextOrNull(Limits.LabelCharacters), fields.Nullable("en").TextOrNull(Limits.LabelCharacters));
        if (at.IsObject && read is { Zh: null, En: null }) at.Fail("has no text; zh, en or both are needed");
        return read;
    }

    /// <summary>A plain text in its language.</summary>
    public static LocalText Of(string text) => text.Any(IsChinese) ? new(Zh: text) : new(En: text);

    public static LocalText? ReadOptional(JsonCursor at) => at.IsThere ? Read(at) : null;

    // CJK radicals to unified ideographs, compatibility ideographs, and the surrogates of the supplementary ideographic planes.
    private static bool IsChinese(char character) =>
        character is (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uD840' and <= '\uD88D');
}
