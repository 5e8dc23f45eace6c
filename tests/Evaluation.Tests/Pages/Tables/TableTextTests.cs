using System.Text;
using Evaluation.Gateway.Pages.Administrator.Tables;

namespace Evaluation.Tests.Pages.Tables;

/// <summary>Text files: the encoding is found or refused, and no character is lost or invented.</summary>
public sealed class TableTextTests
{
    private const string Table = "code,zh,class\r\nu1,妇女儿童中心,town\r\nu2,第二小学校,town\r\nu3,𠮷林路小学,school\r\n";

    public static readonly TheoryData<string, byte[]> Encoded = new()
    {
        { "UTF-8", [.. Encoding.UTF8.GetBytes(Table)] },
        { "UTF-8", [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(Table)] },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Table)] },
        { "UTF-16", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Table)] },
        { "GB 18030", Gb18030(Table) },
    };

    [Theory]
    [MemberData(nameof(Encoded))]
    public void A_file_is_decoded_by_its_mark_or_its_bytes(string encoding, byte[] file)
    {
        var read = TableText.Decode(file);
        Assert.Equal((Table, encoding, encoding == "GB 18030"), (read.Text, read.Encoding, read.IsAssumed));
    }

    [Fact]
    public void A_file_that_is_valid_in_two_encodings_is_marked_to_be_checked()
    {
        // 学校 in GB 18030 is two Cyrillic letters in UTF-8.
        Assert.True(TableText.Decode([.. "c\n"u8, 0xD1, 0xA7, 0xD0, 0xA3]).IsAssumed);
        Assert.False(TableText.Decode("c\n学校\n"u8).IsAssumed);
        Assert.False(TableText.Decode("c\nu\n"u8).IsAssumed);
        Assert.Equal("c\n中学", TableText.Decode(Gb18030("c\n中学")).Text);
    }

    [Fact]
    public void A_letter_of_two_bytes_that_lost_one_is_not_read_as_Chinese() =>
        Assert.Equal(3, TableText.Decode([.. "c,d\nCaf\u00E9,x\nCaf"u8, 0xA9, (byte)'y']).BadLine);

    /// <summary>For every byte of a Chinese character in UTF-8: the file without it is refused, and never read as GB 18030.</summary>
    [Fact]
    public void A_file_that_lost_any_one_byte_is_refused_with_its_line()
    {
        var file = Encoding.UTF8.GetBytes(Table);
        for (var lost = 0; lost < file.Length; lost++)
        {
            if (file[lost] < 0x80)
                continue;
            var read = TableText.Decode([.. file[..lost], .. file[(lost + 1)..]]);
            Assert.Null(read.Text);
            Assert.Equal((lost, file.AsSpan(0, lost).Count((byte)'\n') + 1), (lost, read.BadLine));
        }
    }

    /// <summary>Short names, among them ones whose bytes in GB 18030 are partly or wholly letters of UTF-8.</summary>
    private static readonly string[] ShortNames = [.. "统计局 信访局 城管局 实验小学 中医院 幼儿园 教育局 水利局 人民医院 东城区 街道办 县政府 法院".Split(' ')];

    [Fact]
    public void A_table_of_one_or_two_rows_in_GB_18030_is_read()
    {
        foreach (var first in ShortNames)
            foreach (var second in ShortNames.Prepend(""))
            {
                var table = $"code,zh\r\nu1,{first}\r\n" + (second.Length == 0 ? "" : $"u2,{second}\r\n");
                Assert.Equal((table, "GB 18030", true), (TableText.Decode(Gb18030(table)).Text, TableText.Decode(Gb18030(table)).Encoding, TableText.Decode(Gb18030(table)).IsAssumed));
            }
    }

    [Fact]
    public void A_table_of_one_row_in_UTF_8_that_lost_any_one_byte_is_refused()
    {
        foreach (var name in ShortNames.Concat(["局", "Sant\u00E9", "M\u00FCller K\u00F6ln D\u00FCren", "\u00E4\u00E4\u00E4", "\u0428\u043A\u043E\u043B\u0430", "𠮷林路"]))
        {
            var file = Encoding.UTF8.GetBytes($"code,zh\nu1,{name}\n");
            for (var lost = 0; lost < file.Length; lost++)
                if (file[lost] >= 0x80)
                    Assert.Equal((name, lost, null), (name, lost, TableText.Decode([.. file[..lost], .. file[(lost + 1)..]]).Text));
        }
    }

    [Fact]
    public void European_letters_with_a_changed_byte_are_not_read_as_Chinese() =>
        Assert.Null(TableText.Decode([.. "c\nM\u00FCller\nK\u00F6ln\nD"u8, 0xC3, 0xC3, .. "ren\nT\u00FCr\n"u8]).Text);

    /// <summary>供电公司 is as many bytes of a Chinese character in UTF-8 as of none.</summary>
    [Fact]
    public async Task A_file_that_only_seems_to_be_GB_18030_is_refused_with_its_name()
    {
        Assert.Equal("is not valid UTF-8: the file seems to be in GB 18030, but has too little text to be sure; save it as UTF-8", await Fault("c,d\nu1,供电公司\n"));
        Assert.Contains("seems to be in GB 18030", await Fault("c,d\nu1,镇\n"), StringComparison.Ordinal);

        static async Task<string> Fault(string text)
        {
            using var file = new MemoryStream(Gb18030(text));
            return Assert.Single((await TableFile.ReadAsync(file, rowsMax: 9, CancellationToken.None)).Faults).Message;
        }
    }

    [Theory]
    [InlineData("c\nu,Sant\u00E9,x\n", 2)]
    [InlineData("c,na\u00EFve\n", 1)]
    [InlineData("c\nu,M\u00FCnchen\nv,K\u00F6ln\n", 2)]
    public void A_file_in_another_encoding_is_refused_with_its_line(string text, int line) =>
        Assert.Equal((null, line), (TableText.Decode(Encoding.Latin1.GetBytes(text)).Text, TableText.Decode(Encoding.Latin1.GetBytes(text)).BadLine));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Half_a_character_of_UTF_16_is_refused_with_its_line(bool isBigEndian)
    {
        var encoding = isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode;
        byte[] mark = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE];
        byte[] half = isBigEndian ? [0xD8, 0x42] : [0x42, 0xD8];
        Assert.Equal(3, TableText.Decode([.. mark, .. encoding.GetBytes("a\nb\n"), .. half, .. encoding.GetBytes("c\n")]).BadLine);
        Assert.Equal(2, TableText.Decode([.. mark, .. encoding.GetBytes("a\nb"), 0]).BadLine);
    }

    [Theory]
    [InlineData("a,b\n1,???\n", 2, "B", "only question marks")]
    [InlineData("a,b\n1,x\uFFFDy\n", 2, "B", "U+FFFD")]
    [InlineData("a,b\n1,#N/A\n", 2, "B", "the error #N/A")]
    [InlineData("a,b\n1,＃N/A\n", 2, "B", "the error ＃N/A")]
    [InlineData("a,b\n1,Err:502\n", 2, "B", "the error Err:502")]
    [InlineData("a,b\n\n1,#ref!\n", 3, "B", "the error")]
    [InlineData("a,b\n1,########\n", 2, "B", "the error")]
    [InlineData("a,b\n1,\"x\n", 2, null, "quotation mark")]
    [InlineData("a,b\n1,\"x\"y\n2,3\n", 2, null, "quotation mark")]
    public void A_cell_without_a_value_is_a_fault_at_its_line_and_column(string text, int line, string? column, string message)
    {
        var fault = Assert.Single(Csv.Read(text, rowsMax: 9).Faults);
        Assert.Equal(new TablePlace(null, line, column), fault.Place);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sep=;\r\na;b,c\r\n", "a|b,c", 2)]
    [InlineData("\"sep=,\"\na,b;c\n", "a|b;c", 2)]
    [InlineData("sep=\t\na\tb\n", "a|b", 2)]
    [InlineData("\uFEFFsep=|\na|b\n", "a|b", 2)]
    [InlineData("\"a,x\";b;c\n", "a,x|b|c", 1)]
    [InlineData("5\" pipe,b\n", "5\" pipe|b", 1)]
    public void The_separator_is_declared_or_the_most_frequent_one(string text, string cells, int line)
    {
        var content = Csv.Read(text, rowsMax: 9);
        Assert.Empty(content.Faults);
        var row = Assert.Single(content.Rows);
        Assert.Equal((cells, line), (string.Join('|', row.Cells), row.Number));
    }

    [Fact]
    public void A_row_has_the_number_of_its_first_line() =>
        Assert.Equal([1, 2, 5, 8], Csv.Read("a,b\r\n\"1\r\n1\r\n1\",x\r\n2,\"y\r\ny\"\r\n\r\n3,z\r\n", rowsMax: 9).Rows.Select(row => row.Number));

    [Fact]
    public void Reading_stops_after_the_most_rows_columns_and_characters()
    {
        var rows = Csv.Read(string.Concat(Enumerable.Repeat("u,x\n", 1_000_000)), rowsMax: 100);
        Assert.Equal((101, 102), (rows.Rows.Count, Assert.Single(rows.Faults).Place.Row));

        foreach (var line in new[] { new string(',', 16 << 20), "\"" + new string('x', 16 << 20), new string('\n', 4 << 20), "a,b\n" + new string(',', 300) })
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var content = Csv.Read(line, rowsMax: 100);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 64 << 20);
            Assert.Single(content.Faults);
        }
    }

    /// <summary>The limit is exact, wherever a buffer of the parser ends.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(4_000, false)]
    [InlineData(20_000, false)]
    public void A_row_has_at_most_131_072_characters(int more, bool isRead)
    {
        var row = string.Join(',', new string('x', 100), new string('y', Limits.TableRowCharacters - 101 + more));
        foreach (var (before, end) in new[] { ("", ""), ("", "\r\n"), ("a,b\n", "\n"), ("a,b\r\n", "\r\nu,v\r\n") })
        {
            var content = Csv.Read(before + row + end, rowsMax: 9);
            Assert.Equal(isRead, content.Faults.Count == 0);
            if (!isRead)
                Assert.Contains("131072 characters", Assert.Single(content.Faults).Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Gb18030(string text) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);
}
