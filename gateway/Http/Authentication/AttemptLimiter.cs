using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>
/// Counts unknown credentials and keys by address. Known ones are not counted, so many voters behind one address are never limited.
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

    /// <summary>Whether the address has made too many attempts already. The call itself is not counted.</summary>
    /// <param name="from">Null: unknown.</param>
    public bool IsExhausted(IPAddress? from, [NotNullWhen(true)] out Refusal? refusal)
    {
        using var lease = _limiter.AttemptAcquire(Network(from), permitCount: 0);
        refusal = lease.IsAcquired ? null : TooMany;
        return refusal is not null;
    }

    /// <summary>Counts an unknown secret and returns its refusal, or <see cref="RefusalCode.TooManyAttempts"/> after too many.</summary>
    /// <param name="from">Null: unknown.</param>
    public Refusal Refuse(IPAddress? from, Refusal unknown)
    {
        using var lease = _limiter.AttemptAcquire(Network(from));
        return lease.IsAcquired ? unknown : TooMany;
    }

    /// <summary>An IPv6 network of 64 bits counts as one address, because one host can use all of them.</summary>
    private static IPAddress Network(IPAddress? address)
    {
        address ??= IPAddress.None;
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }

    public void Dispose() => _limiter.Dispose();
}
