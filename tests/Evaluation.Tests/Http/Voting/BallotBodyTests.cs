using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Evaluation.Tests.Http.Voting;

/// <summary>Bodies of ballots as browsers, scripts and attackers send them.</summary>
[Collection(SharedServer.Name)]
public sealed class BallotBodyTests(TestServer server)
{
    private const int BytesMax = 256 << 10;

    [Theory]
    [InlineData("""{}""", null, null)]
    [InlineData("""[]""", null, null)]
    [InlineData("""null""", null, null)]
    [InlineData("""{"slips":[]}""", null, null)]
    [InlineData("""{"slips":null}""", null, null)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0]}],"extra":1}""", null, null)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0]}],"slips":[{"unit":"u2","marks":[0,0]}]}""", null, null)]
    [InlineData("""{"slips":[7]}""", 0, null)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0]},{"unit":"u9","marks":[0,0]}]}""", 1, null)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0]},{"unit":"u1","marks":[1,1]}]}""", 1, null)]
    [InlineData("""{"slips":[{"unit":1,"marks":[0,0]}]}""", 0, null)]
    [InlineData("""{"slips":[{"unit":"U1","marks":[0,0]}]}""", 0, null)]
    [InlineData("""{"slips":[{"unit":"u1"}]}""", 0, null)]
    [InlineData("""{"slips":[{"marks":[0,0]}]}""", 0, null)]
    [InlineData("""{"slips":[{"unit":"u1","marks":"0,0"}]}""", 0, null)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,4]}]}""", 0, 1)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[-1,0]}]}""", 0, 0)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,null]}]}""", 0, 1)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,"1"]}]}""", 0, 1)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0.5]}]}""", 0, 1)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,99999999999]}]}""", 0, 1)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0]}]}""", 0, 1)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0,0]}]}""", 0, 2)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0],"comment":7}]}""", 0, null)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0],"comment":"a\u0000b"}]}""", 0, null)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0],"comment":"\ud800"}]}""", 0, null)]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0],"mark":[0,0]}]}""", 0, null)]
    public async Task A_ballot_that_does_not_match_the_paper_is_refused_with_its_slip_and_mark(string body, int? slip, int? mark)
    {
        var (round, voter) = await OpenAsync();
        var problem = (await server.Voter(voter).PutAsync($"{round.Path}/ballot", body)).Refuses(400, "bad-ballot");
        Assert.Equal(slip, Number(problem, "slip"));
        Assert.Equal(mark, Number(problem, "mark"));
        await NothingIsCountedAsync(round, voter);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("slips")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0]}]} extra""")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,0,]}]}""")]
    [InlineData("""{'slips':[]}""")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,01]}]}""")]
    public async Task A_body_that_is_not_JSON_is_refused(string body)
    {
        var (round, voter) = await OpenAsync();
        (await server.Voter(voter).PutAsync($"{round.Path}/ballot", body)).Refuses(400, "not-json");
        await NothingIsCountedAsync(round, voter);
    }

    [Fact]
    public async Task Deep_nesting_is_refused_without_harm_to_other_requests()
    {
        var (round, voter) = await OpenAsync();
        foreach (var body in new[] { new string('[', 100_000), "{\"slips\":" + new string('[', 100_000), "{\"slips\":[{\"unit\":\"u1\",\"marks\":[0," + new string('[', 100_000) })
        {
            var answer = await server.Voter(voter).PutAsync($"{round.Path}/ballot", body);
            Assert.Equal((400, "application/problem+json"), (answer.Status, answer.MediaType));
        }
        await NothingIsCountedAsync(round, voter);
    }

    [Fact]
    public async Task Invalid_UTF_8_is_refused_at_every_place()
    {
        var (round, voter) = await OpenAsync();
        byte[][] bodies =
        [
            [0xff, 0xfe],
            [.. """{"slips":[{"unit":"u1","marks":[0,0],"comment":" """u8, 0xc3, 0x28, .. "\"}]}"u8],
            [.. """{"slips":[{"unit":"u"""u8, 0xed, 0xa0, 0x80, .. "\",\"marks\":[0,0]}]}"u8],
        ];
        foreach (var body in bodies)
            (await server.Voter(voter).SendAsync(HttpMethod.Put, $"{round.Path}/ballot", new ByteArrayContent(body))).Refuses(400, "not-json");
    }

    [Theory]
    [InlineData("a name far too long for a unit, cut at 64 characters in the messag\U0001F600")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890123\U0001F600\U0001F600")]
    [InlineData("\\ud83d")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("u1\\u0000")]
    public async Task A_refusal_that_quotes_a_strange_unit_name_is_valid_JSON(string unit)
    {
        var (round, voter) = await OpenAsync();
        (await server.Voter(voter).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{"unit":"{{unit}}","marks":[0,0]}]}""")).Refuses(400, "bad-ballot");
        (await server.Voter(voter).PutAsync($"{round.Path}/ballot", $$"""{"{{unit}}":[]}""")).Refuses(400, "bad-ballot");
    }

    [Fact]
    public async Task A_refused_comment_is_named_by_its_JSON_pointer()
    {
        var (round, voter) = await OpenAsync();
        const string body = """{"slips":[{"unit":"u2","marks":[0,0]},{"unit":"u1","marks":[0,0],"comment":"a\u000bb"}]}""";
        var problem = (await server.Voter(voter).PutAsync($"{round.Path}/ballot", body)).Refuses(400, "bad-ballot");
        Assert.Equal("/slips/1/comment", Assert.Single(problem.GetProperty("faults").EnumerateArray()).GetProperty("pointer").GetString());
        await NothingIsCountedAsync(round, voter);
    }

    [Fact]
    public async Task A_byte_order_mark_before_a_ballot_is_skipped()
    {
        var (round, voter) = await OpenAsync();
        (await server.Voter(voter).PutAsync($"{round.Path}/ballot", "\uFEFF" + TestRound.Ballot("u1:0,0"))).Answers();
        (await SendChunkedAsync(round, voter, "\uFEFF" + TestRound.Ballot("u1:0,0"))).Answers();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_ballot_is_read_as_JSON_regardless_of_its_content_type(string? type)
    {
        var (round, voter) = await OpenAsync();
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(TestRound.Ballot("u1:0,0")));
        body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        (await server.Voter(voter).SendAsync(HttpMethod.Put, $"{round.Path}/ballot", body)).Answers();
    }

    [Fact]
    public async Task A_chunked_ballot_is_counted()
    {
        var (round, voter) = await OpenAsync();
        (await SendChunkedAsync(round, voter, TestRound.Ballot("u1:0,0", "u2:1,3"))).Answers();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(40_000)]
    public async Task A_ballot_that_arrives_in_pieces_is_counted(int piece)
    {
        var (round, voter) = await OpenAsync();
        var body = Encoding.UTF8.GetBytes(TestRound.Ballot("u1:0,0", "u2:1,3").PadRight(piece * 5 + 1));
        using var response = await server.Voter(voter).StartAsync(HttpMethod.Put, $"{round.Path}/ballot", new PiecewiseContent(body, piece, tellsLength: true));
        Assert.Equal(2, (await Answer.OfAsync(response)).Answers().GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused_with_and_without_a_length_header()
    {
        var (round, voter) = await OpenAsync();
        var tooLong = TestRound.Ballot("u1:0,0").PadRight(BytesMax + 1);
        (await server.Voter(voter).PutAsync($"{round.Path}/ballot", tooLong)).Refuses(413, "body-too-large");
        (await SendChunkedAsync(round, voter, tooLong)).Refuses(413, "body-too-large");
        await NothingIsCountedAsync(round, voter);
        (await server.Voter(voter).PutAsync($"{round.Path}/ballot", TestRound.Ballot("u1:0,0").PadRight(BytesMax))).Answers();
        (await SendChunkedAsync(round, voter, TestRound.Ballot("u1:0,0").PadRight(BytesMax))).Answers();
    }

    [Fact]
    public async Task The_comment_limit_counts_characters_not_bytes()
    {
        var (round, voter) = await OpenAsync();
        foreach (var character in new[] { "a", "评", "\U0001F600" })
        {
            (await server.Voter(voter).PutAsync($"{round.Path}/ballot", WithComment(character, 500))).Answers();
            (await server.Voter(voter).PutAsync($"{round.Path}/ballot", WithComment(character, 501))).Refuses(400, "bad-ballot");
        }
    }

    [Fact]
    public async Task A_ballot_has_at_most_256_slips()
    {
        var round = await server.OpenAsync(definition =>
        {
            var units = definition["units"]!.AsArray();
            for (var unit = 4; unit <= 257; unit++)
                units.Add(System.Text.Json.Nodes.JsonNode.Parse($$"""{"code":"u{{unit}}","label":"x{{unit}}","class":"town"}"""));
        });
        var voter = (await round.IssueAsync("npc", 1))[0];
        Assert.Equal(256, Number((await round.CastAsync(voter, Slips(257))).Refuses(400, "bad-ballot"), "slip") ?? 256);
        var answer = (await round.CastAsync(voter, Slips(256))).Answers();
        Assert.Equal((256, 1), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("remaining").GetInt32()));

        static string[] Slips(int count) => [.. Enumerable.Range(1, count).Select(unit => $"u{unit}:0,0")];
    }

    private static string WithComment(string character, int count) =>
        $$"""{"slips":[{"unit":"u1","marks":[0,0],"comment":"{{string.Concat(Enumerable.Repeat(character, count))}}"}]}""";

    private async Task<(TestRound Round, string Voter)> OpenAsync()
    {
        var round = await server.OpenAsync();
        return (round, (await round.IssueAsync("npc", 1))[0]);
    }

    private async Task<Answer> SendChunkedAsync(TestRound round, string voter, string body)
    {
        using var response = await server.Voter(voter).StartAsync(HttpMethod.Put, $"{round.Path}/ballot", new PiecewiseContent(Encoding.UTF8.GetBytes(body), 7_001, tellsLength: false));
        return await Answer.OfAsync(response);
    }

    private async Task NothingIsCountedAsync(TestRound round, string voter) =>
        Assert.Equal(JsonValueKind.Null, (await server.Voter(voter).GetAsync($"{round.Path}/ballot")).Answers().GetProperty("receipt").ValueKind);

    private static int? Number(JsonElement problem, string name) => problem.TryGetProperty(name, out var number) ? number.GetInt32() : null;
}
