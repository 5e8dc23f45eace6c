using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Http.Lists;

/// <summary>Reads a parameter of the query that filters a list.</summary>
internal static class WordQuery
{
    /// <summary>
    /// The word as a value of the enumeration; null without the parameter. Refused with <see cref="RefusalCode.BadRequest"/> for another
    /// word.
    /// </summary>
    public static Outcome<TEnum?> Read<TEnum>(string name, string? text)
        where TEnum : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
            return default(TEnum?);
        string[] words = [.. Enum.GetNames<TEnum>().Select(known => known.ToLowerInvariant())];
        return Array.IndexOf(words, text) is var index and >= 0
            ? Enum.GetValues<TEnum>()[index]
            : new Refusal(RefusalCode.BadRequest, $"{name} is one of {PlainText.QuotedList(words)}.", ("parameter", name));
    }
}
