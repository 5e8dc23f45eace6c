using Evaluation.Assessment;

namespace Evaluation.Units.SelfAssessments;

/// <summary>What a unit has filed, as it stands.</summary>
/// <param name="Newest">The newest version that was filed; null before the first filing.</param>
/// <param name="Reopened">Not null from the reopening of the newest version until the unit files again.</param>
/// <param name="Claims">The claims of the newest version with the decisions on them, by criterion.</param>
/// <param name="Versions">Every version that was filed, oldest first.</param>
/// <param name="Asked">The version that the query has asked for; null where it was not filed.</param>
/// <param name="Counted">The claims of the ledger: those that scores are computed from.</param>
/// <param name="Evidence">The numbers of the unit's evidence.</param>
public sealed record SelfAssessmentStanding(
    FiledSelfAssessment? Newest, Reopening? Reopened, IReadOnlyList<ReviewedClaim> Claims, IReadOnlyList<long> Versions, FiledSelfAssessment? Asked,
    IReadOnlyList<Claim> Counted, IReadOnlyList<string> Evidence)
{
    /// <summary>Whether the newest version stands. False before the first filing, and while it is reopened.</summary>
    public bool IsFiled => Newest is not null && Reopened is null;

    public ReviewedClaim? Find(string criterion, string? period = null) => Claims.FirstOrDefault(known => known.Claim.Criterion == criterion && known.Claim.Period == period);

    internal static SelfAssessmentStanding Of(UnitState state, long? asked = null)
    {
        var book = state.SelfAssessments;
        return new(
            book.Newest, book.Reopened, [.. book.Claims.Values], [.. book.Filed.Select(filed => filed.Version)], asked is { } version ? book.Find(version) : null,
            state.Ledger.Claims, [.. state.Evidence.Filed.Select(filed => filed.Id)]);
    }
}

/// <summary>The claims of the newest self-assessment that a unit has filed.</summary>
/// <param name="IsFiled">Whether it stands. While it is reopened, no claim can be decided.</param>
/// <param name="FiledAt">When it was filed; null before the first filing.</param>
public sealed record UnitClaims(bool IsFiled, IReadOnlyList<ReviewedClaim> Claims, IReadOnlyList<Claim> Counted, DateTimeOffset? FiledAt = null);
