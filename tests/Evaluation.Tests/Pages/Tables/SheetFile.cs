using System.IO.Compression;
using System.Text;

namespace Evaluation.Tests.Pages.Tables;

/// <summary>Workbooks part by part, with cells that no writer of tables makes: errors, formulas without a result, cells far away.</summary>
internal static class SheetFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>A workbook with one sheet.</summary>
    /// <param name="rows">The elements inside of <c>sheetData</c>.</param>
    /// <param name="after">The elements after it.</param>
    public static byte[] Of(string name, string rows, string after = "") => Of((name, "", $"<sheetData>{rows}</sheetData>{after}"));

    /// <summary>A workbook with several sheets, each with its state (<c>hidden</c>, or empty) and its contents.</summary>
    public static byte[] Of(params (string Name, string State, string Contents)[] sheets)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{Each(sheets, number => $"""<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>""")}</Types>""");
            Add(zip, "_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="r" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}/relationships">{Each(sheets, number => $"""<Relationship Id="r{number}" Type="{Office}/worksheet" Target="worksheets/sheet{number}.xml"/>""")}</Relationships>""");
            Add(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{Each(sheets, number => $"""<sheet name="{sheets[number - 1].Name}" sheetId="{number}" r:id="r{number}"{(sheets[number - 1].State is { Length: > 0 } state ? $" state=\"{state}\"" : "")}/>""")}</sheets></workbook>""");
            for (var number = 1; number <= sheets.Length; number++)
                Add(zip, $"xl/worksheets/sheet{number}.xml", $"""<worksheet xmlns="{Main}">{sheets[number - 1].Contents}</worksheet>""");
        }
        return file.ToArray();
    }

    /// <summary>A row of text cells, in the columns from A on.</summary>
    public static string Row(int number, params string[] cells) =>
        $"""<row r="{number}">{string.Concat(cells.Index().Select(cell => $"""<c r="{(char)('A' + cell.Index)}{number}" t="inlineStr"><is><t>{cell.Item}</t></is></c>"""))}</row>""";

    /// <summary>A zip file with one entry of so many blanks.</summary>
    public static byte[] Blanks(string name, int bytes)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open())
        {
            var blanks = new byte[1 << 20];
            Array.Fill(blanks, (byte)' ');
            for (var written = 0; written < bytes; written += blanks.Length)
                part.Write(blanks);
        }
        return file.ToArray();
    }

    private static string Each(Array sheets, Func<int, string> part) => string.Concat(Enumerable.Range(1, sheets.Length).Select(part));

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(xml));
    }
}
