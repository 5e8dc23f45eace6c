using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Evaluation.Cluster.Wire;
using Evaluation.Runtime;
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
    private readonly TimeSpan _wanted;
    private readonly ResiliencePipeline<Parcel> _once;
    private readonly ResiliencePipeline<Parcel> _again;

    /// <param name="wanted">How long an answer is waited for: what has not begun by then shall not begin.</param>
    public Calls(TimeSpan wanted)
    {
        _wanted = wanted;
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
    public ValueTask<Parcel> SendAsync(Route route, object command) => (MayRepeat(command) ? _again : _once).ExecuteAsync(
        static (call, _) => SendOnceAsync(call.route, call.command, call._wanted), (route, command, _wanted));

    /// <summary>Gets a pass first where there is none, or none that is valid any more.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Parcel> SendOnceAsync(Route route, object command, TimeSpan wanted)
    {
        for (var attempt = 0; attempt < ClusterLimits.PassesAsked; attempt++)
        {
            var reply = await route.Turns.SendAsync(new(command, route.Passes.For(wanted)));
            route.Passes.Hear(reply.Pass);
            if (reply.Contents is not PassNeeded)
                return reply;
        }
        throw new TimeoutException("The grain moves, or its commands take too long to reach it.");
    }

    /// <summary>Whether a failure is of the way and not of the program: the call was refused, lost, or given up.</summary>
    public static bool IsTrouble(Exception failure) => failure is OrleansException or TimeoutException or BrokenCircuitException or OperationCanceledException
        or IOException or SocketException or ObjectDisposedException;

    /// <summary>Whether a request may be sent again when its answer was lost: its type says so.</summary>
    public static bool MayRepeat(object request) => request is IRepeatable;
}
