using System.Runtime.CompilerServices;
using Evaluation.Cluster.Wire;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Cluster.Engine;

/// <summary>
/// Sends commands to grains wherever in the cluster they live. Whatever goes wrong on the way — a silo that died, a time that ran out,
/// too many that wait — is told as busy: nobody knows whether the command was carried out, and sending it again is safe.
/// </summary>
/// <param name="silos">The way to the silos; without one, every command is refused as busy at once.</param>
/// <param name="journal">For the names of grains; commands go through silos alone.</param>
/// <param name="wanted">How long an answer is waited for.</param>
internal sealed class ClusterEngine(ISilos silos, IJournal journal, TroubleLog trouble, TimeSpan wanted) : IEngine
{
    private static readonly Refusal Bug = new(RefusalCode.Fault, "Something went wrong that should not. The operator's log says more.");

    private readonly Calls _calls = new(wanted);
    private readonly Routes _routes = new(grain => silos.Factory!.GetGrain<ITurns>(OrleansId(grain)));

    /// <summary>Under which identity Orleans knows a grain: its kind, and its whole name as the key.</summary>
    internal static Orleans.Runtime.GrainId OrleansId(GrainId grain) => Orleans.Runtime.GrainId.Create(grain.Kind, grain.Stream);

    public ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        if (!WireTypes.Knows(request.GetType()))
        {
            trouble.Report(grain, new InvalidDataException($"{request.GetType()} is no request of the domain."));
            return new(Bug);
        }
        if (silos.Factory is null)
            return new(Refusal.Busy);
        var route = _routes.To(grain);
        return route.TryEnter() ? CallAsync<TAnswer>(route, grain, request) : new(Refusal.Busy);
    }

    private async ValueTask<Outcome<TAnswer>> CallAsync<TAnswer>(Route route, GrainId grain, object request)
    {
        try
        {
            var reply = await _calls.SendAsync(route, request);
            return reply.Contents is Refusal refusal ? refusal : (TAnswer)reply.Contents;
        }
        catch (Exception failure) when (Calls.IsTrouble(failure))
        {
            trouble.ReportOutage(failure.Message);
            return Refusal.Busy;
        }
        catch (Exception bug)
        {
            trouble.Report(grain, bug);
            return Bug;
        }
        finally
        {
            route.Leave();
        }
    }

    public async IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, [EnumeratorCancellation] CancellationToken cancel = default)
        where TState : class
    {
        await foreach (var stream in journal.ListStreamsAsync(kind.Name, cancel))
            if (new GrainId(stream) is var grain && grain.Kind == kind.Name)
                yield return new(kind, grain);
    }

    public async ValueTask CheckAsync(CancellationToken cancel = default)
    {
        if (silos.Factory is not { } factory)
            throw new JournalUnavailableException("No silo has been found yet.");
        string? why;
        try
        {
            why = await factory.GetGrain<ISiloHealth>(0).FindTroubleAsync().AsTask().WaitAsync(cancel);
        }
        catch (Exception failure) when (Calls.IsTrouble(failure) && !cancel.IsCancellationRequested)
        {
            throw new JournalUnavailableException($"No silo answers: {failure.Message}", failure);
        }
        if (why is not null)
            throw new JournalUnavailableException(why);
    }
}
