namespace Evaluation.Rounds;

/// <summary>
/// A crowd is the credentials of one group that may rate the same units. After the key of the round is destroyed, a voter is one of a crowd
/// and no more is known; a crowd below the minimum of the group hides nobody.
/// </summary>
public static class Crowds
{
    /// <summary>The batches of crowds that have credentials, and fewer than the minimum.</summary>
    /// <param name="min">The minimum of a group that is shown; see <see cref="Rules.Policies.GroupMin"/>.</param>
    public static IEnumerable<CredentialBatch> Small(IEnumerable<CredentialBatch> batches, int min) =>
        batches.Where(batch => batch.State != BatchState.Void && batch.Count > 0)
            .GroupBy(batch => (batch.Group, Units: batch.Units is null ? null : string.Join(' ', batch.Units.Order(StringComparer.Ordinal))))
            .Where(crowd => crowd.Sum(batch => batch.Count) < min)
            .SelectMany(crowd => crowd);
}
