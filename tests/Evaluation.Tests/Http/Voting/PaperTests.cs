using System.IO.Compression;
using System.Text.Json;

namespace Evaluation.Tests.Http.Voting;

[Collection(SharedServer.Name)]
public sealed class PaperTests(TestServer server)
{
    [Fact]
    public async Task The_paper_shows_units_criteria_and_options_and_no_weights()
    {
        var round = await server.OpenAsync();
        var paper = (await server.Anybody.GetAsync($"{round.Path}/paper")).Answers();

        Assert.Equal(round.Id, paper.GetProperty("round").GetString());
        Assert.Equal(["A", "B", "C", "D"], paper.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("code").GetString()));
        Assert.Equal(["duty", "openness"], paper.GetProperty("criteria").EnumerateArray().Select(criterion => criterion.GetProperty("code").GetString()));
        Assert.Equal(["u1", "u2", "u3"], paper.GetProperty("units").EnumerateArray().Select(unit => unit.GetProperty("code").GetString()));
        Assert.Contains("开放 248 天", paper.GetProperty("units")[0].GetProperty("report").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("gzip, deflate, br, zstd")]
    [InlineData("identity")]
    [InlineData("br;q=0, gzip;q=0")]
    [InlineData("GZIP;q=0.5")]
    public async Task The_paper_has_the_same_content_in_every_encoding(string accepted)
    {
        var round = await server.OpenAsync();
        var plain = await server.Anybody.GetAsync($"{round.Path}/paper");
        var answer = await server.Anybody.GetAsync($"{round.Path}/paper", ("Accept-Encoding", accepted));

        Assert.Equal(200, answer.Status);
        Assert.Equal(plain.Text, Decode(answer));
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal(answer.Body.Length, answer.ContentHeaders.ContentLength);
        Assert.Equal(accepted.StartsWith("br;q=0", StringComparison.Ordinal) || accepted == "identity", answer.ContentHeaders.ContentEncoding.Count == 0);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("br")]
    public async Task A_paper_with_a_known_ETag_is_not_sent_again(string accepted)
    {
        var round = await server.OpenAsync();
        var first = await server.Anybody.GetAsync($"{round.Path}/paper", ("Accept-Encoding", accepted));
        var tag = first.Headers.ETag!.ToString();

        foreach (var known in new[] { tag, $"\"other\", {tag}", $"W/{tag}", "*" })
        {
            var second = await server.Anybody.GetAsync($"{round.Path}/paper", ("Accept-Encoding", accepted), ("If-None-Match", known));
            Assert.Equal(304, second.Status);
            Assert.Empty(second.Body);
            Assert.Equal(tag, second.Headers.ETag!.ToString());
        }
        Assert.Equal(200, (await server.Anybody.GetAsync($"{round.Path}/paper", ("Accept-Encoding", accepted), ("If-None-Match", "\"other\""))).Status);
        Assert.True(first.Headers.CacheControl!.Public);
    }

    [Fact]
    public async Task HEAD_returns_the_length_and_ETag_of_a_paper()
    {
        var round = await server.OpenAsync();
        var paper = await server.Anybody.GetAsync($"{round.Path}/paper");
        var head = await server.Anybody.SendAsync(HttpMethod.Head, $"{round.Path}/paper", null);
        Assert.Equal(200, head.Status);
        Assert.Empty(head.Body);
        Assert.Equal(paper.Body.Length, head.ContentHeaders.ContentLength);
        Assert.Equal(paper.Headers.ETag, head.Headers.ETag);
    }

    [Fact]
    public async Task The_paper_of_a_round_that_is_not_open_is_shown_only_to_staff()
    {
        var draft = await server.DraftAsync();
        var closed = await server.OpenAsync();
        await closed.MoveAsync("sealed");
        foreach (var round in new[] { draft, closed })
        {
            (await server.Anybody.GetAsync($"{round.Path}/paper")).Refuses(409, "not-open");
            var preview = await server.Administrator.GetAsync($"{round.Path}/paper");
            preview.Answers();
            Assert.False(preview.Headers.CacheControl!.Public, "A preview must not lie in a shared cache.");
        }
        Assert.NotEqual(JsonValueKind.Undefined, (await server.Anybody.GetAsync($"{closed.Path}/paper")).Refuses(409, "not-open").GetProperty("opensAt").ValueKind);
        (await server.Anybody.GetAsync("/api/rounds/no-such-round/paper")).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task A_paused_round_shows_its_paper()
    {
        var round = await server.OpenAsync();
        await round.MoveAsync("paused");
        (await server.Anybody.GetAsync($"{round.Path}/paper")).Answers();
    }

    [Fact]
    public async Task A_preview_shows_the_newest_draft()
    {
        var round = await server.DraftAsync();
        (await server.Administrator.GetAsync($"{round.Path}/paper")).Answers();
        var changed = SmallDefinition.Of(round.Id);
        changed["title"] = "改了";
        (await server.Administrator.PutAsync(round.Path, changed)).Answers();
        Assert.Contains("改了", (await server.Administrator.GetAsync($"{round.Path}/paper")).Text, StringComparison.Ordinal);
    }

    private static string Decode(Answer answer)
    {
        using var body = new MemoryStream(answer.Body);
        using Stream plain = answer.ContentHeaders.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain);
        return reader.ReadToEnd();
    }
}
