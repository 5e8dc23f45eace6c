using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Assessment.SelfAssessments;

namespace Evaluation.Units.SelfAssessments;

/// <summary>A version of a self-assessment that was filed. It stays as it is.</summary>
public sealed record FiledSelfAssessment(long Version, SelfAssessmentContent Content, DateTimeOffset At, string By);

/// <summary>The last reopening, while the unit has not filed again.</summary>
/// <param name="Draft">The version of the draft that the unit goes on with.</param>
public sealed record Reopening(long Draft, string Reason, DateTimeOffset At, string By);

/// <summary>A claim of the newest filed self-assessment.</summary>
/// <param name="Claim">
/// The claim with the decision, if there is one. While the self-assessment is reopened, the decision does not count.
/// </param>
/// <param name="Version">Counts the changes of the claim and the decisions on it, for ever.</param>
/// <param name="DecidedBy">The account that decided; null while nobody has.</param>
/// <param name="DecidedAt">When it decided.</param>
public sealed record ReviewedClaim(Claim Claim, long Version, string? DecidedBy = null, DateTimeOffset? DecidedAt = null);

/// <summary>The filed self-assessments of a unit, and the decisions on the claims of the newest one.</summary>
public sealed record SelfAssessmentBook
{
    public static readonly SelfAssessmentBook Empty = new();

    /// <summary>Every version that was filed, oldest first.</summary>
    public ImmutableList<FiledSelfAssessment> Filed { get; private init; } = [];

    /// <summary>Not null from the reopening of the newest version until the unit files again.</summary>
    public Reopening? Reopened { get; private init; }

    /// <summary>By the name of the claim: the criterion and its period.</summary>
    public ImmutableSortedDictionary<string, ReviewedClaim> Claims { get; private init; } = ImmutableSortedDictionary.Create<string, ReviewedClaim>(StringComparer.Ordinal);

    public FiledSelfAssessment? Newest => Filed.IsEmpty ? null : Filed[^1];

    /// <summary>Whether the newest version stands. False before the first filing, and while it is reopened.</summary>
    public bool IsFiled => !Filed.IsEmpty && Reopened is null;

    /// <summary>The claim for a criterion, in a period if it has periods; null for none.</summary>
    public ReviewedClaim? Find(string criterion, string? period) => Claims.GetValueOrDefault(Claim.NameOf(criterion, period));

    public FiledSelfAssessment? Find(long version) => Filed.Find(filed => filed.Version == version);

    /// <summary>The claims of a content that is filed now: those of unchanged items with their decisions.</summary>
    public IReadOnlyList<Claim> ClaimsOf(SelfAssessmentContent content) => [.. content.Items.Select(item =>
        item.IsSameAs(Newest?.Content.Find(item.Criterion, item.Period)) && Find(item.Criterion, item.Period) is { } known ? known.Claim : Open(item))];

    /// <summary>The claims of the newest version without decisions.</summary>
    public IReadOnlyList<Claim> OpenClaims() => [.. Newest!.Content.Items.Select(Open)];

    internal SelfAssessmentBook Evolve(UnitEvent happened) => happened switch
    {
        SelfAssessmentFiled filed => this with
        {
            Claims = filed.Claims.Aggregate(Claims, (claims, claim) => claims.SetItem(claim.Name, Next(claim, filed.Content))),
            Filed = Filed.Add(new(filed.Version, filed.Content, filed.At, filed.By)),
            Reopened = null,
        },
        SelfAssessmentReopened reopened => this with { Reopened = new(reopened.Draft, reopened.Reason, reopened.At, reopened.By) },
        ClaimReviewed reviewed => this with { Claims = Claims.SetItem(reviewed.Claim.Name, new(reviewed.Claim, reviewed.Version, reviewed.By, reviewed.At)) },
        _ => this,
    };

    private ReviewedClaim Next(Claim claim, SelfAssessmentContent content)
    {
        var known = Claims.GetValueOrDefault(claim.Name);
        return known is not null && content.Find(claim.Criterion, claim.Period)!.IsSameAs(Newest?.Content.Find(claim.Criterion, claim.Period)) ? known : new(claim, (known?.Version ?? 0) + 1);
    }

    private static Claim Open(SelfAssessmentItem item) => new(item.Criterion, item.Claimed?.Points, IsOpen: true, Period: item.Period);
}
