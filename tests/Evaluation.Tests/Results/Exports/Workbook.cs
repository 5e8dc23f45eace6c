using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Evaluation.Tests.Results.Exports;

/// <summary>An exported workbook, read as a zip of XML.</summary>
internal sealed partial record Workbook(IReadOnlyList<Workbook.Sheet> Sheets)
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static Workbook Read(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var targets = Part(zip, "xl/_rels/workbook.xml.rels").Elements().ToDictionary(relation => (string)relation.Attribute("Id")!, relation => (string)relation.Attribute("Target")!);
        var formats = Formats(Part(zip, "xl/styles.xml"));
        return new([.. Part(zip, "xl/workbook.xml").Descendants(Main + "sheet").Select(sheet => Sheet.Of(
            (string)sheet.Attribute("name")!, Part(zip, "xl/" + targets[(string)sheet.Attribute(Relations + "id")!].Replace("/xl/", "", StringComparison.Ordinal)), formats))]);
    }

    private static XElement Part(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace).Root!;
    }

    private static string[] Formats(XElement styles)
    {
        var own = styles.Descendants(Main + "numFmt").ToDictionary(format => (string)format.Attribute("numFmtId")!, format => (string)format.Attribute("formatCode")!);
        return [.. styles.Element(Main + "cellXfs")!.Elements().Select(style => own.GetValueOrDefault((string?)style.Attribute("numFmtId") ?? "", ""))];
    }

    /// <param name="FrozenRows">The number of frozen rows.</param>
    /// <param name="Rows">Including the header.</param>
    internal sealed partial record Sheet(string Name, int FrozenRows, IReadOnlyList<IReadOnlyList<Value>> Rows)
    {
        public static Sheet Of(string name, XElement sheet, string[] formats)
        {
            Assert.Empty(sheet.Descendants(Main + "f"));
            var pane = sheet.Descendants(Main + "pane").Single();
            Assert.Equal("frozen", (string?)pane.Attribute("state"));
            return new(name, (int)pane.Attribute("ySplit")!, [.. sheet.Descendants(Main + "row").Select(row => Row(row, formats))]);
        }

        private static IReadOnlyList<Value> Row(XElement row, string[] formats) =>
            [.. row.Elements(Main + "c").Select(cell => Value(cell, formats[(int?)cell.Attribute("s") ?? 0]))];

        private static Value Value(XElement cell, string format) => (string?)cell.Attribute("t") switch
        {
            "inlineStr" => new("text", Unescaped(cell.Element(Main + "is")!.Value), format),
            "b" => new("flag", cell.Value, format),
            null when cell.IsEmpty => new("none", "", format),
            null => new("number", cell.Value, format),
            var other => throw new InvalidDataException(other),
        };

        // As a spreadsheet does.
        private static string Unescaped(string text) => Escape().Replace(text, escape => ((char)int.Parse(escape.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

        [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
        private static partial Regex Escape();
    }

    internal sealed record Value(string Kind, string Text, string Format);
}
