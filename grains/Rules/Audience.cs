using static Evaluation.Rules.RoundState;

namespace Evaluation.Rules;

/// <summary>Who sees the figures of a round.</summary>
public enum Audience
{
    /// <summary>Nobody, the administrators included.</summary>
    Nobody,

    /// <summary>The round's administrators and auditors.</summary>
    Overseers,

    /// <summary>The round's administrators, auditors and reviewers.</summary>
    Staff,

    Everybody,
}

/// <summary>The one place that says who sees what when; every reader asks here.</summary>
public static class Audiences
{
    /// <summary>Who sees live scores: before the close by the round's rules, then its staff, and everybody from publication on. Of a cancelled round nobody.</summary>
    public static Audience OfScores(RoundState state, Visibility visibility) => (state, visibility) switch
    {
        (Draft or Cancelled, _) => Audience.Nobody,
        (Assessing or Voting or Paused or Sealing, Visibility.Public) => Audience.Everybody,
        (Assessing or Voting or Paused or Sealing, Visibility.Administrators) => Audience.Overseers,
        (Assessing or Voting or Paused or Sealing, _) => Audience.Nobody,
        _ => OfResult(state),
    };

    /// <summary>Who sees a result and what is made of it. Before the close there is none; what a cancelled round had stays with its staff.</summary>
    public static Audience OfResult(RoundState state) =>
        LifeCycle.IsPublic(state) ? Audience.Everybody
        : LifeCycle.IsClosed(state) || state == Cancelled ? Audience.Staff
        : Audience.Nobody;

    /// <summary>Who takes the tally and the slips away: nobody before the close, then the round's administrators and auditors. Others have the result.</summary>
    public static Audience OfVotes(RoundState state) => LifeCycle.IsClosed(state) ? Audience.Overseers : Audience.Nobody;

    /// <summary>Who reads all comments: as the votes, and the reviewers, who work with them.</summary>
    public static Audience OfComments(RoundState state) => LifeCycle.IsClosed(state) ? Audience.Staff : Audience.Nobody;
}
