using System.Collections.Frozen;
using System.Net.Sockets;
using Evaluation.Ballots;
using Evaluation.Cluster.Wire;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Evaluation.Cluster.Engine;

/// <summary>
/// Calls to silos. What failed on the way is sent again a few times, with growing and uneven pauses, if that cannot change the answer;
/// when nearly everything fails, all calls are held back for a moment, so that silos that come back are not run over.
/// </summary>
internal sealed class Calls
{
    private static readonly FrozenSet<Type> Questions = WireTypes.Commands.Where(type => type.Name.StartsWith("View", StringComparison.Ordinal)).ToFrozenSet();

    private readonly ResiliencePipeline<Parcel> _once;
    private readonly ResiliencePipeline<Parcel> _again;

    public Calls()
    {
        _once = new ResiliencePipelineBuilder<Parcel>().AddCircuitBreaker(new CircuitBreakerStrategyOptions<Parcel>
        {
            ShouldHandle = new PredicateBuilder<Parcel>().Handle<Exception>(IsTrouble),
            FailureRatio = ClusterLimits.FailedShare,
            MinimumThroughput = ClusterLimits.CallsJudgedMin,
            SamplingDuration = ClusterLimits.FailuresCountedOver,
            BreakDuration = ClusterLimits.HeldBackFor,
        }).Build();
        _again = new ResiliencePipelineBuilder<Parcel>().AddRetry(new RetryStrategyOptions<Parcel>
        {
            ShouldHandle = attempt => new(attempt.Outcome.Exception switch
            {
                // An answer can be lost with the silo on its way, so once more; a second time would keep the sender waiting too long.
                TimeoutException => attempt.AttemptNumber == 0,
                BrokenCircuitException or null => false,
                var failure => IsTrouble(failure),
            }),
            MaxRetryAttempts = ClusterLimits.Resends,
            Delay = ClusterLimits.ResendAfter,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        }).AddPipeline(_once).Build();
    }

    /// <exception cref="Exception">Trouble on the way, or a bug: <see cref="IsTrouble"/> tells.</exception>
    public ValueTask<Parcel> SendAsync(ITurns turns, object command) => (MayRepeat(command) ? _again : _once).ExecuteAsync(
        static (call, _) => call.turns.SendAsync(new(call.command)), (turns, command));

    /// <summary>Whether a failure is of the way and not of the program: the call was refused, lost, or given up.</summary>
    public static bool IsTrouble(Exception failure) => failure is OrleansException or TimeoutException or BrokenCircuitException or OperationCanceledException
        or IOException or SocketException or ObjectDisposedException;

    /// <summary>
    /// Whether the second of two same commands is answered as the first would have been. A box answers so to everything that it is told,
    /// and to questions, which are named <c>View…</c>, every grain; a new account, say, would be told that it exists already.
    /// </summary>
    public static bool MayRepeat(object command) => command is BoxCommand || Questions.Contains(command.GetType());
}
