using Evaluation.Gateway.Log;
using Evaluation.Journal;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Log;

/// <summary>The log as everybody reads it.</summary>
[Collection(SharedServer.Name)]
public sealed class LogRouteTests(TestServer server)
{
    [Fact]
    public async Task Everybody_reads_the_newest_head_and_the_key_that_verifies_it()
    {
        var lines = (await HeadAsync()).Split('\n');
        Assert.Equal("localhost/log", lines[0]);
        Assert.True(long.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal(32, Convert.FromBase64String(lines[2]).Length);
        var (head, key) = (await server.Anybody.GetAsync("/api/log/checkpoint"), await server.Anybody.GetAsync("/api/log/key"));
        Assert.Equal(("text/plain", "text/plain"), (head.MediaType, key.MediaType));
        Assert.StartsWith("localhost/log+", key.Text, StringComparison.Ordinal);
        Assert.Equal(server.Get<LogKey>().VerifierKey("localhost/log") + "\n", key.Text);
    }

    [Fact]
    public async Task Heads_of_different_sizes_are_connected_by_a_proof()
    {
        var (size, root) = Of(await HeadAsync());
        var round = await server.OpenAsync();
        var (later, laterRoot) = (size, root);
        // The opening is recorded at the keeper's next look.
        while (later == size)
            (later, laterRoot) = Of(await HeadAsync());
        var proof = (await server.Anybody.GetAsync($"/api/log/proof?from={size}&to={later}")).Answers();
        Assert.Equal((size, later), (proof.GetProperty("from").GetInt64(), proof.GetProperty("to").GetInt64()));
        Assert.True(MerkleProof.IsConsistent(size, later, root, laterRoot, [.. proof.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetBytesFromBase64())]));
        await AssertShownAsync(round);
    }

    [Theory]
    [InlineData("from=2&to=1")]
    [InlineData("from=1&to=100000000")]
    [InlineData("from=-1")]
    [InlineData("from=one")]
    public async Task A_proof_of_impossible_sizes_is_refused(string query)
    {
        await HeadAsync();
        (await server.Anybody.GetAsync($"/api/log/proof?{query}")).Refuses(400, "bad-request");
    }

    private async Task AssertShownAsync(TestRound round)
    {
        var page = await server.Anybody.GetAsync($"/rounds/{round.Id}");
        while (!page.Text.Contains("存证日志摘要", StringComparison.Ordinal))
            page = await server.Anybody.GetAsync($"/rounds/{round.Id}");
        Assert.Contains("评议开始", page.Text, StringComparison.Ordinal);
        var export = (await server.Administrator.GetAsync($"{round.Path}/export?what=audit")).Text;
        Assert.Contains("head-recorded", export, StringComparison.Ordinal);
        Assert.Contains("opened: origin 1, ", export, StringComparison.Ordinal);
    }

    private async Task<string> HeadAsync()
    {
        // The first head is signed within a second of the start.
        while (true)
            if (await server.Anybody.GetAsync("/api/log/checkpoint") is { Status: 200 } head)
                return head.Text;
    }

    private static (long Size, byte[] Root) Of(string head) =>
        (long.Parse(head.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture), Convert.FromBase64String(head.Split('\n')[2]));
}
