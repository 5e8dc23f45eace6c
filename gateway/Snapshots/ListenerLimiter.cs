using System.Net;
using System.Threading.RateLimiting;
using Evaluation.Gateway.Http.Authentication;

namespace Evaluation.Gateway.Snapshots;

/// <summary>Counts the event streams that are open now, by address. Each costs a connection and a timer.</summary>
public sealed class ListenerLimiter : IDisposable
{
    public static readonly Refusal TooMany = new(
        RefusalCode.TooManyListeners, $"An address can have {Limits.ListenersPerAddress} open streams of events. Close some, or read without /stream.");

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetConcurrencyLimiter(address, _ => new() { PermitLimit = Limits.ListenersPerAddress, QueueLimit = 0 }));

    /// <summary>A place for one stream, until it is disposed of. Not acquired: the address has too many streams.</summary>
    /// <param name="from">Null: unknown.</param>
    public RateLimitLease Acquire(IPAddress? from) => _limiter.AttemptAcquire(NetworkAddress.Of(from));

    public void Dispose() => _limiter.Dispose();
}
