using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds;

/// <summary>
/// Carries out every change of a round at this gateway. After each, the cached view is invalidated, so that the next reader sees the
/// change, and the schedule runner looks at the round. Both are done after a refusal or an exception as well, because a part of the change
/// can be journaled then.
/// </summary>
public sealed class RoundChanges(IEngine engine, RoundClerk clerk, RoundViews views, DueRounds due)
{
    /// <summary>Sends a command to a round.</summary>
    public ValueTask<Outcome<TAnswer>> SendAsync<TAnswer>(string round, IRequest<Round, TAnswer> command)
        where TAnswer : class =>
        ApplyAsync(round, engine.SendAsync(RoundGrain.Ref(round), command));

    /// <summary>Awaits a workflow that sends commands to a round.</summary>
    public async ValueTask<Outcome<TAnswer>> ApplyAsync<TAnswer>(string round, ValueTask<Outcome<TAnswer>> change)
    {
        try
        {
            return await InvalidateAfterAsync(round, change);
        }
        finally
        {
            due.Add(round);
        }
    }

    /// <summary>Does what is due in a round. For the schedule runner, which sets itself when the round is due next.</summary>
    internal ValueTask<Outcome<RoundView>> AdvanceAsync(string round) => InvalidateAfterAsync(round, clerk.AdvanceAsync(round));

    private async ValueTask<Outcome<TAnswer>> InvalidateAfterAsync<TAnswer>(string round, ValueTask<Outcome<TAnswer>> change)
    {
        try
        {
            return await change;
        }
        finally
        {
            views.Forget(round);
        }
    }
}
