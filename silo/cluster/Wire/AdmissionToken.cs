namespace Evaluation.Cluster.Wire;

/// <summary>
/// Admits a request to one activation: the activation's number, and by its own clock until when the sender waits. On an answer, the number
/// and the current time of the clock.
/// </summary>
/// <remarks>
/// A request that was delayed on its way, by a cut network or a silo that stood still, is therefore not carried out after its gateway has
/// stopped waiting, nor by a later activation: its sender may have sent something newer since. The clocks of two machines need not agree.
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
