using System.Net;
using System.Threading.RateLimiting;

namespace Evaluation.Gateway.Http.Authentication;

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
            Window = Limits.AttemptWindow,
            SegmentsPerWindow = 6,
        }));

    /// <summary>Whether the address has tried too many already; asking counts nothing.</summary>
    public bool IsExhausted(HttpContext context, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Refusal? refusal)
    {
        using var lease = _limiter.AttemptAcquire(Network(context.Connection.RemoteIpAddress ?? IPAddress.None), permitCount: 0);
        refusal = lease.IsAcquired ? null : TooMany;
        return refusal is not null;
    }

    /// <summary>The refusal of an unknown secret; or, when the address has tried too many, of trying at all.</summary>
    public Refusal Refuse(HttpContext context, Refusal unknown)
    {
        using var lease = _limiter.AttemptAcquire(Network(context.Connection.RemoteIpAddress ?? IPAddress.None));
        return lease.IsAcquired ? unknown : TooMany;
    }

    /// <summary>An IPv6 network of 64 bits counts as one address: a single host can take all of them.</summary>
    private static IPAddress Network(IPAddress address)
    {
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }

    public void Dispose() => _limiter.Dispose();
}
