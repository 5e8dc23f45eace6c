using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Rounds;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>The self-assessment of a unit as it stands: what was filed, and the unit's draft.</summary>
/// <param name="Draft">Null where the store has none.</param>
internal sealed record StandingSelfAssessment(UnitWork Work, SelfAssessmentStanding Filed, SelfAssessmentDraft? Draft)
{
    /// <summary>
    /// The version that the unit reads: the filed one, or the draft. After a reopening that is the newer draft, or the filed content under
    /// the number that the reopening gave it. Null before the first save.
    /// </summary>
    public SelfAssessmentVersion? Newest
    {
        get
        {
            if (Filed.IsFiled)
                return SelfAssessmentVersion.Of(Filed.Newest!);
            if (Draft is { } draft && draft.Version >= (Filed.Reopened?.Draft ?? 1))
                return new(draft.Version, IsFiled: false, draft.Content, draft.SavedAt, draft.SavedBy);
            return Filed is { Reopened: { } reopened, Newest: { } filed } ? new(reopened.Draft, IsFiled: false, filed.Content, reopened.At, reopened.By) : null;
        }
    }

    /// <summary>A draft that another device saved while the self-assessment was being filed; null where there is none.</summary>
    public SelfAssessmentVersion? Newer => Filed.IsFiled && Draft is { } draft && draft.Version > Filed.Newest!.Version && !draft.Content.IsSameAs(Filed.Newest.Content)
        ? new(draft.Version, IsFiled: false, draft.Content, draft.SavedAt, draft.SavedBy)
        : null;

    /// <summary>The highest number that a version has.</summary>
    public long Highest => Math.Max(Newest?.Version ?? 0, Draft?.Version ?? 0);
}

/// <summary>One version of a self-assessment.</summary>
/// <param name="IsFiled">Whether it was filed.</param>
/// <param name="At">When it was saved or filed.</param>
/// <param name="By">The account that saved or filed it.</param>
internal sealed record SelfAssessmentVersion(long Version, bool IsFiled, SelfAssessmentContent Content, DateTimeOffset At, string By)
{
    public static SelfAssessmentVersion Of(FiledSelfAssessment filed) => new(filed.Version, IsFiled: true, filed.Content, filed.At, filed.By);
}
