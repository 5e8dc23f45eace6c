using Evaluation.Assessment.SelfAssessments;
using Evaluation.Rules;

namespace Evaluation.Tests.Assessment.SelfAssessments;

/// <summary>The criteria of a real self-assessment with the points that the unit claims: 97 of 100, declared 98.</summary>
internal static class CivilisedRound
{
    private static readonly (string Criterion, decimal Points, decimal Claimed)[] Criteria =
    [
        ("leadership", 15, 15), ("results", 16, 16), ("morals", 13, 13), ("law", 12, 12), ("culture", 9, 8), ("environment", 9, 8), ("minors", 8, 8), ("campaign", 18, 17),
    ];

    public static RoundRules Rules { get; } = new()
    {
        Criteria =
        [
            .. Criteria.Select(criterion => new Criterion(criterion.Criterion, new(), CriterionSource.Assessed, criterion.Points)),
            new("satisfaction", new(), CriterionSource.Vote, 100),
        ],
    };

    /// <summary>As the unit sent it, with blank reasons.</summary>
    public static SelfAssessmentContent AsFiled { get; } = new(
        [.. Criteria.Select(criterion => new SelfAssessmentItem(criterion.Criterion, new(criterion.Claimed), criterion.Claimed < criterion.Points ? " " : null))], DeclaredTotal: 98);

    /// <summary>Without a fault: every lost point has a reason.</summary>
    public static SelfAssessmentContent Complete { get; } =
        new([.. AsFiled.Items.Select(item => item with { Reason = item.Reason is null ? null : "no sports ground yet", Evidence = ["ev-1"] })], 97);

    /// <summary>The complete self-assessment with another item for a criterion.</summary>
    public static SelfAssessmentContent With(SelfAssessmentItem other) =>
        Complete with { Items = [.. Complete.Items.Select(item => item.Criterion == other.Criterion ? other : item)], DeclaredTotal = null };

    /// <summary>The complete self-assessment with a figure under "culture".</summary>
    public static SelfAssessmentContent With(params Figure[] figures) => With(Complete.Find("culture")! with { Figures = figures });

    public static IReadOnlyList<AssessmentRemark> Faults(SelfAssessmentContent content) => SelfAssessmentCheck.Faults(content, Rules, new HashSet<string> { "ev-1", "ev-2" });

    public static readonly DateOnly SavedOn = new(2011, 12, 31);

    public static IReadOnlyList<AssessmentRemark> Warnings(SelfAssessmentContent content, int complaints = 0) => SelfAssessmentCheck.Warnings(content, Rules, complaints, SavedOn);
}
