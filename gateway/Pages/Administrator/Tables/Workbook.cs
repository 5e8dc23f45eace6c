using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>The first sheet of a workbook (XLSX) as rows of texts, like <see cref="Csv"/>.</summary>
internal static class Workbook
{
    /// <summary>Bytes of a workbook's parts when they are unpacked; without it a small file could fill the memory.</summary>
    private const long UnpackedBytes = 128L << 20;

    /// <summary>Rows that are looked at; a definition has far fewer, and a sheet may claim millions.</summary>
    private const int RowsMax = 10_000;

    /// <summary>Whether it begins as packed files do, which no text does.</summary>
    public static bool IsOne(Stream file)
    {
        Span<byte> head = stackalloc byte[4];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return head[..read].SequenceEqual("PK\u0003\u0004"u8);
    }

    /// <summary>The rows of the first sheet; false for what is no workbook, or is too large for one.</summary>
    public static bool TryRead(Stream file, [NotNullWhen(true)] out IReadOnlyList<string[]>? rows)
    {
        rows = null;
        try
        {
            if (Unpacked(file) > UnpackedBytes)
                return false;
            file.Position = 0;
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new() { LeaveOpen = true });
            string[][] found = [.. SheetRows.Of(reader).Take(RowsMax + 1)];
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
