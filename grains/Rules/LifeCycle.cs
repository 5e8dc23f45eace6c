using static Evaluation.Rules.RoundState;

namespace Evaluation.Rules;

/// <summary>
/// The allowed changes of state: draft → assessing → voting ⇄ paused → sealed ⇄ provisional → published → final → archived. A round can
/// be cancelled from any state before published. A round that combines others goes from draft to sealed.
/// </summary>
public static class LifeCycle
{
    /// <summary>The states from which an administrator may move a round with these rules to <paramref name="to"/>.</summary>
    public static IReadOnlyList<RoundState> AllowedFrom(RoundState to, RoundRules rules)
    {
        var hasVote = rules.VoteCriteria.Count > 0;
        return to switch
        {
            Sealed when rules.Combine is not null => [Draft, Provisional],
            Assessing when rules.Combine is not null => [],
            Assessing => [Draft],
            Voting when hasVote && rules.HasAssessedCriteria => [Assessing, Paused],
            Voting when hasVote => [Draft, Assessing, Paused],
            Paused => [Voting],
            Sealed when hasVote => [Voting, Paused, Provisional],
            Sealed => [Assessing, Provisional],
            Provisional => [Sealed],
            Published => [Provisional],
            Final => [Published],
            Archived => [Final],
            Cancelled => [Draft, Assessing, Voting, Paused, Sealing, Sealed, Provisional],
            _ => [],
        };
    }

    /// <summary>Whether a result has been computed, and the ledgers are closed.</summary>
    public static bool HasResult(RoundState state) => state is Provisional or Published or Final or Archived;

    /// <summary>Whether voting has been opened. The ballot boxes have the rules from then on.</summary>
    public static bool HasOpened(RoundState state) => state is Voting or Paused or Sealing or Sealed or Provisional or Published or Final or Archived;

    /// <summary>Whether the round is closed. Its scores no longer depend on the round's visibility.</summary>
    public static bool IsClosed(RoundState state) => state is Sealed or Provisional or Published or Final or Archived;

    /// <summary>Whether everybody may read the result.</summary>
    public static bool IsPublic(RoundState state) => state is Published or Final or Archived;

    /// <summary>
    /// The states in which the key of a round may be destroyed: from the one that the rules name on. The votes of a cancelled round count
    /// nowhere, so its key may always be destroyed.
    /// </summary>
    public static IReadOnlyList<RoundState> LosesKeyFrom(KeyLife? life) => (life ?? Policies.DestroyKeyAtUsual) switch
    {
        KeyLife.Sealed => [Sealed, Provisional, Published, Final, Archived, Cancelled],
        KeyLife.Archived => [Archived, Cancelled],
        _ => [Final, Archived, Cancelled],
    };
}
