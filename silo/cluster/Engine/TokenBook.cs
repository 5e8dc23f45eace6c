using Evaluation.Cluster.Wire;

namespace Evaluation.Cluster.Engine;

/// <summary>The newest admission token that a gateway has from the activation at the end of a route.</summary>
internal sealed class TokenBook(TimeProvider clock)
{
    private volatile Received _received = new(AdmissionToken.None, clock.GetTimestamp());

    /// <summary>A token for a request whose sender waits this long from now.</summary>
    public AdmissionToken For(TimeSpan wanted)
    {
        var received = _received;
        return received.Token with { Clock = received.Token.Clock + (long)(clock.GetElapsedTime(received.At) + wanted).TotalMilliseconds };
    }

    /// <summary>
    /// Keeps the token of an answer: one of another activation at once, one of the same activation once in a while, because two clocks
    /// drift.
    /// </summary>
    public void Keep(AdmissionToken token)
    {
        var received = _received;
        if (token.Activation != received.Token.Activation || clock.GetElapsedTime(received.At) > ClusterLimits.TokenKept)
            _received = new(token, clock.GetTimestamp());
    }

    private sealed record Received(AdmissionToken Token, long At);
}
