using System.Diagnostics;
using Evaluation.Cluster.Wire;

namespace Evaluation.Cluster.Engine;

/// <summary>What a gateway knows of the activation at the end of a route: enough to say until when, by the activation's clock, a command is wanted.</summary>
internal sealed class PassBook
{
    private volatile Heard _heard = new(Pass.None, 0);

    /// <summary>A pass for a command that is wanted for so long from now.</summary>
    public Pass For(TimeSpan wanted)
    {
        var heard = _heard;
        return heard.Pass with { Clock = heard.Pass.Clock + (long)(Stopwatch.GetElapsedTime(heard.At) + wanted).TotalMilliseconds };
    }

    /// <summary>Takes note of an answer's pass: of another activation at once, of the same one once in a while, since clocks do not run quite alike.</summary>
    public void Hear(Pass pass)
    {
        var heard = _heard;
        if (pass.Activation != heard.Pass.Activation || Stopwatch.GetElapsedTime(heard.At) > ClusterLimits.PassKept)
            _heard = new(pass, Stopwatch.GetTimestamp());
    }

    private sealed record Heard(Pass Pass, long At);
}
