using static Evaluation.Rules.RoundState;

namespace Evaluation.Rules;

/// <summary>Who may see the figures of a round.</summary>
public enum Audience
{
    /// <summary>Nobody, not even administrators.</summary>
    Nobody,

    /// <summary>The administrators and auditors of the round.</summary>
    Overseers,

    /// <summary>The administrators, auditors and reviewers of the round.</summary>
    Staff,

    Everybody,
}

/// <summary>Decides who may see which figures in which state. All readers use these rules.</summary>
public static class Audiences
{
    /// <summary>
    /// Who may see live scores: before the close as the round's visibility says, then its staff, and everybody once published. Nobody for a
    /// cancelled round.
    /// </summary>
    public static Audience OfScores(RoundState state, Visibility visibility) => (state, visibility) switch
    {
        (Draft or Cancelled, _) => Audience.Nobody,
        (Assessing or Voting or Paused or Sealing, Visibility.Public) => Audience.Everybody,
        (Assessing or Voting or Paused or Sealing, Visibility.Administrators) => Audience.Overseers,
        (Assessing or Voting or Paused or Sealing, _) => Audience.Nobody,
        _ => OfResult(state),
    };

    /// <summary>
    /// Who may see a result and the tables made from it. There is none before the close. The result of a cancelled round is for its staff
    /// only.
    /// </summary>
    public static Audience OfResult(RoundState state) =>
        LifeCycle.IsPublic(state) ? Audience.Everybody
        : LifeCycle.IsClosed(state) || state == Cancelled ? Audience.Staff
        : Audience.Nobody;

    /// <summary>
    /// Who may download the tally and the slips: nobody before the close, then the administrators and auditors. Other readers have the
    /// result.
    /// </summary>
    public static Audience OfVotes(RoundState state) => LifeCycle.IsClosed(state) ? Audience.Overseers : Audience.Nobody;

    /// <summary>Who may read all comments: after the close, the administrators, the auditors, and the reviewers, who answer them.</summary>
    public static Audience OfComments(RoundState state) => LifeCycle.IsClosed(state) ? Audience.Staff : Audience.Nobody;
}
