using System.Text;
using Evaluation.Gateway.Http.Downloads;

namespace Evaluation.Tests.Http;

/// <summary>Names of downloads: whole characters, and at most 255 bytes.</summary>
public sealed class DownloadNameTests
{
    [Theory]
    [InlineData("ev-8 𠮷野家 报告", "ev-8 𠮷野家 报告.pdf")]
    [InlineData("हिन्दी रिपोर्ट", "हिन्दी रिपोर्ट.pdf")]
    [InlineData("ภาษาไทย", "ภาษาไทย.pdf")]
    [InlineData("Cafe\u0301 (2020/21): \"final\"", "Cafe\u0301 2020 21 final.pdf")]
    [InlineData("a\u202Efdp.exe", "a fdp exe.pdf")]
    [InlineData("../..\\etc\r\nX: y", "etc X y.pdf")]
    public void A_name_keeps_letters_with_their_marks(string title, string name) => Assert.Equal(name, DownloadName.Of(title, "pdf"));

    [Theory]
    [InlineData("长", 3)]
    [InlineData("𠮷", 4)]
    [InlineData("รี่", 9)]
    [InlineData("a", 1)]
    public void A_name_is_cut_between_characters_at_255_bytes(string character, int bytes)
    {
        var name = DownloadName.Of(string.Concat(Enumerable.Repeat(character, 300)), "docx");
        Assert.InRange(Encoding.UTF8.GetByteCount(name), DownloadName.BytesMax - bytes + 1, DownloadName.BytesMax);
        Assert.Equal("", name.Replace(character, "", StringComparison.Ordinal).Replace(".docx", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_header_has_the_name_in_both_forms_unless_it_consists_of_codes()
    {
        Assert.Equal("attachment; filename=\"r1-results-v2.csv\"", DownloadName.Attachment("r1-results-v2", "csv"));
        var header = System.Net.Http.Headers.ContentDispositionHeaderValue.Parse(DownloadName.Attachment("ev-8 𠮷野家", "pdf"));
        Assert.Equal("ev-8 𠮷野家.pdf", header.FileNameStar);
        Assert.True(Ascii.IsValid(header.FileName!));
    }
}
