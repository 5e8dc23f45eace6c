using System.Text.Json;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>Saves, files and reopens self-assessments.</summary>
/// <remarks>
/// A draft is a document of the unit. Filing takes one version of it into the journal with one event, so it is done or not, whatever
/// happens to the draft meanwhile: a draft that another device saves at the same time stays stored under its own version.
/// </remarks>
public sealed class SelfAssessmentUseCases(IEngine engine, SelfAssessmentReading reading, SelfAssessmentDrafts drafts, Interests interests, TimeProvider clock)
{
    private const string Act = "work on a self-assessment";

    private static readonly Refusal ReadOnly = new(
        RefusalCode.WrongState, "The round is sealed. A draft that was never filed cannot be changed any more.", ("state", "sealed"));

    /// <summary>
    /// Saves a draft of the caller's own unit. The same content again changes nothing. Refused with <see cref="RefusalCode.StaleEdit"/> or
    /// <see cref="RefusalCode.Stale"/> and the standing view when another version stands, and with <see cref="RefusalCode.WrongState"/>
    /// while one is filed.
    /// </summary>
    /// <param name="edit">What is saved, with the version that it replaces.</param>
    /// <param name="matching">The versions that <c>If-Match</c> names; null for any.</param>
    public async ValueTask<Outcome<SelfAssessmentView>> SaveAsync(string round, string unit, SelfAssessmentEdit edit, long[]? matching, StaffAccount caller, CancellationToken cancel)
    {
        var found = await OfOwnAsync(round, unit, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (standing, content) = (found.Answer, edit.Content);
        if (Refuse(content, standing.Work.Rules) is { } faulty)
            return faulty;
        if (RefuseEdit(standing, content) is { } notNow)
            return notNow;
        if (standing.Newest is { } newest && newest.Content.IsSameAs(content))
            return await reading.ViewAsync(standing);
        var current = standing.Newest?.Version ?? 0;
        if (matching?.Contains(current) == false)
            return await StaleAsync(standing, RefusalCode.Stale);
        if (edit.BasedOn is { } read && read != current)
            return await StaleAsync(standing, RefusalCode.StaleEdit);
        var saved = await drafts.SaveAsync(round, unit, content, standing.Draft, standing.Highest, caller.Name, cancel);
        if (saved.IsRefused(out refusal))
            return refusal;
        if (saved.Answer is not { } draft)
            return await OvertakenAsync(standing.Work, content, matching is null ? RefusalCode.StaleEdit : RefusalCode.Stale);
        standing = standing with { Draft = draft };
        return await reading.ViewAsync(standing);
    }

    /// <summary>What a save of this content would show, without saving it.</summary>
    internal async ValueTask<Outcome<SelfAssessmentView>> PreviewAsync(StandingSelfAssessment standing, SelfAssessmentContent content) =>
        await reading.ViewAsync(standing, new(standing.Newest?.Version ?? 0, IsFiled: false, content, standing.Newest?.At ?? clock.GetUtcNow(), standing.Newest?.By ?? ""));

    /// <summary>
    /// Files a version of the draft of the caller's own unit. Filed again, it changes nothing. Refused with
    /// <see cref="RefusalCode.NotFileable"/> and the faults.
    /// </summary>
    public async ValueTask<Outcome<SelfAssessmentView>> FileAsync(string round, string unit, long version, StaffAccount caller)
    {
        var found = await OfOwnAsync(round, unit, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var standing = found.Answer;
        if (standing.Newest is not { } newest)
            return SelfAssessmentReading.NoneYet(unit);
        if (newest.Version != version)
            return newest.IsFiled ? SelfAssessmentDecider.FiledAlready : await StaleAsync(standing, RefusalCode.StaleEdit);
        if (newest.IsFiled)
            return await reading.ViewAsync(standing);
        var faults = SelfAssessmentCheck.Faults(newest.Content, standing.Work.Rules, standing.Filed.Evidence.ToHashSet(StringComparer.Ordinal));
        if (faults.Count > 0)
            return NotFileable(faults);
        var filed = await engine.SendAsync(UnitGrain.Ref(round, unit), new FileSelfAssessment(version, newest.Content, clock.GetUtcNow(), caller.Actor));
        if (filed.IsRefused(out refusal))
            return refusal.Code == RefusalCode.StaleEdit ? await StaleAsync(standing.Work, refusal.Code) : refusal;
        return await reading.ViewAsync(standing with { Filed = filed.Answer }, SelfAssessmentVersion.Of(filed.Answer.Newest!));
    }

    /// <summary>
    /// Gives a filed self-assessment back to the unit. Refused with <see cref="RefusalCode.ConflictOfInterest"/>, and with
    /// <see cref="RefusalCode.WrongState"/> when none is filed. The same by the same reviewer again changes nothing.
    /// </summary>
    public async ValueTask<Outcome<SelfAssessmentView>> ReopenAsync(string round, string unit, string reason, StaffAccount caller, CancellationToken cancel)
    {
        var found = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Assessment, Act);
        if (found.IsRefused(out var refusal))
            return refusal;
        if (await interests.RefuseAsync(caller.Actor, round, unit) is { } interested)
            return interested;
        var read = await reading.StandingAsync(found.Answer);
        if (read.IsRefused(out refusal))
            return refusal;
        var standing = read.Answer;
        if (standing.Filed.Reopened is { } before && (before.By, before.Reason) == (caller.Name, reason))
            return await reading.ViewFiledAsync(standing);
        if (!standing.Filed.IsFiled)
            return SelfAssessmentDecider.NotFiled;
        // Under a new version before the reopening is recorded, so that a save that began before the filing is refused as stale.
        var newest = standing.Filed.Newest!;
        var saved = await drafts.SaveAsync(round, unit, standing.Newer?.Content ?? newest.Content, standing.Draft, standing.Highest, caller.Name, cancel);
        if (saved.IsRefused(out refusal))
            return refusal;
        if (saved.Answer is not { } draft)
            return Refusal.Busy;
        var reopened = await engine.SendAsync(UnitGrain.Ref(round, unit), new ReopenSelfAssessment(newest.Version, draft.Version, reason, clock.GetUtcNow(), caller.Actor));
        return reopened.IsRefused(out refusal) ? refusal : await reading.ViewFiledAsync(standing with { Filed = reopened.Answer });
    }

    /// <summary>The self-assessment of the caller's own unit, while it may be worked on.</summary>
    internal async ValueTask<Outcome<StandingSelfAssessment>> OfOwnAsync(string round, string unit, StaffAccount caller)
    {
        if (!Access.IsUnit(caller, round, unit))
            return new Refusal(RefusalCode.UnitNotYours, $"'{caller.Name}' works on the self-assessment of its own unit only.", ("unit", unit));
        var found = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Assessment, Act);
        return found.IsRefused(out var refusal) ? refusal : await reading.StandingAsync(found.Answer);
    }

    /// <summary>The reason why this content cannot be saved now, or null.</summary>
    internal static Refusal? RefuseEdit(StandingSelfAssessment standing, SelfAssessmentContent content)
    {
        if (standing.Newest is { } newest && newest.Content.IsSameAs(content))
            return null;
        if (standing.Filed.IsFiled)
            return SelfAssessmentDecider.FiledAlready;
        return standing.Filed.Newest is null && standing.Work.View.State is RoundState.Sealing or RoundState.Sealed ? ReadOnly : null;
    }

    private static Refusal? Refuse(SelfAssessmentContent content, RoundRules rules)
    {
        var faults = new FaultList();
        SelfAssessmentReader.CheckCriteria(content, rules, faults);
        return faults.Faults.Count == 0 ? null : new(RefusalCode.BadRequest, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
    }

    private static Refusal NotFileable(IReadOnlyList<AssessmentRemark> faults) => new(
        RefusalCode.NotFileable, $"{faults[0].Pointer}: {faults[0].Detail}{(faults.Count == 1 ? "." : $"; and {faults.Count - 1} more.")}",
        ("faults", JsonSerializer.SerializeToElement(faults, ApiJson.Options)));

    /// <summary>Another device has saved first. If it saved the same, that is the answer.</summary>
    private async ValueTask<Outcome<SelfAssessmentView>> OvertakenAsync(UnitWork work, SelfAssessmentContent content, RefusalCode code)
    {
        var now = await reading.StandingAsync(work);
        if (now.IsRefused(out var refusal))
            return refusal;
        return now.Answer.Newest is { } newest && newest.Content.IsSameAs(content) ? await reading.ViewAsync(now.Answer) : await StaleAsync(now.Answer, code);
    }

    private async ValueTask<Refusal> StaleAsync(UnitWork work, RefusalCode code)
    {
        var now = await reading.StandingAsync(work);
        return now.IsRefused(out var refusal) ? refusal : await StaleAsync(now.Answer, code);
    }

    private async ValueTask<Refusal> StaleAsync(StandingSelfAssessment standing, RefusalCode code)
    {
        var version = standing.Newest?.Version ?? 0;
        var stale = new Refusal(code, $"Version {version} of the self-assessment stands. Nothing was changed. Read it again.", ("version", version));
        if (version == 0)
            return stale;
        var view = await reading.ViewAsync(standing);
        return view.IsRefused(out var refusal) ? refusal : stale.WithStanding(view.Answer);
    }
}
