namespace Evaluation.Cluster.Wire;

/// <summary>
/// Admits a request to one activation. In a request it holds the number of the activation and the time until which the sender waits. In an
/// answer it holds the number and the current time. Both times are times of the activation's clock.
/// </summary>
/// <remarks>
/// A lost connection or a paused silo can delay a request. The token ensures that a delayed request is not executed after its gateway has
/// stopped waiting, and not by a later activation: its sender may have sent a newer request. The clocks of two machines need not agree.
/// </remarks>
/// <param name="Activation">A random number of the activation; 0 belongs to none.</param>
/// <param name="Clock">Milliseconds since the activation began.</param>
internal readonly record struct AdmissionToken(long Activation, long Clock)
{
    /// <summary>The token of a gateway that has no answer of the activation yet.</summary>
    public static readonly AdmissionToken None;
}

/// <summary>
/// The answer to a request without a valid <see cref="AdmissionToken"/>: nothing was done. The answer's envelope has the token.
/// </summary>
internal sealed class TokenNeeded
{
    public static readonly TokenNeeded Value = new();

    private TokenNeeded()
    {
    }
}
