using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Gateway.Evidence;
using SkiaSharp;

namespace Evaluation.Tests.Http;

/// <summary>Withdrawal, index, archive and thumbnails of evidence, and the evidence of inspectors.</summary>
[Collection(SharedServer.Name)]
public sealed class EvidenceArchiveTests(TestServer server)
{
    private static readonly byte[] Report = [.. "%PDF-1.7\n"u8, .. Encoding.UTF8.GetBytes("工作总结")];

    [Fact]
    public async Task A_withdrawn_item_is_gone_its_number_is_not_used_again_and_its_content_can_be_filed_anew()
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        (await Filing.FileAsync(unit, round, Report)).Answers(201);
        var path = $"{Filing.Path(round)}/ev-1";
        for (var time = 0; time < 2; time++)
            Assert.Equal(0, (await WithdrawAsync(unit, path, """{"reason":"wrong year"}""")).Answers().GetArrayLength());
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Report)), server.Get<WithdrawnContents>().Take());
        (await unit.GetAsync($"{path}/file")).Refuses(404, "no-such-evidence");
        Assert.Equal("ev-2", (await Filing.FileAsync(unit, round, Report)).Answers(201).GetProperty("id").GetString());
        (await WithdrawAsync(unit, $"{Filing.Path(round)}/ev-9", """{"reason":"wrong year"}""")).Refuses(404, "no-such-evidence");
        (await WithdrawAsync(unit, $"{Filing.Path(round)}/ev-2", "{}")).Refuses(400, "bad-request");
    }

    [Fact]
    public async Task The_evidence_of_inspectors_is_hidden_from_the_unit_until_publication()
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        var inspector = await server.StaffWithAsync("""{"role":"inspector"}""");
        (await Filing.FileAsync(unit, round, Report)).Answers(201);
        Assert.Equal("iev-1", (await Filing.FileAsync(inspector, round, Report, criterion: "")).Answers(201).GetProperty("id").GetString());

        Assert.Equal(["ev-1"], await IdsAsync(unit, round));
        Assert.Equal(["ev-1", "iev-1"], await IdsAsync(inspector, round));
        (await unit.GetAsync($"{Filing.Path(round)}/iev-1/file")).Refuses(404, "no-such-evidence");
        Assert.DoesNotContain("iev-1", (await unit.GetAsync($"{Filing.Path(round)}/index?format=csv")).Text, StringComparison.Ordinal);
        using (var archive = new ZipArchive(new MemoryStream((await unit.GetAsync($"{Filing.Path(round)}/archive")).Body)))
            Assert.DoesNotContain(archive.Entries, entry => entry.Name.StartsWith("iev", StringComparison.Ordinal));
        await round.MoveAsync("voting", "sealed", "provisional", "published");
        Assert.Equal(["ev-1", "iev-1"], await IdsAsync(unit, round));
    }

    [Fact]
    public async Task A_member_of_staff_with_the_role_of_the_unit_files_to_the_units_list_only_and_another_unit_not_at_all()
    {
        var (round, _) = await Filing.OpenAsync(server.Site);
        var both = await server.StaffWithAsync("""{"role":"inspector"}""", $$"""{"role":"unit","round":"{{round.Id}}","unit":"u2"}""");
        Assert.Equal("ev-1", (await Filing.FileAsync(both, round, Report)).Answers(201).GetProperty("id").GetString());
        var other = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        (await Filing.FileAsync(other, round, Report)).Refuses(403, "unit-not-yours");
        (await WithdrawAsync(other, $"{Filing.Path(round)}/ev-1", """{"reason":"x"}""")).Refuses(403, "unit-not-yours");
    }

    [Fact]
    public async Task The_archive_holds_every_file_and_an_index_with_their_hashes()
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        byte[][] contents = [Report, Encoding.UTF8.GetBytes("会议纪要"), Picture(40, 30, SKEncodedImageFormat.Png)];
        foreach (var content in contents)
            (await Filing.FileAsync(unit, round, content, fileName: "同名", title: "同名")).Answers(201);
        var answer = await unit.GetAsync($"{Filing.Path(round)}/archive");
        Assert.Equal((200, "application/zip"), (answer.Status, answer.MediaType));
        using var archive = new ZipArchive(new MemoryStream(answer.Body));
        Assert.Equal(["index.csv", "ev-1 同名.pdf", "ev-2 同名.txt", "ev-3 同名.png"], archive.Entries.Select(entry => entry.FullName));
        var index = Encoding.UTF8.GetString(Read(archive.Entries[0]));
        foreach (var (entry, content) in archive.Entries.Skip(1).Zip(contents))
        {
            Assert.Equal(content, Read(entry));
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(content)), index, StringComparison.Ordinal);
            Assert.Contains(entry.FullName, index, StringComparison.Ordinal);
        }
        Assert.Equal(200, (await unit.GetAsync($"{Filing.Path(round)}/index?format=xlsx")).Status);
        (await unit.GetAsync($"{Filing.Path(round)}/index?format=doc")).Refuses(400, "bad-request");
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_thumbnail_is_a_small_JPEG_with_the_proportions_of_the_picture(SKEncodedImageFormat format)
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        (await Filing.FileAsync(unit, round, Picture(1600, 800, format))).Answers(201);
        var answer = await unit.GetAsync($"{Filing.Path(round)}/ev-1/thumbnail");
        Assert.Equal((200, "image/jpeg"), (answer.Status, answer.MediaType));
        using var small = SKBitmap.Decode(answer.Body);
        Assert.Equal((320, 160), (small.Width, small.Height));
        // The left half is red, the right half blue.
        Assert.True(small.GetPixel(40, 80) is { Red: > 200, Blue: < 60 }, small.GetPixel(40, 80).ToString());
        Assert.True(small.GetPixel(280, 80) is { Blue: > 200, Red: < 60 }, small.GetPixel(280, 80).ToString());
        var known = await unit.GetAsync($"{Filing.Path(round)}/ev-1/thumbnail", ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(304, known.Status);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_and_a_damaged_or_huge_picture_have_no_thumbnail()
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        byte[][] contents = [Report, [.. Picture(40, 30, SKEncodedImageFormat.Png).Take(30)], HugePng()];
        foreach (var content in contents)
            (await Filing.FileAsync(unit, round, content)).Answers(201);
        for (var number = 1; number <= contents.Length; number++)
            (await unit.GetAsync($"{Filing.Path(round)}/ev-{number}/thumbnail")).Refuses(404, "no-thumbnail");
        (await unit.GetAsync($"{Filing.Path(round)}/ev-9/thumbnail")).Refuses(404, "no-such-evidence");
    }

    [Fact]
    public async Task A_picture_is_turned_as_the_camera_says()
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        (await Filing.FileAsync(unit, round, Turned(Picture(400, 200, SKEncodedImageFormat.Jpeg)))).Answers(201);
        using var small = SKBitmap.Decode((await unit.GetAsync($"{Filing.Path(round)}/ev-1/thumbnail")).Body);
        Assert.Equal((160, 320), (small.Width, small.Height));
        // Turned clockwise: the red left half is the upper half.
        Assert.True(small.GetPixel(80, 40) is { Red: > 200, Blue: < 60 }, small.GetPixel(80, 40).ToString());
    }

    private static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2f, height, red);
        }
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>The JPEG with an EXIF orientation of 6: turn it clockwise by a quarter.</summary>
    private static byte[] Turned(byte[] jpeg)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        return [0xff, 0xd8, 0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG whose header names 60,000 × 60,000 pixels.</summary>
    private static byte[] HugePng()
    {
        var png = Picture(2, 2, SKEncodedImageFormat.Png);
        byte[] header = [.. "IHDR"u8, 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, .. png[24..29]];
        return [.. png[..12], .. header, .. Crc32(header), .. png[33..]];
    }

    private static byte[] Crc32(byte[] of)
    {
        var crc = uint.MaxValue;
        foreach (var value in of)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320);
        }
        crc = ~crc;
        return [(byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc];
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    private static Task<Answer> WithdrawAsync(Caller caller, string path, string body) =>
        caller.SendAsync(HttpMethod.Delete, path, new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<string[]> IdsAsync(Caller caller, TestRound round) =>
        [.. (await caller.GetAsync(Filing.Path(round))).Answers().EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
}
