using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evaluation.Gateway.Evidence;

namespace Evaluation.Tests.Http;

/// <summary>Evidence as units file it and as inspectors read it.</summary>
[Collection(SharedServer.Name)]
public sealed class EvidenceTests(TestServer server)
{
    private static readonly byte[] Report = [.. "%PDF-1.7\n"u8, .. Encoding.UTF8.GetBytes("工作总结")];

    [Fact]
    public async Task A_unit_files_a_document_and_an_inspector_reads_the_same_bytes()
    {
        var (round, unit) = await AssessingAsync();
        var filed = (await FileAsync(unit, round)).Answers(201);
        Assert.Equal(
            ("ev-1", Hash(Report), Report.Length, "application/pdf", "工作/总结", "volume", "visit", "2020-03-01"),
            (Text(filed, "id"), Text(filed, "sha256"), filed.GetProperty("size").GetInt32(), Text(filed, "type"), Text(filed, "title"), Text(filed, "kind"), Text(filed, "criterion"), Text(filed, "date")));

        var inspector = await server.StaffWithAsync("""{"role":"inspector"}""");
        var listed = (await inspector.GetAsync(Path(round))).Answers();
        Assert.Equal(filed.GetRawText(), Assert.Single(listed.EnumerateArray()).GetRawText());
        Assert.Equal(filed.GetRawText(), (await inspector.GetAsync($"{Path(round)}/ev-1")).Answers().GetRawText());
        (await inspector.GetAsync($"{Path(round)}/ev-2")).Refuses(404, "no-such-evidence");
        var file = await inspector.GetAsync($"{Path(round)}/ev-1/file");
        Assert.Equal((200, "application/pdf", (long?)Report.Length), (file.Status, file.MediaType, file.ContentHeaders.ContentLength));
        Assert.Equal(Report, file.Body);
    }

    [Fact]
    public async Task A_file_is_served_as_a_download_that_no_cache_stores()
    {
        var (round, unit) = await AssessingAsync();
        var location = (await FileAsync(unit, round, Encoding.UTF8.GetBytes("<script>alert(1)</script>"), fileName: "page.html")).Headers.Location!.ToString();
        var file = await unit.GetAsync(location);
        Assert.Equal("text/plain", file.MediaType);
        Assert.Equal("attachment", file.ContentHeaders.ContentDisposition!.DispositionType);
        Assert.Equal("ev-1 工作 总结.txt", file.ContentHeaders.ContentDisposition.FileNameStar);
        Assert.Equal(("nosniff", "default-src 'none'; frame-ancestors 'none'; sandbox"), (file.Headers.GetValues("X-Content-Type-Options").Single(), file.Headers.GetValues("Content-Security-Policy").Single()));
        Assert.True(file.Headers.CacheControl is { Private: true, NoCache: true });
    }

    [Theory]
    [InlineData("हिन्दी 𠮷", "ev-1 हिन्दी 𠮷.pdf")]
    [InlineData("e\u0301te\u0301", "ev-1 e\u0301te\u0301.pdf")]
    public async Task A_download_is_named_with_whole_characters(string title, string name)
    {
        var (round, unit) = await AssessingAsync();
        var location = (await Filing.FileAsync(unit, round, Report, title: title)).Headers.Location!.ToString();
        Assert.Equal(name, (await unit.GetAsync(location)).ContentHeaders.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task A_download_with_the_longest_title_has_a_name_that_file_systems_store()
    {
        var (round, unit) = await AssessingAsync();
        var location = (await Filing.FileAsync(unit, round, Report, title: new string('长', Limits.LabelCharacters))).Headers.Location!.ToString();
        var name = (await unit.GetAsync(location)).ContentHeaders.ContentDisposition!.FileNameStar!;
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 250, 255);
        Assert.Matches("^ev-1 长+[.]pdf$", name);
    }

    [Theory]
    [InlineData("\u200B\u3164")]
    [InlineData("report\u202Efdp")]
    public async Task A_title_that_readers_cannot_see_or_that_turns_the_direction_is_refused(string title)
    {
        var (round, unit) = await AssessingAsync();
        var refused = (await Filing.FileAsync(unit, round, Report, title: title)).Refuses(400, "bad-request");
        Assert.Equal("/title", refused.GetProperty("faults")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_files_hash_is_its_ETag_and_a_known_file_is_not_sent_again()
    {
        var (round, unit) = await AssessingAsync();
        var location = (await FileAsync(unit, round)).Headers.Location!.ToString();
        Assert.Equal($"\"{Hash(Report)}\"", (await unit.GetAsync(location)).Headers.ETag!.ToString());
        var known = await unit.GetAsync(location, ("If-None-Match", $"\"{Hash(Report)}\""));
        Assert.Equal((304, 0), (known.Status, known.Body.Length));
        Assert.Equal(200, (await unit.GetAsync(location, ("If-None-Match", "\"another\""))).Status);
        var head = await unit.SendAsync(HttpMethod.Head, location, null);
        Assert.Equal((200, 0, (long?)Report.Length), (head.Status, head.Body.Length, head.ContentHeaders.ContentLength));
    }

    [Fact]
    public async Task Filing_the_same_content_twice_creates_one_item()
    {
        var (round, unit) = await AssessingAsync();
        var first = await FileAsync(unit, round);
        var again = await FileAsync(unit, round, title: "the same under another title", kind: "document");
        Assert.Equal((201, first.Text), (again.Status, again.Text));
        Assert.Single((await unit.GetAsync(Path(round))).Answers().EnumerateArray());
        Assert.Equal("ev-2", Text((await FileAsync(unit, round, [.. Report, 1])).Answers(201), "id"));
    }

    [Fact]
    public async Task Two_units_may_file_the_same_content_without_seeing_each_others_item()
    {
        var (round, unit) = await AssessingAsync();
        var other = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        (await FileAsync(unit, round)).Answers(201);
        Assert.Equal("ev-1", Text((await FileAsync(other, round, unit: "u1")).Answers(201), "id"));
        (await other.GetAsync(Path(round))).Refuses(403, "unit-not-yours");
        (await other.GetAsync($"{Path(round)}/ev-1/file")).Refuses(403, "unit-not-yours");
        (await FileAsync(other, round)).Refuses(403, "unit-not-yours");
        Assert.Equal(200, (await other.GetAsync($"{Path(round, "u1")}/ev-1/file")).Status);
    }

    [Fact]
    public async Task A_unit_of_another_round_can_neither_read_nor_file()
    {
        var (round, unit) = await AssessingAsync();
        (await FileAsync(unit, round)).Answers(201);
        var elsewhere = await server.StaffWithAsync("""{"role":"unit","round":"another","unit":"u2"}""");
        (await elsewhere.GetAsync($"{Path(round)}/ev-1/file")).Refuses(403, "not-allowed");
        (await FileAsync(elsewhere, round)).Refuses(403, "not-allowed");
        (await server.Anybody.GetAsync($"{Path(round)}/ev-1/file")).Refuses(401, "sign-in-required");
    }

    [Fact]
    public async Task Every_invalid_field_of_a_filing_is_reported_and_nothing_is_filed()
    {
        var (round, unit) = await AssessingAsync();
        AssertFaults(await FileAsync(unit, round, title: "", kind: "photo", criterion: "Safety?", date: "1 March"), "/title", "/kind", "/date");
        AssertFaults(await FileAsync(unit, round, criterion: "duty"), "/criterion");
        AssertFaults(await FileAsync(unit, round, date: "2099-01-01"), "/date");
        AssertFaults(await FileAsync(unit, round, title: new string('长', Limits.LabelCharacters + 1)), "/title");
        AssertFaults(await FileAsync(unit, round, more: ("why", "because")), "/why");
        AssertFaults(await FileAsync(unit, round, []), "/file");
        Assert.Empty((await unit.GetAsync(Path(round))).Answers().EnumerateArray());
    }

    [Fact]
    public async Task A_filing_without_a_form_or_a_file_is_refused_with_the_missing_part()
    {
        var (round, unit) = await AssessingAsync();
        (await unit.PostAsync(Path(round), "{}")).Refuses(400, "bad-request");
        (await unit.SendAsync(HttpMethod.Post, Path(round), new FormUrlEncodedContent([new("title", "a")]))).Refuses(400, "bad-request");
        using var broken = new ByteArrayContent("--x\r\nnot a part"u8.ToArray());
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        (await unit.SendAsync(HttpMethod.Post, Path(round), broken)).Refuses(400, "bad-request");
    }

    [Fact]
    public async Task The_content_decides_the_type_of_a_file_and_programs_are_refused()
    {
        var (round, unit) = await AssessingAsync();
        var picture = (await FileAsync(unit, round, [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], fileName: "report.pdf")).Answers(201);
        Assert.Equal("image/jpeg", Text(picture, "type"));
        var problem = (await FileAsync(unit, round, Encoding.Latin1.GetBytes("MZ\u0090\u0000\u0003\u0000"), fileName: "report.pdf")).Refuses(415, "unknown-file-type");
        Assert.Contains("pdf", problem.GetProperty("types").EnumerateArray().Select(type => type.GetString()));
        Assert.DoesNotContain("macros", Text(problem, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refusal_of_a_document_with_macros_says_so_first()
    {
        var (round, unit) = await AssessingAsync();
        using var document = new MemoryStream();
        using (var package = new System.IO.Compression.ZipArchive(document, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
            foreach (var part in new[] { "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin" })
                package.CreateEntry(part);
        var problem = (await FileAsync(unit, round, document.ToArray(), fileName: "report.docm")).Refuses(415, "unknown-file-type");
        Assert.StartsWith("The document has macros", Text(problem, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_file_is_accepted_and_one_byte_more_is_refused()
    {
        var (round, unit) = await AssessingAsync();
        var largest = new byte[Limits.EvidenceFileBytes];
        new Random(11).NextBytes(largest);
        "%PDF-1.7"u8.CopyTo(largest);
        var filed = await FileAsync(unit, round, largest);
        Assert.Equal(Hash(largest), Text(filed.Answers(201), "sha256"));
        Assert.Equal(largest, (await unit.GetAsync($"{Path(round)}/ev-1/file")).Body);

        var problem = (await FileAsync(unit, round, [.. largest, 0])).Refuses(413, "body-too-large");
        Assert.Equal(Limits.EvidenceFileBytes, problem.GetProperty("bytesMax").GetInt32());
        Assert.Single((await unit.GetAsync(Path(round))).Answers().EnumerateArray());
    }

    [Fact]
    public async Task Evidence_is_filed_from_the_opening_until_the_round_is_archived()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        var unit = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u2"}""");
        Assert.Equal("draft", (await FileAsync(unit, round)).Refuses(409, "wrong-state").GetProperty("state").GetString());
        foreach (var (state, content) in new[] { ("assessing", "1"), ("voting", "2"), ("paused", "3") })
        {
            (await round.TryMoveAsync(state, "the test")).Answers();
            (await FileAsync(unit, round, Encoding.UTF8.GetBytes(content), fileName: "a.txt")).Answers(201);
        }
        (await round.TryMoveAsync("voting", "the test")).Answers();
        await round.MoveAsync("sealed");
        (await FileAsync(unit, round, "4"u8.ToArray(), fileName: "note.txt")).Answers(201);
        await round.MoveAsync("provisional", "published", "final", "archived");
        (await FileAsync(unit, round)).Refuses(409, "wrong-state");
        Assert.Equal(4, (await unit.GetAsync(Path(round))).Answers().GetArrayLength());
        Assert.Equal("2"u8.ToArray(), (await unit.GetAsync($"{Path(round)}/ev-2/file")).Body);
    }

    [Fact]
    public async Task An_unknown_round_unit_or_item_is_refused_by_name()
    {
        var (round, unit) = await AssessingAsync();
        (await unit.GetAsync($"{Path(round)}/ev-1/file")).Refuses(404, "no-such-evidence");
        (await server.Administrator.GetAsync(Path(round, "u99"))).Refuses(404, "no-such-unit");
        (await server.Administrator.GetAsync("/api/rounds/nowhere/units/u2/evidence")).Refuses(404, "no-such-round");
        var lost = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u99"}""");
        (await FileAsync(lost, round, unit: "u99")).Refuses(404, "no-such-unit");
    }

    [Fact]
    public async Task An_upload_that_breaks_off_files_nothing()
    {
        var (round, unit) = await AssessingAsync();
        var held = new HeldContent(Filing.Form([.. "%PDF-1.7"u8, .. new byte[1_000_000]]), before: 500_000);
        var uploading = unit.SendAsync(HttpMethod.Post, Path(round), held);
        await held.IsHeld;
        held.BreakOff();
        await Assert.ThrowsAsync<HttpRequestException>(() => uploading);
        Assert.Empty((await unit.GetAsync(Path(round))).Answers().EnumerateArray());
        (await FileAsync(unit, round)).Answers(201);
    }

    [Fact]
    public async Task An_upload_that_ends_after_the_round_was_cancelled_is_refused()
    {
        var (round, unit) = await AssessingAsync();
        await round.MoveAsync("voting");
        // More than the network buffers hold: when it has been sent, the server has checked the round and reads the body.
        var held = new HeldContent(Filing.Form([.. "%PDF-1.7"u8, .. new byte[30 << 20]]), before: 24 << 20);
        var uploading = unit.SendAsync(HttpMethod.Post, Path(round), held);
        await held.IsHeld;
        (await round.TryMoveAsync("cancelled", "the test")).Answers();
        held.GoOn();
        Assert.Equal("cancelled", (await uploading).Refuses(409, "wrong-state").GetProperty("state").GetString());
        Assert.Empty((await unit.GetAsync(Path(round))).Answers().EnumerateArray());
    }

    [Fact]
    public async Task One_upload_above_the_limit_of_concurrent_uploads_is_refused_as_busy()
    {
        var (round, unit) = await AssessingAsync();
        var held = Enumerable.Range(0, Limits.EvidenceAtOnce).Select(number => new HeldContent(Filing.Form([.. "%PDF-1.7"u8, (byte)number, .. new byte[200_000]]), before: 100_000)).ToList();
        var uploading = held.Select(content => unit.SendAsync(HttpMethod.Post, Path(round), content)).ToList();
        // No upload is used as a probe, because it would take the place of another one.
        await Eventually.IsTrueAsync(() => Task.FromResult(server.Get<EvidenceUseCases>().Receiving == Limits.EvidenceAtOnce), "every place is taken");
        (await FileAsync(unit, round)).Refuses(503, "busy");

        held.ForEach(content => content.GoOn());
        Assert.All(await Task.WhenAll(uploading), answer => answer.Answers(201));
        (await FileAsync(unit, round)).Answers(201);
        Assert.Equal(Limits.EvidenceAtOnce + 1, (await unit.GetAsync(Path(round))).Answers().GetArrayLength());
    }

    [Fact]
    public async Task An_office_document_is_recognised_by_its_content()
    {
        var (round, unit) = await AssessingAsync();
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "[Content_Types].xml", "word/document.xml" })
                zip.CreateEntry(name).Open().Dispose();
        }
        (await FileAsync(unit, round, bytes.ToArray(), fileName: "a.zip")).Answers(201);
        var file = await unit.GetAsync($"{Path(round)}/ev-1/file");
        Assert.EndsWith(".docx", file.ContentHeaders.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Empty(file.ContentHeaders.ContentEncoding);
    }

    private Task<(TestRound Round, Caller Unit)> AssessingAsync() => Filing.OpenAsync(server.Site);

    private static Task<Answer> FileAsync(
        Caller caller, TestRound round, byte[]? content = null, string unit = "u2", string fileName = "report.pdf", string title = "工作/总结", string kind = "volume",
        string criterion = "visit", string date = "2020-03-01", (string Name, string Value)? more = null) =>
        Filing.FileAsync(caller, round, content ?? Report, unit, fileName, title, kind, criterion, date, more);

    private static string Path(TestRound round, string unit = "u2") => Filing.Path(round, unit);

    private static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static void AssertFaults(Answer answer, params string[] pointers) =>
        Assert.Equal(pointers, answer.Refuses(400, "bad-request").GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()!));
}
