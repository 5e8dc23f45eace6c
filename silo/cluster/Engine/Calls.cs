using System.Runtime.CompilerServices;
using Evaluation.Cluster.Wire;
using Evaluation.Runtime;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Evaluation.Cluster.Engine;

/// <summary>
/// Calls to silos. A repeatable request that failed on the way is sent again a few times, with growing, jittered pauses. When nearly all
/// calls fail, all of them are refused for a moment, so that recovering silos are not overloaded.
/// </summary>
internal sealed class Calls
{
    private readonly TimeSpan _wanted;
    private readonly ResiliencePipeline<Envelope> _once;
    private readonly ResiliencePipeline<Envelope> _again;

    /// <param name="wanted">How long the sender waits for an answer. A request that has not started by then is not executed.</param>
    public Calls(TimeSpan wanted)
    {
        _wanted = wanted;
        _once = new ResiliencePipelineBuilder<Envelope>().Named("silo-call").AddCircuitBreaker(new CircuitBreakerStrategyOptions<Envelope>
        {
            ShouldHandle = new PredicateBuilder<Envelope>().Handle<Exception>(CallFailure.IsTransient),
            FailureRatio = ClusterLimits.FailedShare,
            MinimumThroughput = ClusterLimits.CallsJudgedMin,
            SamplingDuration = ClusterLimits.FailuresCountedOver,
            BreakDuration = ClusterLimits.HeldBackFor,
        }).Build();
        _again = new ResiliencePipelineBuilder<Envelope>().Named("silo-call-repeatable").AddRetry(new RetryStrategyOptions<Envelope>
        {
            ShouldHandle = attempt => new(attempt.Outcome.Exception switch
            {
                // An answer can be lost with its silo, so the call is repeated once; a second repetition would keep the sender waiting too
                // long.
                TimeoutException => attempt.AttemptNumber == 0,
                BrokenCircuitException or null => false,
                var failure => CallFailure.IsTransient(failure),
            }),
            MaxRetryAttempts = ClusterLimits.Resends,
            Delay = ClusterLimits.ResendAfter,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        }).AddPipeline(_once).Build();
    }

    /// <exception cref="Exception">A failure on the way, or a bug: see <see cref="CallFailure.IsTransient"/>.</exception>
    public ValueTask<Envelope> SendAsync(Route route, object request) => (MayRepeat(request) ? _again : _once).ExecuteAsync(
        static (call, _) => SendOnceAsync(call.route, call.request, call._wanted), (route, request, _wanted));

    /// <summary>Sends again when the grain needs a new admission token.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Envelope> SendOnceAsync(Route route, object request, TimeSpan wanted)
    {
        for (var attempt = 0; attempt < ClusterLimits.TokenAttempts; attempt++)
        {
            var reply = await route.Turns.SendAsync(new(request, route.Tokens.For(wanted)));
            route.Tokens.Keep(reply.Token);
            if (reply.Contents is not TokenNeeded)
                return reply;
        }
        throw new TimeoutException("No activation accepted the request: the grain is migrating, or the request was delayed.");
    }

    /// <summary>Whether a request may be sent again when its answer was lost: its type says so.</summary>
    public static bool MayRepeat(object request) => request is IRepeatable;
}
