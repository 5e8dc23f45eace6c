using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Gateway.Tables;

/// <summary>Reads the first visible worksheet of a workbook (XLSX) as rows of texts, like <see cref="Csv"/>.</summary>
internal static class Workbook
{
    private const string NotOne = "the file is not a workbook that can be read";

    /// <summary>Whether the file begins with the signature of a ZIP archive, which no text does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Whether the file is a workbook of an old format or one with a password.</summary>
    public static bool IsClosed(ReadOnlySpan<byte> file) => file is [0xD0, 0xCF, 0x11, 0xE0, ..];

    /// <summary>Reads the rows as far as the limits of a table allow. Every fault has its sheet, row and column.</summary>
    /// <param name="rowsMax">The most rows below the heading.</param>
    public static TableContent Read(Stream file, int rowsMax)
    {
        try
        {
            if (!UnpacksWithin(file, Limits.WorkbookBytes))
                return TableContent.Unreadable($"the file is not a workbook that can be read: unpacked it has more than {Limits.WorkbookBytes >> 20} MiB");
            file.Position = 0;
            using var document = SpreadsheetDocument.Open(file, isEditable: false, new() { MaxCharactersInPart = Limits.WorkbookBytes });
            if (document.WorkbookPart is not { } book || FirstSheet(book) is not ({ } name, { } part))
                return TableContent.Unreadable(NotOne);
            return SharedTexts.Read(book) is { } texts
                ? new Worksheet(name, texts, rowsMax).Read(part)
                : TableContent.Unreadable($"the workbook has more than {Limits.WorkbookTexts} different texts; delete the sheets that the table does not need");
        }
        catch (Exception fault) when (fault is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or FormatException or InvalidOperationException or ArgumentException)
        {
            return TableContent.Unreadable(NotOne);
        }
    }

    private static (string Name, WorksheetPart Part)? FirstSheet(WorkbookPart book)
    {
        foreach (var sheet in book.Workbook?.Sheets?.Elements<Sheet>() ?? [])
            if (sheet.State?.InnerText is not ("hidden" or "veryHidden") && sheet.Id?.Value is { } id && book.TryGetPartById(id, out var part) && part is WorksheetPart worksheet)
                return (sheet.Name?.Value ?? "", worksheet);
        return null;
    }

    /// <summary>Decompresses every part and counts, because the lengths that an archive declares can be wrong.</summary>
    private static bool UnpacksWithin(Stream file, long bytesMax)
    {
        var buffer = new byte[80 << 10];
        var unpacked = 0L;
        using var parts = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (parts.Entries.Sum(part => part.Length) > bytesMax)
            return false;
        foreach (var part in parts.Entries)
        {
            using var content = part.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
                if ((unpacked += read) > bytesMax)
                    return false;
        }
        return true;
    }
}
