using Evaluation.Cluster.Wire;
using Evaluation.Seam;

namespace Evaluation.Cluster.Engine;

/// <summary>
/// A grain on a silo: the shared turn behind a mailbox, and nothing of its own. What Orleans adds is where it lives, and that it usually
/// lives once.
/// </summary>
/// <remarks>
/// Two activations may exist for a while, after a silo was cut off or declared dead too early. The journal tells: the one that finds
/// entries that it did not write goes on correctly and is then put away, so that senders come together again at one.
/// </remarks>
internal abstract class Activation : IGrainBase, ITurns
{
    private readonly SiloTurns _silo;
    private readonly GrainId _id;
    private Mailbox _mailbox;
    private bool _isPutAway;

    protected Activation(IGrainContext context, SiloTurns silo)
    {
        GrainContext = context;
        _silo = silo;
        _id = new(context.GrainId.Key.ToString()!);
        _mailbox = Open();
    }

    public IGrainContext GrainContext { get; }

    public ValueTask<Parcel> SendAsync(Parcel command)
    {
        _silo.Count(1);
        var call = RemoteCall.Take(command.Contents);
        var outcome = call.Outcome;
        while (!_isPutAway)
        {
            switch (_mailbox.Post(call, _silo.Clock.GetTimestamp()))
            {
                case Posting.Waits:
                    return outcome;
                case Posting.Full:
                    return Refuse(call, outcome);
                case Posting.PutAway:
                    // The grain held nothing and its mailbox closed; this command wants it again before Orleans has put it away.
                    _mailbox = Open();
                    break;
            }
        }
        return Refuse(call, outcome);
    }

    /// <summary>Finishes what waits and leaves a snapshot; whatever comes later goes to the next activation.</summary>
    public async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        _isPutAway = true;
        await _mailbox.CloseAsync().WaitAsync(token);
    }

    private ValueTask<Parcel> Refuse(RemoteCall call, ValueTask<Parcel> outcome)
    {
        _silo.Count(-1);
        call.Hold(null, Refusal.Busy);
        call.Tell();
        return outcome;
    }

    private Mailbox Open() => new(new Watched(GrainKinds.Live(_id, _silo.Journal, _silo.Trouble.Report, _silo.Changed.Note), this), _ => { });

    private void PutAway(string why) => GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, why), CancellationToken.None);

    /// <summary>The grain, looked at after each turn.</summary>
    private sealed class Watched(ILiveGrain grain, Activation activation) : ILiveGrain
    {
        public bool HoldsAnything => grain.HoldsAnything;

        public bool WasOvertaken => grain.WasOvertaken;

        public async ValueTask TurnAsync(IReadOnlyList<Pending> commands)
        {
            var count = commands.Count;
            await grain.TurnAsync(commands);
            activation._silo.Count(-count);
            if (grain.WasOvertaken)
                activation.PutAway("another activation has written to the stream");
            else if (!grain.HoldsAnything)
                activation.PutAway("the grain holds nothing");
        }

        public ValueTask RestAsync() => grain.RestAsync();
    }
}
