using Evaluation.Cluster.Wire;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Workflows;
using Orleans.Runtime.Placement;

namespace Evaluation.Cluster.Engine;

/// <summary>
/// A grain on a silo: the shared turn behind a mailbox, and nothing of its own. What Orleans adds is where it lives, and that it usually
/// lives once.
/// </summary>
/// <remarks>
/// Two activations may exist for a while, after a silo was cut off or declared dead too early. The journal tells: the one that finds
/// entries that it did not write carries out nothing more and is put away, so that senders come together again at one. Nor does any activation carry
/// out what was sent to another one, or so long ago that its gateway has given it up (<see cref="Wire.Pass"/>).
/// </remarks>
internal abstract class Activation : IGrainBase, ITurns
{
    private readonly SiloTurns _silo;
    private readonly long _number = Random.Shared.NextInt64(1, long.MaxValue);
    private readonly long _since;
    private readonly GrainId _id;
    private Mailbox _mailbox;
    private volatile bool _isPutAway;
    private volatile bool _hasLostJournal;

    protected Activation(IGrainContext context, SiloTurns silo)
    {
        GrainContext = context;
        _silo = silo;
        _id = new(context.GrainId.Key.ToString()!);
        _since = silo.Clock.GetTimestamp();
        _mailbox = Open();
    }

    public IGrainContext GrainContext { get; }

    /// <summary>What this activation is, and what its clock says.</summary>
    public Pass Pass => new(_number, (long)_silo.Clock.GetElapsedTime(_since).TotalMilliseconds);

    public ValueTask<Parcel> SendAsync(Parcel command)
    {
        var pass = Pass;
        if (command.Pass.Activation != pass.Activation || command.Pass.Clock < pass.Clock)
            return new(new Parcel(PassNeeded.Now, pass));
        _silo.Count(1);
        var call = RemoteCall.Take(this, command);
        var outcome = call.Outcome;
        while (!_isPutAway)
        {
            switch (_mailbox.Post(call, _silo.Clock.GetTimestamp()))
            {
                case Posting.Waits:
                    return outcome;
                case Posting.Full:
                    return Refuse(call, outcome, Refusal.Busy);
                case Posting.PutAway:
                    // The grain held nothing and its mailbox closed; this command wants it again before Orleans has put it away.
                    _mailbox = Open();
                    break;
                case Posting.Overtaken:
                    return Refuse(call, outcome, Refusal.Overtaken);
            }
        }
        return Refuse(call, outcome, Refusal.Overtaken);
    }

    /// <summary>Finishes what waits and leaves a snapshot; whatever comes later goes to the next activation.</summary>
    public async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        _isPutAway = true;
        await _mailbox.CloseAsync().WaitAsync(token);
    }

    private ValueTask<Parcel> Refuse(RemoteCall call, ValueTask<Parcel> outcome, Refusal refusal)
    {
        _silo.Count(-1);
        call.Hold(null, refusal);
        call.Tell();
        return outcome;
    }

    private Mailbox Open() => new(new Watched(GrainKinds.Live(_id, _silo.Journal, Report, _silo.Changed.Note), this), _ => { });

    private void Report(GrainId grain, Exception failure)
    {
        _hasLostJournal |= failure is JournalUnavailableException { Lost: true };
        _silo.Trouble.Report(grain, failure);
    }

    private void PutAway(string why) => GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, why), CancellationToken.None);

    /// <summary>
    /// Of a grain that carries out nothing more. If that is because this silo has lost the journal, another silo is to have the grain: it must be told so,
    /// since whoever remembers where the grain lived would bring it to life here again and again.
    /// </summary>
    private void GiveUp()
    {
        _isPutAway = true;
        if (_hasLostJournal && AnotherSilo() is { } elsewhere)
            GrainContext.Migrate(new() { [IPlacementDirector.PlacementHintKey] = elsewhere }, CancellationToken.None);
        else
            PutAway("another activation has written to the stream, or may have: the journal was lost");
    }

    /// <summary>One of the other silos that live, by chance; null when there is none.</summary>
    private SiloAddress? AnotherSilo()
    {
        var silos = GrainContext.ActivationServices.GetRequiredService<ISiloStatusOracle>();
        SiloAddress[] others = [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => !silo.Equals(silos.SiloAddress))];
        return others.Length == 0 ? null : others[Random.Shared.Next(others.Length)];
    }

    /// <summary>The grain, looked at after each turn.</summary>
    private sealed class Watched(ILiveGrain grain, Activation activation) : ILiveGrain
    {
        public bool HoldsAnything => grain.HoldsAnything;

        public bool WasOvertaken => grain.WasOvertaken;

        public async ValueTask TurnAsync(IReadOnlyList<Pending> commands)
        {
            var count = commands.Count;
            activation._hasLostJournal = false;
            await grain.TurnAsync(commands);
            activation._silo.Count(-count);
            if (grain.WasOvertaken)
                activation.GiveUp();
            else if (!grain.HoldsAnything)
                activation.PutAway("the grain holds nothing");
        }

        public ValueTask RestAsync() => grain.RestAsync();
    }
}
