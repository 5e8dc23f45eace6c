using Evaluation.Gateway.Rounds;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Operations;

/// <summary>A round that takes ballots, or will soon.</summary>
/// <param name="State">Voting, paused, or a state before the opening.</param>
public sealed record OpenVote(string Round, LocalText Title, string TimeZone, RoundState State, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt);

/// <summary>The rounds that take ballots or are about to open. Read at most every ten seconds, whatever the number of readers.</summary>
public sealed class OpenVotes(IEngine engine, RoundViews views, TimeProvider clock)
{
    private volatile Entry? _entry;

    /// <summary>Null when the rounds cannot be read at the moment.</summary>
    public Task<IReadOnlyList<OpenVote>?> ReadAsync()
    {
        var entry = _entry;
        if (entry is null || clock.GetElapsedTime(entry.AskedAt) >= Limits.StorageAge)
            _entry = entry = new(clock.GetTimestamp(), AskAsync());
        return entry.Votes;
    }

    private async Task<IReadOnlyList<OpenVote>?> AskAsync()
    {
        try
        {
            List<OpenVote> votes = [];
            await foreach (var grain in engine.ListAsync(RoundGrain.Kind))
            {
                var view = await views.GetAsync(grain.Key);
                if (view.IsRefused(out _))
                    return null;
                if (IsOpenOrSoon(view.Answer))
                    votes.Add(new(view.Answer.Id, view.Answer.Title, view.Answer.TimeZone, view.Answer.State, view.Answer.OpensAt, view.Answer.ClosesAt));
            }
            return votes;
        }
        catch (JournalUnavailableException)
        {
            return null;
        }
    }

    private bool IsOpenOrSoon(RoundView round) => round.HasVote && round.State switch
    {
        RoundState.Voting or RoundState.Paused => true,
        RoundState.Draft or RoundState.Assessing => round.OpensAt is { } opensAt && opensAt - clock.GetUtcNow() < Limits.OpeningAnnounced,
        _ => false,
    };

    private sealed record Entry(long AskedAt, Task<IReadOnlyList<OpenVote>?> Votes);
}
