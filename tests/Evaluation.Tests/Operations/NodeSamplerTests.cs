using Evaluation.Gateway.Operations.Measuring;

namespace Evaluation.Tests.Operations;

/// <summary>Timers may call the sampler on two threads at the same time.</summary>
public sealed class NodeSamplerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_late_tick_drops_no_bucket_of_a_later_one()
    {
        using var clock = new SlowOnceClock(Start);
        using var sampler = new NodeSampler(NodeIdentity.Of("node", [NodeRole.Gateway], Start), new(() => null, () => null), clock);
        clock.Now = Start.AddSeconds(10);
        clock.IsSlow = true;
        var late = Task.Run(sampler.Tick);
        clock.IsRead.Wait();
        clock.Now = Start.AddSeconds(60);
        var later = Task.Run(() =>
        {
            sampler.Tick();
            clock.GoesOn.Set();
        });
        await Task.WhenAll(late, later);
        Assert.Equal(BucketFigures.IndexOf(Start.AddSeconds(60)), sampler.Report(0).Buckets[^1].Index);
    }

    /// <summary>The thread that reads the clock first continues after the other one, or after a while if the other one waits.</summary>
    private sealed class SlowOnceClock(DateTimeOffset now) : TimeProvider, IDisposable
    {
        private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(300);

        public DateTimeOffset Now { get; set; } = now;

        public bool IsSlow { get; set; }

        public ManualResetEventSlim IsRead { get; } = new();

        public ManualResetEventSlim GoesOn { get; } = new();

        public override DateTimeOffset GetUtcNow()
        {
            var read = Now;
            if (IsSlow)
            {
                IsSlow = false;
                IsRead.Set();
                GoesOn.Wait(LongEnough);
            }
            return read;
        }

        public void Dispose()
        {
            IsRead.Dispose();
            GoesOn.Dispose();
        }
    }
}
