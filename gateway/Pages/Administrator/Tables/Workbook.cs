using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>Reads the first worksheet of a workbook (XLSX) as rows of texts, like <see cref="Csv"/>.</summary>
internal static class Workbook
{
    /// <summary>Most bytes of a workbook's parts after decompression. Without this limit a small file could fill the memory.</summary>
    private const long UnpackedBytes = 128L << 20;

    /// <summary>Most rows that are read. A definition has far fewer, but a worksheet can declare millions.</summary>
    private const int RowsMax = 10_000;

    /// <summary>Whether the file begins with the signature of a ZIP archive, which no text does.</summary>
    public static bool IsOne(Stream file)
    {
        Span<byte> head = stackalloc byte[4];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return head[..read].SequenceEqual("PK\u0003\u0004"u8);
    }

    /// <summary>Reads the rows of the first worksheet. False for a file that is not a workbook or is too large.</summary>
    public static bool TryRead(Stream file, [NotNullWhen(true)] out IReadOnlyList<string[]>? rows)
    {
        rows = null;
        try
        {
            if (Unpacked(file) > UnpackedBytes)
                return false;
            file.Position = 0;
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new() { LeaveOpen = true });
            string[][] found = [.. WorksheetRows.Of(reader).Take(RowsMax + 1)];
            if (found.Length > RowsMax)
                return false;
            rows = found;
            return true;
        }
        catch (Exception fault) when (fault is ExcelReaderException or InvalidDataException or XmlException or FormatException)
        {
            return false;
        }
    }

    private static long Unpacked(Stream file)
    {
        using var parts = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        return parts.Entries.Sum(part => part.Length);
    }
}
