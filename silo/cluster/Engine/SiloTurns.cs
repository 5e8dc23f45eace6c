using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Workflows.Live;

namespace Evaluation.Cluster.Engine;

/// <summary>What all activations of a silo share.</summary>
internal sealed class SiloTurns(IJournal journal, TimeProvider clock, GrainFailureLog failures, ChangedBoxes changed)
{
    private long _waiting;

    public IJournal Journal => journal;

    public TimeProvider Clock => clock;

    public GrainFailureLog Failures => failures;

    /// <summary>Where boxes are noted that have something to report.</summary>
    public ChangedBoxes Changed => changed;

    /// <summary>Commands that have come to this silo and have not been answered.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    public void Count(int commands) => Interlocked.Add(ref _waiting, commands);

    public async ValueTask<string?> FindTroubleAsync()
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
