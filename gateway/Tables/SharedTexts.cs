using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Gateway.Tables;

/// <summary>The texts that cells of a workbook refer to by number.</summary>
internal static class SharedTexts
{
    /// <summary>All texts; null for more than <see cref="Limits.WorkbookTexts"/>.</summary>
    public static IReadOnlyList<string>? Read(WorkbookPart book)
    {
        var texts = new List<string>();
        if (book.SharedStringTablePart is not { } part)
            return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(SharedStringItem) || !reader.IsStartElement)
                continue;
            if (texts.Count == Limits.WorkbookTexts)
                return null;
            texts.Add(Of(reader.LoadCurrentElement()));
        }
        return texts;
    }

    /// <summary>The text of an item with or without formats. Readings of characters, which are beside the text, are left out.</summary>
    public static string Of(OpenXmlElement? item) => item is null ? "" : string.Concat(item.ChildElements.Select(part => part switch
    {
        Text text => text.Text,
        Run run => run.Text?.Text,
        _ => null,
    }));
}
