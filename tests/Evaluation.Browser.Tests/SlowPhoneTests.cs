using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace Evaluation.Browser.Tests;

/// <summary>The time from a voting link to the first tap, on a slow phone in a slow network.</summary>
/// <remarks>
/// The phone is a quarter as fast as this machine. Its network has a latency of 150 ms and 1.6 Mbit/s, the "slow 4G" of
/// Lighthouse's mobile profile. The times are printed and not asserted, because they depend on this machine.
/// </remarks>
[Collection(OneFixture.Name)]
public sealed class SlowPhoneTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const int Units = 60;
    private const int BytesMax = 60_000;
    private const int Slowdown = 4;
    private const double LatencyMs = 150;

    /// <summary>Milliseconds from the link until the paper is painted and the page can react to a tap.</summary>
    private const string Watch = """
        window.ready = new Promise(found => {
          new MutationObserver((_, watching) => {
            if (!document.querySelector("#vote-paper:not([hidden])")) return;
            watching.disconnect();
            requestAnimationFrame(() => setTimeout(() => found(performance.now())));
          }).observe(document, { subtree: true, childList: true, attributeFilter: ["hidden"] });
        });
        """;

    private const double BytesPerSecond = 1_600_000 / 8;

    [BrowserFact]
    public async Task The_first_of_60_units_can_be_rated_after_60_kilobytes()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, Units);
        for (var visit = 1; visit <= 3; visit++)
        {
            await using var voter = await fixture.VisitAsync(Screen.Phone);
            var network = await SlowAsync(voter);
            await voter.Page.AddInitScriptAsync(Watch);
            // The test does not poll, so only the page uses the processor.
            await voter.Page.GotoAsync($"/vote/{round.Id}#{credential}");
            var ready = await voter.Page.EvaluateAsync<double>("window.ready");
            var (bytes, answers) = (network.Bytes, network.Answers);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"visit {visit}: {bytes:N0} bytes in {answers} answers, ready after {ready:N0} ms"));
            Assert.InRange(bytes, 1, BytesMax);
        }
    }

    private static async Task<Traffic> SlowAsync(Visitor voter)
    {
        var browser = await voter.Context.NewCDPSessionAsync(voter.Page);
        await browser.SendAsync("Network.enable");
        await browser.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = LatencyMs,
            ["downloadThroughput"] = BytesPerSecond,
            ["uploadThroughput"] = BytesPerSecond,
        });
        await browser.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = Slowdown });
        var traffic = new Traffic();
        browser.Event("Network.loadingFinished").OnEvent += (_, finished) => traffic.Count(finished!.Value);
        return traffic;
    }

    /// <summary>Bytes received over the network, including headers.</summary>
    private sealed class Traffic
    {
        private long _bytes;
        private int _answers;

        public long Bytes => Interlocked.Read(ref _bytes);

        public int Answers => Volatile.Read(ref _answers);

        public void Count(JsonElement finished)
        {
            Interlocked.Add(ref _bytes, (long)finished.GetProperty("encodedDataLength").GetDouble());
            Interlocked.Increment(ref _answers);
        }
    }
}
