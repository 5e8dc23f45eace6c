using System.Runtime.CompilerServices;
using Evaluation.Cluster.Wire;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Cluster.Engine;

/// <summary>
/// Sends requests to grains on any silo of the cluster. Every failure on the way (a dead silo, a timeout, a full queue) is refused as busy:
/// whether the request was carried out is unknown, and the sender may send it again.
/// </summary>
/// <param name="silos">The connection to the silos; without one, every request is refused as busy at once.</param>
/// <param name="journal">For the names of grains; requests go to silos only.</param>
/// <param name="wanted">How long an answer is waited for.</param>
/// <param name="types">The requests and answers that can travel.</param>
internal sealed class ClusterEngine(ISilos silos, IJournal journal, GrainFailureLog failures, TimeSpan wanted, WireTypes types) : IEngine
{
    private static readonly Refusal Bug = new(RefusalCode.Fault, "The request failed because of an error in the program. The log of the server contains the details.");

    private readonly Calls _calls = new(wanted);
    private readonly Routes _routes = new(grain => silos.Factory!.GetGrain<ITurns>(OrleansId(grain)));

    /// <summary>A grain's identity in Orleans: its kind, and its whole name as the key.</summary>
    internal static Orleans.Runtime.GrainId OrleansId(GrainId grain) => Orleans.Runtime.GrainId.Create(grain.Kind, grain.Stream);

    public ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        if (!types.Knows(request.GetType()))
        {
            failures.Report(grain, new InvalidDataException($"{request.GetType()} is no request of the domain."));
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
            return reply.Contents switch
            {
                TAnswer answer => answer,
                Refusal refusal => refusal,
                UnknownContents => UnknownContents.Refusal,
                var other => throw new InvalidDataException($"The answer to {request.GetType().Name} is {other.GetType()}."),
            };
        }
        catch (Exception failure) when (CallFailure.IsTransient(failure))
        {
            failures.ReportOutage(failure.Message);
            return Refusal.Busy;
        }
        catch (Exception bug)
        {
            failures.Report(grain, bug);
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
            why = await factory.GetGrain<ISiloHealth>(0).FindProblemAsync().AsTask().WaitAsync(cancel) ?? await silos.FindOwnProblemAsync();
        }
        catch (Exception failure) when (CallFailure.IsTransient(failure) && !cancel.IsCancellationRequested)
        {
            throw new JournalUnavailableException($"No silo answers: {failure.Message}", failure);
        }
        if (why is not null)
            throw new JournalUnavailableException(why);
    }
}
