using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>
/// Reads self-assessments. The unit reads its drafts; the staff of the round reads what was filed, and everybody from publication on.
/// </summary>
public sealed class SelfAssessmentReading(IEngine engine, SelfAssessmentDrafts drafts, CountOfComplaints complaints)
{
    /// <summary>
    /// A version, or what stands. Refused with <see cref="RefusalCode.NotPublished"/> or <see cref="RefusalCode.UnitNotYours"/> for callers
    /// who may not read it, and with <see cref="RefusalCode.NoSuchSelfAssessment"/> before the first save or filing.
    /// </summary>
    /// <param name="version">Null for what stands.</param>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public async ValueTask<Outcome<SelfAssessmentView>> ReadAsync(string round, string unit, long? version, StaffAccount? caller)
    {
        var found = await UnitWork.FindAsync(engine, round, unit);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (isUnit, isStaff) = (Access.IsUnit(caller, round, unit), Access.Has(caller, round, Access.Readers));
        if (!isUnit && !isStaff && Refuse(found.Answer.View, caller) is { } closed)
            return closed;
        var standing = await StandingAsync(found.Answer, withDraft: isUnit, version);
        if (standing.IsRefused(out refusal))
            return refusal;
        if (isUnit)
            return await OfUnitAsync(standing.Answer, version);
        return await OfFiledAsync(standing.Answer, version, isStaff);
    }

    /// <summary>What stands, as the unit reads it. The caller has checked that there is something.</summary>
    internal async ValueTask<Outcome<SelfAssessmentView>> ViewAsync(StandingSelfAssessment standing)
    {
        var newest = standing.Newest!;
        return await ViewAsync(standing, newest, State(newest.IsFiled), isUnit: true, isStaff: true);
    }

    /// <summary>A version of a standing self-assessment, as the unit reads it.</summary>
    internal ValueTask<Outcome<SelfAssessmentView>> ViewAsync(StandingSelfAssessment standing, SelfAssessmentVersion version) =>
        ViewAsync(standing, version, State(version.IsFiled), isUnit: true, isStaff: true);

    /// <summary>The newest filed version, as a reviewer reads it. The caller has checked that there is one.</summary>
    internal ValueTask<Outcome<SelfAssessmentView>> ViewFiledAsync(StandingSelfAssessment standing) => OfFiledAsync(standing, version: null, isStaff: true);

    internal async ValueTask<Outcome<StandingSelfAssessment>> StandingAsync(UnitWork work, bool withDraft = true, long? version = null)
    {
        // The draft first: a filing in between then shows as filed, and never an older draft as the newest.
        var draft = withDraft ? await drafts.FindAsync(work.View.Id, work.Unit.Code) : default(SelfAssessmentDraft);
        if (draft.IsRefused(out var refusal))
            return refusal;
        var filed = await engine.SendAsync(UnitGrain.Ref(work.View.Id, work.Unit.Code), new ViewSelfAssessment(version));
        if (filed.IsRefused(out refusal))
            return refusal;
        // The draft was read before a reopening, which stores its draft before it is recorded: now it is there.
        if (withDraft && filed.Answer.Reopened is { } reopened && !(draft.Answer?.Version >= reopened.Draft))
            draft = await drafts.FindAsync(work.View.Id, work.Unit.Code);
        return draft.IsRefused(out refusal) ? refusal : new StandingSelfAssessment(work, filed.Answer, draft.Answer);
    }

    private async ValueTask<Outcome<SelfAssessmentView>> OfUnitAsync(StandingSelfAssessment standing, long? version)
    {
        if (standing.Newest is not { } newest)
            return NoneYet(standing.Work.Unit.Code);
        if (version is null || version == newest.Version)
            return await ViewAsync(standing, newest);
        if (standing.Newer is { } draft && version == draft.Version)
            return await ViewAsync(standing, draft);
        return standing.Filed.Asked is { } filed ? await ViewAsync(standing, SelfAssessmentVersion.Of(filed)) : NoSuchVersion(version.Value);
    }

    /// <summary>While the newest version is reopened, it is shown with the state of the self-assessment, which is a draft.</summary>
    private async ValueTask<Outcome<SelfAssessmentView>> OfFiledAsync(StandingSelfAssessment standing, long? version, bool isStaff)
    {
        if (standing.Filed.Newest is not { } newest)
            return NoneYet(standing.Work.Unit.Code);
        if (version is null)
            return await ViewAsync(standing, SelfAssessmentVersion.Of(newest), State(standing.Filed.IsFiled), isUnit: false, isStaff);
        return standing.Filed.Asked is { } filed
            ? await ViewAsync(standing, SelfAssessmentVersion.Of(filed), SelfAssessmentView.FiledState, isUnit: false, isStaff)
            : NoSuchVersion(version.Value);
    }

    private async ValueTask<Outcome<SelfAssessmentView>> ViewAsync(StandingSelfAssessment standing, SelfAssessmentVersion shown, string state, bool isUnit, bool isStaff)
    {
        if (!isUnit && !isStaff)
            return SelfAssessmentView.Of(standing, shown, state, complaints: null, isUnit);
        var known = await complaints(standing.Work.Rules, standing.Work.Unit.Code);
        return known.IsRefused(out var refusal) ? refusal : SelfAssessmentView.Of(standing, shown, state, known.Answer, isUnit);
    }

    internal static Refusal NoneYet(string unit) => new(RefusalCode.NoSuchSelfAssessment, $"There is no self-assessment of unit '{unit}' to read yet.", ("unit", unit));

    private static Refusal NoSuchVersion(long version) => new(RefusalCode.NoSuchVersion, $"There is no version {version} of this self-assessment to read.", ("version", version));

    private static string State(bool isFiled) => isFiled ? SelfAssessmentView.FiledState : SelfAssessmentView.DraftState;

    private static Refusal? Refuse(RoundView round, StaffAccount? caller)
    {
        if (!Insiders.Includes(round, caller))
            return caller is null ? Access.SignInRequired : new(RefusalCode.NotAllowed, "This round is internal. Only its staff and the accounts of its units see it.", ("round", round.Id));
        if (LifeCycle.IsPublic(round.State))
            return null;
        return Access.Has(caller, round.Id, Role.Unit)
            ? new(RefusalCode.UnitNotYours, "Before publication a unit reads its own self-assessment only.")
            : new(RefusalCode.NotPublished, "Self-assessments are public from the publication of the result on.", ("state", round.State.ToString().ToLowerInvariant()));
    }
}
