using Evaluation.Cluster.Membership;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Runtime;
using Evaluation.Workflows.Live;

namespace Evaluation.Cluster.Engine;

/// <summary>The services that all activations of a silo share.</summary>
internal sealed class SiloTurns(IJournal journal, TimeProvider clock, GrainFailureLog failures, ChangedBoxes changed, MovableGrains movable, ChangedStreams streams, IGrainKeys? keys = null)
{
    private long _waiting;

    /// <summary>The journal of the grains, which notes for the log what they append.</summary>
    public IJournal Journal { get; } = new NotingJournal(journal, streams, LogGrain.KindName);

    /// <summary>The keys of ballot boxes; null where there are none.</summary>
    public IGrainKeys? Keys => keys;

    public TimeProvider Clock => clock;

    public GrainFailureLog Failures => failures;

    /// <summary>The boxes with unreported changes.</summary>
    public ChangedBoxes Changed => changed;

    /// <summary>The boxes that may move to a silo that joins.</summary>
    public MovableGrains Movable => movable;

    /// <summary>Requests at this silo that are not answered yet.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    public void Count(int commands) => Interlocked.Add(ref _waiting, commands);

    public async ValueTask<string?> FindProblemAsync()
    {
        try
        {
            await journal.CheckAsync();
            return null;
        }
        catch (JournalUnavailableException failure)
        {
            return failure.Message;
        }
    }
}
