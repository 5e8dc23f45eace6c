using System.Net;
using System.Threading.RateLimiting;
using Evaluation.Seam;

namespace Evaluation.Gateway.Staff;

/// <summary>
/// Counts unknown credentials and keys by address. Only guesses are counted, so a hall full of voters behind one address never notices it.
/// </summary>
public sealed class AttemptLimiter : IDisposable
{
    private static readonly Refusal TooMany = new(RefusalCode.TooManyAttempts, "Too many unknown credentials or keys came from this address. Wait a minute.");

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new()
        {
            PermitLimit = Limits.UnknownSecretsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    /// <summary>The refusal of an unknown secret; or, when the address has tried too many, of trying at all.</summary>
    public Refusal Refuse(HttpContext context, Refusal unknown)
    {
        using var lease = _limiter.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        return lease.IsAcquired ? unknown : TooMany;
    }

    public void Dispose() => _limiter.Dispose();
}
