using Evaluation.Evidence;
using Evaluation.Gateway.Evidence.Types;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units;

namespace Evaluation.Gateway.Evidence;

/// <summary>
/// Files evidence and reads it. A filing reserves a place in the unit's quota, puts the file into the store, and then the item into the
/// unit's list; so every listed item has its file, and a refused file is not stored.
/// </summary>
public sealed class EvidenceUseCases(IEngine engine, IEvidenceStore store, Interests interests, WithdrawnContents withdrawn, TimeProvider clock) : IDisposable
{
    /// <summary>The roles that file evidence of their own about a unit.</summary>
    public static readonly Role[] Inspectors = [Role.Inspector, Role.Reviewer];

    private readonly EvidenceFiling _filing = new(engine, store, clock);
    private readonly SemaphoreSlim _places = new(Limits.EvidenceAtOnce);

    /// <summary>The number of files that are being received now.</summary>
    public int Receiving => Limits.EvidenceAtOnce - _places.CurrentCount;

    /// <summary>
    /// Files evidence: the account of a unit to the unit's list, inspectors and reviewers to theirs. Refused with
    /// <see cref="RefusalCode.UnitNotYours"/> for another unit, with <see cref="RefusalCode.ConflictOfInterest"/>, and with
    /// <see cref="RefusalCode.Busy"/> when <see cref="Limits.EvidenceAtOnce"/> files are being received.
    /// </summary>
    /// <remarks>The round is checked before the file is received, and again afterwards: receiving can take minutes.</remarks>
    /// <param name="receive">Receives the file. Called at most once, and only when the caller may file.</param>
    /// <param name="keyOf">Reads the key of the call, of which the item is the body.</param>
    /// <exception cref="EvidenceUnavailableException">The store did not take the file. Nothing was filed.</exception>
    public async ValueTask<Outcome<EvidenceView>> FileAsync(
        string round, string unit, Func<ValueTask<Outcome<EvidenceUpload>>> receive, Func<EvidenceItem, Outcome<CreationKey?>> keyOf, StaffAccount caller, CancellationToken cancel)
    {
        var owner = Access.IsUnit(caller, round, unit) ? EvidenceOwner.Unit : EvidenceOwner.Inspection;
        if (RefuseUnless(owner == EvidenceOwner.Unit || Access.Has(caller, round, Inspectors), unit, caller) is { } notTheirs)
            return notTheirs;
        var before = await MayFileAsync(round, unit);
        if (before.IsRefused(out var refusal))
            return refusal;
        if (owner == EvidenceOwner.Inspection && await interests.RefuseAsync(caller.Actor, round, unit) is { } conflict)
            return conflict;
        if (!await _places.WaitAsync(TimeSpan.Zero, cancel))
            return Refusal.Busy;
        try
        {
            using var room = store.TakeRoom(Limits.EvidenceFileBytes);
            var received = await receive();
            if (received.IsRefused(out refusal))
                return refusal;
            await using var content = received.Answer.Content;
            var item = await ItemAsync(received.Answer, before.Answer, cancel);
            if (item.IsRefused(out refusal))
                return refusal;
            var still = await MayFileAsync(round, unit);
            if (still.IsRefused(out refusal))
                return refusal;
            var key = keyOf(item.Answer);
            if (key.IsRefused(out refusal))
                return refusal;
            var filed = await _filing.FileAsync(
                UnitGrain.Ref(round, unit), owner, item.Answer, key.Answer, content, async () => (await MayFileAsync(round, unit)).Refusal, caller.Name, cancel);
            return filed.IsRefused(out refusal) ? refusal : EvidenceView.Of(filed.Answer, still.Answer.TimeZone);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>
    /// The evidence about a unit in the order of filing: the unit's own, then that of inspectors and reviewers, which the unit sees from
    /// publication on. Refused for a unit that the round does not have, and for callers who may not read it.
    /// </summary>
    public async ValueTask<Outcome<EvidenceView[]>> ListAsync(string round, string unit, StaffAccount caller)
    {
        var found = await ReadAsync(round, unit, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (rules, filed) = found.Answer;
        var isStaff = Access.Has(caller, round, Access.Readers);
        return filed.Select(item => EvidenceView.Of(item, rules.TimeZone, isStaff || EvidenceBook.OwnerOf(item.Id) == EvidenceOwner.Unit)).ToArray();
    }

    /// <summary>
    /// Withdraws an item of the caller's own unit, before its self-assessment is filed. It cannot be read any more. The file goes with the
    /// next hourly sweep when no other item names its content; a file younger than <see cref="Limits.EvidenceOrphanGrace"/> later.
    /// </summary>
    public async ValueTask<Outcome<EvidenceView[]>> WithdrawAsync(string round, string unit, string id, string reason, StaffAccount caller)
    {
        var work = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Assessment, "withdrawal of evidence");
        if (work.IsRefused(out var refusal))
            return refusal;
        var known = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewEvidence());
        if (known.IsRefused(out refusal))
            return refusal;
        // Before it is withdrawn, because the answer can be lost. The sweep removes only what no item names.
        withdrawn.Add(known.Answer.Filed.Where(item => item.Id == id).Select(item => item.Item.Sha256));
        var left = await engine.SendAsync(UnitGrain.Ref(round, unit), new WithdrawEvidence(id, reason, clock.GetUtcNow(), caller.Name));
        return left.IsRefused(out refusal) ? refusal : left.Answer.Filed.Select(item => EvidenceView.Of(item, work.Answer.Rules.TimeZone)).ToArray();
    }

    /// <summary>One item. Refused as <see cref="ListAsync"/> is, and with <see cref="RefusalCode.NoSuchEvidence"/>.</summary>
    public async ValueTask<Outcome<FiledEvidence>> FindAsync(string round, string unit, string id, StaffAccount caller)
    {
        var found = await ReadAsync(round, unit, caller);
        return found.IsRefused(out var refusal) ? refusal : Find(found.Answer.Filed, id);
    }

    /// <summary>One item as the API shows it. Refused as <see cref="FindAsync"/> is.</summary>
    public async ValueTask<Outcome<EvidenceView>> ViewAsync(string round, string unit, string id, StaffAccount caller)
    {
        var found = await ReadAsync(round, unit, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var item = Find(found.Answer.Filed, id);
        return item.IsRefused(out refusal) ? refusal : EvidenceView.Of(item.Answer, found.Answer.Rules.TimeZone);
    }

    private static Outcome<FiledEvidence> Find(IReadOnlyList<FiledEvidence> filed, string id) =>
        filed.FirstOrDefault(item => item.Id == id) is { } known
            ? known
            : new Refusal(RefusalCode.NoSuchEvidence, $"The unit has filed no evidence '{id}'.", ("id", id));

    /// <summary>The content of an item. Reading to the end throws when the content is not what was filed.</summary>
    /// <exception cref="EvidenceUnavailableException">The store did not answer.</exception>
    /// <exception cref="InvalidDataException">The store has lost the file.</exception>
    public async ValueTask<Stream> OpenAsync(EvidenceItem item, CancellationToken cancel) =>
        await store.OpenAsync(item.Sha256, cancel) is { } content
            ? new CheckedStream(content, item.Sha256)
            : throw new InvalidDataException($"The evidence store has no file {item.Sha256}, which the journal lists.");

    public void Dispose() => _places.Dispose();

    /// <summary>The items that the caller may read, with the rules of the round. Refused as <see cref="ListAsync"/> is.</summary>
    public async ValueTask<Outcome<(RoundRules Rules, IReadOnlyList<FiledEvidence> Filed)>> ReadAsync(string round, string unit, StaffAccount caller)
    {
        var isStaff = Access.Has(caller, round, Access.Readers);
        if (RefuseUnless(isStaff || Access.IsUnit(caller, round, unit), unit, caller) is { } notTheirs)
            return notTheirs;
        var work = await UnitWork.FindAsync(engine, round, unit);
        if (work.IsRefused(out var refusal))
            return refusal;
        var list = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewEvidence());
        if (list.IsRefused(out refusal))
            return refusal;
        var showsInspection = isStaff || LifeCycle.IsPublic(work.Answer.View.State);
        return (work.Answer.Rules, [.. list.Answer.Filed, .. showsInspection ? list.Answer.Inspection ?? [] : []]);
    }

    private async ValueTask<Outcome<RoundRules>> MayFileAsync(string round, string unit)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal;
        return EvidenceRule.RefuseNow(view.Answer.State, rules.Answer, unit) is { } notNow ? notNow : rules.Answer.OfUnit(unit);
    }

    private async ValueTask<Outcome<EvidenceItem>> ItemAsync(EvidenceUpload upload, RoundRules rules, CancellationToken cancel)
    {
        var content = upload.Content;
        if (TypeDetector.Detect(content, out var hasMacros) is not { } type)
        {
            string[] taken = [.. FileType.All.Select(known => known.Extension)];
            return new Refusal(
                RefusalCode.UnknownFileType,
                hasMacros
                    ? "The document has macros, or its parts cannot be read. Documents with macros are not accepted: save it without macros, for example as .docx or .pdf."
                    : $"By its content the file is none of {PlainText.QuotedList(taken)}.",
                ("types", taken));
        }
        if (type.IsDisguised(upload.FileName, out var claimed))
            return new Refusal(RefusalCode.UnknownFileType, $"The file is named .{claimed}, but its content is {type.MediaType}. Name it .{type.Extension}, or send the right file.", ("detected", type.Extension));
        var faults = new FaultList();
        var item = EvidenceForm.Read(upload, await ContentHash.OfAsync(content, cancel), content.Length, type.MediaType, faults);
        if (faults.Faults.Count == 0)
            EvidenceRule.Check(item, rules, clock.GetUtcNow().DayIn(rules.TimeZone), faults);
        return faults.Faults.Count == 0 ? item : EvidenceForm.Refuse(faults.Faults);
    }

    private static Refusal? RefuseUnless(bool isAllowed, string unit, StaffAccount caller) =>
        isAllowed ? null : new(RefusalCode.UnitNotYours, $"'{caller.Name}' files and reads the evidence of its own unit only.", ("unit", unit));
}
