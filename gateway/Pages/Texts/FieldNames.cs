using System.Globalization;

namespace Evaluation.Gateway.Pages.Texts;

/// <summary>The places of a form or definition in the reader's language.</summary>
public static class FieldNames
{
    /// <summary>
    /// The place of a JSON pointer: <c>Groups › 2 › Roll</c> for <c>/groups/1/roll</c>. Items count from 1; what the catalogue does not
    /// know, such as the code of a group, stays as it is. Empty for the whole.
    /// </summary>
    /// <param name="form">The form whose labels are used for its own fields, such as <c>draws</c>; null for a definition.</param>
    /// <param name="item">The name of the item of a list at an index; null, or the answer null, for the number.</param>
    public static string Of(Catalogue texts, string pointer, string? form = null, Func<string, int, string?>? item = null)
    {
        string[] parts = [.. pointer.Split('/').Skip(1)];
        return string.Join(" › ", parts.Index().Select(part => NameOfItem(part) ?? Name(texts, part.Item, parts[..part.Index].LastOrDefault(before => !IsIndex(before, out _)) ?? form)));

        string? NameOfItem((int Index, string Item) part) => part.Index > 0 && IsIndex(part.Item, out var number) ? item?.Invoke(parts[part.Index - 1], number) : null;
    }

    /// <summary>The name of a field, which may differ in a list, an object or a form: <c>cap-entries</c> is the cap of an entry.</summary>
    private static string Name(Catalogue texts, string part, string? around) => IsIndex(part, out var index)
        ? (index + 1).ToString(CultureInfo.InvariantCulture)
        : texts.Find($"field.{part}-{around}") ?? texts.Find("field." + part) ?? part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static bool IsIndex(string part, out int index) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out index);
}
