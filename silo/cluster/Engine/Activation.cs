using Evaluation.Cluster.Membership;
using Evaluation.Cluster.Wire;
using Evaluation.Journal;
using Evaluation.Runtime;
using Orleans.Runtime.Placement;

namespace Evaluation.Cluster.Engine;

/// <summary>The clock of an activation, by which a call expires.</summary>
internal interface IActivation
{
    AdmissionToken Token { get; }
}

/// <summary>
/// A grain on a silo: the shared turn behind a mailbox. Orleans decides on which silo it is activated, and usually activates it
/// once.
/// </summary>
/// <remarks>
/// Two activations may exist for a while, after a silo was cut off or declared dead too early. The activation that finds entries of the
/// other one in the journal is fenced: it carries out nothing more and is deactivated, so that all senders reach the other one. An
/// activation does not carry out a request that was sent to another activation, or that its gateway no longer waits for
/// (<see cref="Wire.AdmissionToken"/>).
/// </remarks>
internal abstract class Activation<TState> : IGrainBase, ITurns, IActivation, IMovable
    where TState : class
{
    private readonly SiloTurns _silo;
    private readonly long _number = Random.Shared.NextInt64(1, long.MaxValue);
    private readonly long _since;
    private readonly GrainRef<TState> _grain;
    private readonly Action<GrainId>? _changed;
    private Mailbox<TState> _mailbox;
    private volatile bool _isDeactivating;
    private volatile bool _hasLostJournal;

    protected Activation(IGrainContext context, SiloTurns silo, GrainKind<TState> kind, Action<GrainId>? changed = null)
    {
        GrainContext = context;
        (_silo, _changed) = (silo, changed);
        _grain = new(kind, new(context.GrainId.Key.ToString()!));
        _since = silo.Clock.GetTimestamp();
        _mailbox = Open();
    }

    public IGrainContext GrainContext { get; }

    /// <summary>The number of this activation and the time of its clock.</summary>
    public AdmissionToken Token => new(_number, (long)_silo.Clock.GetElapsedTime(_since).TotalMilliseconds);

    public ValueTask<Envelope> SendAsync(Envelope envelope)
    {
        var token = Token;
        if (envelope.Token.Activation != token.Activation || envelope.Token.Clock < token.Clock)
            return new(new Envelope(TokenNeeded.Value, token));
        if (envelope.Contents is not IRequest<TState> request)
            return new(new Envelope(Misread(envelope.Contents), token));
        _silo.Count(1);
        var call = RemoteCall<TState>.Rent(this, request, envelope.Token.Clock);
        var outcome = call.Outcome;
        while (!_isDeactivating)
        {
            switch (_mailbox.Post(call, _silo.Clock.GetTimestamp()))
            {
                case Posting.Queued:
                    return outcome;
                case Posting.Full:
                    return Refuse(call, outcome, Refusal.Busy);
                case Posting.Closed:
                    // The grain held nothing and its mailbox closed; Orleans has not deactivated it yet.
                    _mailbox = Open();
                    break;
                case Posting.Fenced:
                    return Refuse(call, outcome, Refusal.Fenced);
            }
        }
        return Refuse(call, outcome, Refusal.Fenced);
    }

    /// <summary>Completes the queued requests and saves a snapshot; later requests go to the next activation.</summary>
    public async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        _isDeactivating = true;
        _silo.Movable.Remove(this);
        await _mailbox.CloseAsync().WaitAsync(token);
    }

    public Task MoveAsync(SiloAddress to)
    {
        Migrate(to);
        return GrainContext.Deactivated;
    }

    /// <summary>The refusal of contents that are no request to this kind of grain.</summary>
    private Refusal Misread(object contents)
    {
        var failure = new InvalidDataException($"A grain of kind '{_grain.Kind.Name}' got {(contents as UnknownContents)?.What ?? contents.GetType().Name}.");
        _silo.Failures.Report(_grain.Id, failure);
        return contents is UnknownContents ? UnknownContents.Refusal : new(RefusalCode.Fault, "The request failed because of an error in the program. Nothing was stored. The log of the server contains the details.");
    }

    private ValueTask<Envelope> Refuse(RemoteCall<TState> call, ValueTask<Envelope> outcome, Refusal refusal)
    {
        _silo.Count(-1);
        call.SetResult(refusal);
        call.Complete();
        return outcome;
    }

    private Mailbox<TState> Open() => new(new Watched(_grain.Kind.Activate(_grain.Id, _silo.Journal, Report, _changed, _silo.Keys), this), _ => { });

    private void Report(GrainId grain, Exception failure)
    {
        _hasLostJournal |= failure is JournalUnavailableException { Lost: true };
        _silo.Failures.Report(grain, failure);
    }

    private void Deactivate(string why) => GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, why), CancellationToken.None);

    /// <summary>
    /// Deactivates a fenced grain. If this silo has lost the journal, the grain migrates to another silo: otherwise callers that remember
    /// its place would activate it here again and again.
    /// </summary>
    private void GiveUp()
    {
        _isDeactivating = true;
        if (_hasLostJournal && AnotherSilo() is { } elsewhere)
            Migrate(elsewhere);
        else
            Deactivate("another activation has appended to the stream, or may have: the journal was unavailable");
    }

    private void Migrate(SiloAddress to) => GrainContext.Migrate(new() { [IPlacementDirector.PlacementHintKey] = to }, CancellationToken.None);

    /// <summary>A random one of the other active silos; null when there is none.</summary>
    private SiloAddress? AnotherSilo()
    {
        var silos = GrainContext.ActivationServices.GetRequiredService<ISiloStatusOracle>();
        SiloAddress[] others = [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => !silo.Equals(silos.SiloAddress))];
        return others.Length == 0 ? null : others[Random.Shared.Next(others.Length)];
    }

    /// <summary>Checks the grain after each turn.</summary>
    private sealed class Watched(ILiveGrain<TState> grain, Activation<TState> activation) : ILiveGrain<TState>
    {
        public bool HoldsAnything => grain.HoldsAnything;

        public bool IsFenced => grain.IsFenced;

        public async ValueTask TurnAsync(IReadOnlyList<Pending<TState>> requests)
        {
            var count = requests.Count;
            activation._hasLostJournal = false;
            await grain.TurnAsync(requests);
            activation._silo.Count(-count);
            if (grain.IsFenced)
                activation.GiveUp();
            else if (!grain.HoldsAnything)
                activation.Deactivate("the grain holds nothing");
        }

        public ValueTask RestAsync() => grain.RestAsync();
    }
}
