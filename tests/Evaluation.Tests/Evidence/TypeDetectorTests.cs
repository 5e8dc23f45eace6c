using System.IO.Compression;
using System.Text;
using Evaluation.Gateway.Evidence.Types;

namespace Evaluation.Tests.Evidence;

/// <summary>The content decides the type of a file.</summary>
public sealed class TypeDetectorTests
{
    [Theory]
    [InlineData("255044462D312E37", "pdf")]
    [InlineData("89504E470D0A1A0A0000", "png")]
    [InlineData("FFD8FFE000104A464946", "jpg")]
    [InlineData("474946383761", "gif")]
    [InlineData("474946383961", "gif")]
    [InlineData("52494646240000005745425056503820", "webp")]
    [InlineData("49492A0008000000", "tif")]
    [InlineData("4D4D002A00000008", "tif")]
    [InlineData("424D1000000000000000360000002800", "bmp")]
    [InlineData("0000001866747970686569630000", "heic")]
    [InlineData("00000018667479706D6966310000", "heic")]
    [InlineData("000000206674797069736F6D0000", "mp4")]
    [InlineData("00000014667479707174202000", "mov")]
    [InlineData("00000020667479704D344120", "m4a")]
    [InlineData("4944330300000000", "mp3")]
    public void A_signature_decides_the_type_of_a_file(string hex, string extension) => Assert.Equal(extension, Detect(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("MZ\u0090\u0000\u0003", "a program of Windows")]
    [InlineData("\u007fELF\u0002\u0001", "a program of Linux")]
    [InlineData("a\u0000b", "text with a zero")]
    [InlineData("BM of which the length is not in the header\u0001", "a bitmap in name only")]
    [InlineData("%pdf-1.7\u0001", "a signature in small letters")]
    public void A_file_without_a_signature_that_is_not_text_is_refused(string content, string what) =>
        Assert.True(Detect(Encoding.Latin1.GetBytes(content)) is null, what);

    [Theory]
    [InlineData("a note\r\n\twith a tab", true)]
    [InlineData("现场查看记录", true)]
    [InlineData("\uFEFFwith a mark", true)]
    public void A_text_is_valid_UTF_8_to_its_last_byte(string text, bool isText)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(isText ? "txt" : null, Detect(bytes));
        Assert.Null(Detect([.. bytes, 0xFF]));
        Assert.Null(Detect([.. bytes, 0xE7, 0x8E]));
    }

    [Fact]
    public void A_long_text_is_recognised_even_if_a_read_splits_a_character()
    {
        for (var before = 0; before < 4; before++)
            Assert.Equal("txt", Detect(Encoding.UTF8.GetBytes(new string('a', before) + string.Concat(Enumerable.Repeat("评价😀", 40_000)))));
        Assert.Null(Detect([.. Encoding.UTF8.GetBytes(new string('评', 60_000)), 0x00]));
    }

    [Theory]
    [InlineData("docx", "[Content_Types].xml", "_rels/.rels", "word/document.xml")]
    [InlineData("xlsx", "[Content_Types].xml", "xl/workbook.xml")]
    [InlineData("pptx", "[Content_Types].xml", "ppt/presentation.xml")]
    [InlineData("ofd", "OFD.xml", "Doc_0/Document.xml")]
    [InlineData("zip", "scan-1.png", "scan-2.png")]
    [InlineData("zip", "[Content_Types].xml", "readme.txt")]
    [InlineData(null, "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")]
    [InlineData(null)]
    public void The_entries_of_an_archive_decide_its_document_type(string? extension, params string[] names) => Assert.Equal(extension, Detect(Archive(names)));

    [Theory]
    [InlineData("application/vnd.oasis.opendocument.text", "odt")]
    [InlineData("application/vnd.oasis.opendocument.spreadsheet", "ods")]
    [InlineData("application/vnd.oasis.opendocument.presentation", "odp")]
    [InlineData("application/epub+zip", "zip")]
    public void An_OpenDocument_file_states_its_type_first(string mediaType, string extension)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var first = zip.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
                first.Write(Encoding.ASCII.GetBytes(mediaType));
            zip.CreateEntry("content.xml").Open().Dispose();
        }
        Assert.Equal(extension, Detect(bytes.ToArray()));
    }

    [Theory]
    [InlineData("""<Types><Default Extension="xml" ContentType="application/xml"/></Types>""", "", "docx")]
    [InlineData("""<Types><Override PartName="/word/picture.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>""", "", null)]
    [InlineData("""<Types><Default Extension="png" ContentType="application/vnd.MS-office.VBAPROJECT"/></Types>""", "", null)]
    [InlineData("""<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>""", "", null)]
    [InlineData("""<Types><Override PartName="/xl/a.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/></Types>""", "", null)]
    [InlineData("<Types/>", """<Relationships><Relationship Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.png"/></Relationships>""", null)]
    [InlineData("<Types", "", null)]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><Types>&b;</Types>", "", null)]
    public void A_document_whose_package_describes_macros_is_refused_whatever_its_parts_are_called(string types, string relationships, string? extension)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
            Assert.Equal(extension, Detect(Archive(encoding, ("[Content_Types].xml", types), ("word/document.xml", ""), ("word/_rels/document.xml.rels", relationships), ("word/picture.bin", "x"))));
    }

    [Theory]
    [InlineData("Basic/Standard/Module1.xml")]
    [InlineData("Scripts/python/run.py")]
    public void An_OpenDocument_file_with_macros_is_refused(string part)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var first = zip.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
                first.Write("application/vnd.oasis.opendocument.text"u8);
            zip.CreateEntry(part).Open().Dispose();
        }
        Assert.Null(Detect(bytes.ToArray()));
    }

    [Fact]
    public void An_older_office_document_with_macros_is_refused()
    {
        var file = new byte[512 * 140];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        foreach (var (at, stream) in (ReadOnlySpan<(int, string)>)[(512 * 133, "WordDocument"), (512 * 135 + 128, "_VBA_PROJECT")])
        {
            Encoding.Unicode.GetBytes(stream + '\0').CopyTo(file, at);
            file[at + 64] = (byte)(2 * (stream.Length + 1));
        }
        Assert.Null(Detect(file));
    }

    [Fact]
    public void A_truncated_archive_is_refused() => Assert.Null(Detect(Archive("a.txt", "b.txt")[..40]));

    [Theory]
    [InlineData("WordDocument", "doc")]
    [InlineData("Workbook", "xls")]
    [InlineData("PowerPoint Document", "ppt")]
    [InlineData("WordDocument2", null)]
    [InlineData("!_StringData", null)]
    public void An_older_office_document_states_its_type_in_its_directory(string stream, string? extension)
    {
        var file = new byte[512 * 140];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        var entry = file.AsSpan(512 * 133 + 128);
        Encoding.Unicode.GetBytes(stream + '\0').CopyTo(entry);
        entry[64] = (byte)(2 * (stream.Length + 1));
        Assert.Equal(extension, Detect(file));
    }

    [Fact]
    public void The_detector_rewinds_the_content_and_every_type_is_found_by_its_media_type()
    {
        using var content = new MemoryStream("%PDF-1.7 and more"u8.ToArray());
        TypeDetector.Detect(content, out _);
        Assert.Equal(0, content.Position);
        Assert.All(FileType.All, type => Assert.Same(type, FileType.Of(type.MediaType)));
    }

    private static string? Detect(byte[] content) => TypeDetector.Detect(new MemoryStream(content), out _)?.Extension;

    private static byte[] Archive(Encoding encoding, params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(text.Length == 0 ? [] : [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            }
        }
        return bytes.ToArray();
    }

    private static byte[] Archive(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
                zip.CreateEntry(name).Open().Dispose();
        }
        return bytes.ToArray();
    }
}
