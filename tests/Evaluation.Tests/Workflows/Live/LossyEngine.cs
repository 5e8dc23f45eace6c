using Evaluation.Runtime;

namespace Evaluation.Tests.Workflows.Live;

/// <summary>An engine that loses messages, repeats them, or executes them without an answer, by seed.</summary>
internal sealed class LossyEngine(IEngine inner, Random random) : IEngine
{
    public int FaultPercent { get; set; }

    /// <summary>Every message that was sent.</summary>
    public List<(GrainId Grain, object Command)> Sent { get; } = [];

    public async ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        int fault;
        lock (Sent)
        {
            Sent.Add((grain, request));
            fault = random.Next(100) < FaultPercent ? random.Next(3) : -1;
        }
        if (fault == 0)
            return Refusal.Busy;
        var answer = await inner.SendAsync(grain, request);
        return fault switch
        {
            1 => Refusal.Busy,
            2 => await inner.SendAsync(grain, request),
            _ => answer,
        };
    }

    public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
        where TState : class => inner.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}
