using System.Threading.RateLimiting;
using Evaluation.Gateway.Results.Exports;

namespace Evaluation.Tests.Http.Results;

/// <summary>One address cannot take all the time of a gateway with exports.</summary>
[Collection(SharedServer.Name)]
public sealed class ExportLimitTests(TestServer server)
{
    private const string Path = "/api/honours/export";

    [Fact]
    public async Task An_address_has_a_bounded_number_of_exports_at_a_time_and_another_is_not_affected()
    {
        var from = Loopback.NewAddress();
        var caller = (server.Site with { From = from }).Anybody;
        Stack<RateLimitLease> places = new(Enumerable.Range(0, Limits.ExportsPerAddress).Select(_ => server.Get<ExportLimiter>().Acquire(from)));
        Assert.All(places, place => Assert.True(place.IsAcquired));
        var refused = await caller.GetAsync(Path);
        refused.Refuses(503, "busy");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(200, (await (server.Site with { From = Loopback.NewAddress() }).Anybody.GetAsync(Path)).Status);
        places.Pop().Dispose();
        for (var export = 0; export < 3; export++)
            Assert.Equal(200, (await caller.GetAsync(Path)).Status);
        while (places.TryPop(out var place))
            place.Dispose();
    }
}
