using System.Text.Json;

namespace Evaluation.Browser.Tests.Speed;

/// <summary>A slow phone in a slow network.</summary>
/// <remarks>
/// The phone is a quarter as fast as this machine. Its network has a latency of 150 ms and 1.6 Mbit/s, the "slow 4G" of
/// Lighthouse's mobile profile.
/// </remarks>
internal static class SlowPhone
{
    private const int Slowdown = 4;
    private const double LatencyMs = 150;
    private const double BytesPerSecond = 1_600_000 / 8;

    /// <summary>Slows the window of a visitor down, and counts what its network receives.</summary>
    public static async Task<Traffic> EmulateAsync(Visitor visitor)
    {
        var browser = await visitor.Context.NewCDPSessionAsync(visitor.Page);
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
    public sealed class Traffic
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
