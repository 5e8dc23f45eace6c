using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Threading.RateLimiting;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>What an attempt guesses. Each kind has a budget of its own, so that guessing one blocks no use of another.</summary>
public enum SecretKind
{
    /// <summary>The credential of a voter.</summary>
    Credential,

    /// <summary>The key of a staff account in <c>Authorization: Bearer</c>.</summary>
    Key,

    /// <summary>A password or key on the sign-in page.</summary>
    Password,

    /// <summary>The secret of a complaint in <c>Authorization: Complaint</c>.</summary>
    Complaint,

    /// <summary>A receipt of a ballot.</summary>
    Receipt,
}

/// <summary>
/// Counts unknown secrets by kind and address. Known ones are not counted, so many voters behind one address are never limited.
/// </summary>
public sealed class AttemptLimiter : IDisposable
{
    private static readonly Refusal TooMany = new(RefusalCode.TooManyAttempts, "Too many unknown credentials, keys, passwords, receipts or secrets came from this address. Wait a minute.");

    private readonly PartitionedRateLimiter<(SecretKind, IPAddress)> _limiter = PartitionedRateLimiter.Create<(SecretKind, IPAddress), (SecretKind, IPAddress)>(source =>
        RateLimitPartition.GetSlidingWindowLimiter(source, _ => new()
        {
            PermitLimit = Limits.UnknownSecretsPerMinute,
            Window = Limits.AttemptWindow,
            SegmentsPerWindow = 6,
        }));

    /// <summary>Whether the address has made too many attempts already. The call itself is not counted.</summary>
    /// <param name="from">Null: unknown.</param>
    public bool IsExhausted(SecretKind kind, IPAddress? from, [NotNullWhen(true)] out Refusal? refusal)
    {
        using var lease = _limiter.AttemptAcquire((kind, NetworkAddress.Of(from)), permitCount: 0);
        refusal = lease.IsAcquired ? null : TooMany;
        return refusal is not null;
    }

    /// <summary>Counts an unknown secret and returns its refusal, or <see cref="RefusalCode.TooManyAttempts"/> after too many.</summary>
    /// <param name="from">Null: unknown.</param>
    public Refusal Refuse(SecretKind kind, IPAddress? from, Refusal unknown)
    {
        using var lease = _limiter.AttemptAcquire((kind, NetworkAddress.Of(from)));
        return lease.IsAcquired ? unknown : TooMany;
    }

    public void Dispose() => _limiter.Dispose();
}
