using System.Net;
using System.Threading.RateLimiting;
using Evaluation.Gateway.Http.Authentication;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>Counts the exports that are being written now, by address. Each reads whole streams of the journal.</summary>
internal sealed class ExportLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetConcurrencyLimiter(address, _ => new() { PermitLimit = Limits.ExportsPerAddress, QueueLimit = 0 }));

    /// <summary>A place for one export, until it is disposed of. Not acquired: the address has too many exports.</summary>
    /// <param name="from">Null: unknown.</param>
    public RateLimitLease Acquire(IPAddress? from) => _limiter.AttemptAcquire(NetworkAddress.Of(from));

    public void Dispose() => _limiter.Dispose();
}
