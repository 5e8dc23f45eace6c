using Evaluation.Assessment.SelfAssessments;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Tests.Units.SelfAssessments;

/// <summary>A unit that has filed two items: "results" with 14 points and "safety" as not applicable.</summary>
internal static class GivenSelfAssessment
{
    public static readonly Actor Clerk = new("u1-clerk", "u1-clerk");
    public static readonly Actor Reviewer = new("li", "li");

    public static readonly SelfAssessmentContent Content = new([new("results", new(14), "one document is missing"), new("safety", new(null), "no such duty")]);

    public static FileSelfAssessment File(long version = 1, SelfAssessmentContent? content = null) => new(version, content ?? Content, Given.Now, Clerk);

    public static ReopenSelfAssessment Reopen(long version = 1, long draft = 2) => new(version, draft, "a page is missing", Given.Now, Reviewer);

    public static ReviewClaim Review(string criterion, decimal? accepted, string? reason = null, long? basedOn = null) =>
        new(criterion, new(accepted), reason, basedOn, Given.Now, Reviewer);

    public static AloneUnit Filed()
    {
        var unit = new AloneUnit();
        unit.Do(File());
        return unit;
    }
}
