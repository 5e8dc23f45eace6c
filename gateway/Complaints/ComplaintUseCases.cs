using System.Net;
using Evaluation.Complaints;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Kernel.Reading;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Complaints;

/// <summary>
/// Receives complaints, and lists, assigns, releases, answers and closes them. Reviewers and administrators of any round that has the unit
/// act on them, auditors read them, the unit reads what was released to it. For anybody else there is no such complaint.
/// </summary>
public sealed class ComplaintUseCases(
    IEngine engine, ComplaintRounds rounds, ComplaintRegister register, ComplaintLimiter limiter, AttemptLimiter attempts, StaffDirectory staff, Interests interests, FindingUseCases findings, TimeProvider clock)
{
    /// <summary>The roles that act on complaints about a unit of their round, and enter complaints for somebody.</summary>
    public static readonly Role[] Officials = [Role.Reviewer, Role.Administrator];

    private static readonly Refusal NoSuchComplaint = new(RefusalCode.NoSuchComplaint, "There is no such complaint, or it cannot be read with this.");

    /// <summary>
    /// Receives a complaint of anybody, or one that staff enters for somebody. Refused with <see cref="RefusalCode.TooManyAttempts"/> after
    /// too many from the address. A repeat is not counted.
    /// </summary>
    /// <param name="header">The <c>Idempotency-Key</c> as sent; null without one.</param>
    /// <param name="key">The same with its caller and route.</param>
    /// <param name="caller">Null for a caller without an account. Not stored unless the complaint names a channel.</param>
    public async ValueTask<Outcome<ComplaintReceipt>> ReceiveAsync(NewComplaint complaint, string? header, CreationKey? key, StaffAccount? caller, IPAddress? from)
    {
        var isOfStaff = complaint.Channel is not null;
        if (isOfStaff && caller is null)
            return Access.SignInRequired;
        var now = clock.GetUtcNow();
        if (complaint.ReceivedOn > ComplaintYears.DayOf(now))
            return Bad("/receivedOn", WorkDays.InFuture);
        var units = await rounds.ReadAsync();
        if (units.IsRefused(out var refusal))
            return refusal;
        var unit = units.Answer.Find(complaint.Unit, complaint.Round);
        if (unit.IsRefused(out refusal))
            return refusal;
        if (isOfStaff && units.Answer.ReaderOf(caller, unit.Answer) != ComplaintReader.Official)
            return new Refusal(RefusalCode.NotAllowed, $"'{caller!.Name}' may not enter complaints about this unit; it takes the role {string.Join(" or ", Officials).ToLowerInvariant()}.");
        var secret = ComplaintSecret.Of(header, key);
        if (await FindCreatedAsync(key, now, secret) is { } created)
            return created;
        if (!isOfStaff && limiter.Refuse(from) is { } tooMany)
            return tooMany;
        var received = await engine.SendAsync(ComplaintGrain.Ref(ComplaintYears.Of(now)), new ReceiveComplaint(
            unit.Answer.Round, unit.Answer.Unit, complaint.Text, complaint.Contact, complaint.Channel ?? ComplaintChannel.Online, complaint.ReceivedOn ?? ComplaintYears.DayOf(now),
            ComplaintSecret.Hash(secret), key, now, isOfStaff ? caller!.Actor : null));
        return received.IsRefused(out refusal) ? refusal : Receipt(received.Answer, secret);
    }

    /// <summary>
    /// The complaint, for the holder of its secret. A wrong secret and an unknown id are refused alike, and count as attempts
    /// of the address.
    /// </summary>
    public async ValueTask<Outcome<ComplaintView>> ReadOwnAsync(string id, string secret, IPAddress? from)
    {
        if (attempts.IsExhausted(SecretKind.Complaint, from, out var exhausted))
            return exhausted;
        if (!ComplaintId.TryParse(id, out var year, out _) || secret.Length is 0 or > ComplaintSecret.CharactersMax)
            return attempts.Refuse(SecretKind.Complaint, from, NoSuchComplaint);
        var found = await engine.SendAsync(ComplaintGrain.Ref(year), new ViewOwnComplaint(id, ComplaintSecret.Hash(secret)));
        if (found.IsRefused(out var refusal))
            return refusal.Code == RefusalCode.NoSuchComplaint ? attempts.Refuse(SecretKind.Complaint, from, NoSuchComplaint) : refusal;
        return ComplaintView.OfPerson(found.Answer);
    }

    /// <summary>A complaint as an account may see it, with its version.</summary>
    public async ValueTask<Outcome<VersionedComplaint>> ReadAsync(string id, StaffAccount caller)
    {
        var found = await FindAsync(id, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (complaint, reader, _) = found.Answer;
        return new VersionedComplaint(Show(complaint, reader), reader == ComplaintReader.Unit ? null : complaint.Version);
    }

    /// <summary>A page of the complaints that the account may see.</summary>
    /// <param name="unit">Complaints about units of this code only; null for all.</param>
    /// <param name="round">About units of this round only; null for all.</param>
    public async ValueTask<Outcome<ListPage<ComplaintView>>> ListAsync(string? unit, string? round, ListFilter<ComplaintState> filter, StaffAccount caller)
    {
        var page = filter.Page;
        var all = await ListedAsync(unit, round, filter.State, filter.Since, page.After, page.Limit + 1, caller, ComplaintReader.Unit);
        if (all.IsRefused(out var refusal))
            return refusal;
        var (complaints, units) = all.Answer;
        ComplaintView[] shown = [.. complaints.Take(page.Limit).Select(one => Show(one, units.ReaderOf(caller, new(one.Round, one.Unit))))];
        return new ListPage<ComplaintView>(shown, complaints.Count > page.Limit ? shown[^1].Id : null);
    }

    /// <summary>All complaints that the account may see in whole, for exports.</summary>
    /// <param name="round">About units of this round only; null for all.</param>
    public async ValueTask<Outcome<Complaint[]>> ExportAsync(string? round, StaffAccount caller)
    {
        var all = await ListedAsync(null, round, null, null, null, int.MaxValue, caller, ComplaintReader.Auditor);
        return all.IsRefused(out var refusal) ? refusal : all.Answer.Complaints.ToArray();
    }

    /// <summary>The complaints that wait for an official and on which the account may act now: neither closed nor rejected.</summary>
    internal async ValueTask<Outcome<IReadOnlyList<OpenComplaint>>> OpenAsync(StaffAccount caller)
    {
        var open = new List<OpenComplaint>();
        foreach (var state in (ComplaintState[])[ComplaintState.Received, ComplaintState.Assigned, ComplaintState.Answered])
        {
            var listed = await ListedAsync(null, null, state, null, null, int.MaxValue, caller, ComplaintReader.Official);
            if (listed.IsRefused(out var refusal))
                return refusal;
            var (complaints, units) = listed.Answer;
            open.AddRange(
                from complaint in complaints
                where units.ReaderOf(caller, UnitOf(complaint)) == ComplaintReader.Official && units.RefuseAct(UnitOf(complaint)) is null
                select new OpenComplaint(complaint, units.LineOf(UnitOf(complaint))));
        }
        return open;
    }

    /// <summary>
    /// Assigns a complaint. Refused with <see cref="RefusalCode.NotAReviewer"/> when the account could not act on it.
    /// </summary>
    public async ValueTask<Outcome<VersionedComplaint>> AssignAsync(string id, string to, StaffAccount caller)
    {
        var found = await FindForActAsync(id, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var account = await staff.FindByNameAsync(to);
        if (account.IsRefused(out refusal))
            return refusal;
        var (complaint, _, units) = found.Answer;
        if (account.Answer is not { } assignee || units.ReaderOf(assignee, UnitOf(complaint)) != ComplaintReader.Official)
            return new Refusal(RefusalCode.NotAReviewer, $"There is no account '{to}' with the role reviewer or administrator for a round of this unit.", ("to", to));
        if (await RefuseInterestAsync(assignee, complaint, units) is { } interested)
            return interested;
        return await SendAsync(new AssignComplaint(id, to, clock.GetUtcNow(), caller.Actor));
    }

    public ValueTask<Outcome<VersionedComplaint>> ReleaseAsync(string id, string text, long[]? basedOn, StaffAccount caller) =>
        ActAsync(id, caller, (now, by) => new ReleaseComplaint(id, text, now, by, basedOn));

    public ValueTask<Outcome<VersionedComplaint>> AnswerAsync(string id, NewComplaintAnswer answer, long[]? basedOn, StaffAccount caller) =>
        ActAsync(id, caller, (now, by) => new AnswerComplaint(id, answer.Text, answer.Upheld, now, by, basedOn));

    public ValueTask<Outcome<VersionedComplaint>> RejectAsync(string id, string reason, StaffAccount caller) =>
        ActAsync(id, caller, (now, by) => new RejectComplaint(id, reason, now, by));

    public ValueTask<Outcome<VersionedComplaint>> RestoreAsync(string id, string reason, StaffAccount caller) =>
        ActAsync(id, caller, (now, by) => new RestoreComplaint(id, reason, now, by));

    /// <summary>
    /// Makes a finding of an upheld complaint, once: a repeat makes no other and changes nothing. Refused with
    /// <see cref="RefusalCode.WrongState"/> before the complaint is answered and upheld, and where no round of the unit takes findings now.
    /// </summary>
    /// <param name="round">The round of the finding; null for the newest one in which the caller may make it.</param>
    public async ValueTask<Outcome<VersionedComplaint>> MakeFindingAsync(string id, string? round, NewFinding finding, StaffAccount caller)
    {
        var found = await FindForActAsync(id, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (complaint, _, units) = found.Answer;
        if (complaint.Finding is not null)
            return new VersionedComplaint(ComplaintView.OfStaff(complaint), complaint.Version);
        if (!complaint.MayBecomeFinding)
            return new Refusal(RefusalCode.WrongState, "A finding is made of a complaint that was answered and upheld.", ("state", complaint.State.ToString().ToLowerInvariant()));
        var place = units.PlaceOfFinding(UnitOf(complaint), round, caller);
        if (place.IsRefused(out refusal))
            return refusal;
        // The findings know the complaint, so a finding whose recording was lost is found again.
        var opened = await findings.OpenAsync(place.Answer.Round, place.Answer.Unit, finding, key: null, caller, id);
        return opened.IsRefused(out refusal)
            ? refusal
            : await SendAsync(new RecordComplaintFinding(id, new(place.Answer.Round, place.Answer.Unit, opened.Answer.Id), clock.GetUtcNow(), caller.Actor));
    }

    public ValueTask<Outcome<VersionedComplaint>> CloseAsync(string id, string? note, StaffAccount caller) =>
        ActAsync(id, caller, (now, by) => new CloseComplaint(id, note, now, by));

    private async ValueTask<Outcome<VersionedComplaint>> ActAsync(string id, StaffAccount caller, Func<DateTimeOffset, Actor, ComplaintAct> act)
    {
        var found = await FindForActAsync(id, caller);
        return found.IsRefused(out var refusal) ? refusal : await SendAsync(act(clock.GetUtcNow(), caller.Actor));
    }

    private async ValueTask<Outcome<VersionedComplaint>> SendAsync(ComplaintAct act)
    {
        _ = ComplaintId.TryParse(act.Complaint, out var year, out _);
        var done = await engine.SendAsync(ComplaintGrain.Ref(year), act);
        return done.IsRefused(out var refusal) ? refusal : new VersionedComplaint(ComplaintView.OfStaff(done.Answer), done.Answer.Version);
    }

    /// <summary>The complaint, if the caller may act on it now.</summary>
    private async ValueTask<Outcome<Found>> FindForActAsync(string id, StaffAccount caller)
    {
        var found = await FindAsync(id, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (complaint, reader, units) = found.Answer;
        if (reader != ComplaintReader.Official)
            return NoSuchComplaint;
        return units.RefuseAct(UnitOf(complaint)) is { } over ? over
            : await RefuseInterestAsync(caller, complaint, units) is { } interested ? interested
            : found;
    }

    private async ValueTask<Outcome<Found>> FindAsync(string id, StaffAccount caller)
    {
        if (!ComplaintId.TryParse(id, out var year, out _))
            return NoSuchComplaint;
        var found = await engine.SendAsync(ComplaintGrain.Ref(year), new ViewComplaint(id));
        if (found.IsRefused(out var refusal))
            return refusal;
        var units = await rounds.ReadAsync();
        if (units.IsRefused(out refusal))
            return refusal;
        var reader = units.Answer.ReaderOf(caller, UnitOf(found.Answer));
        return reader == ComplaintReader.Nobody || (reader == ComplaintReader.Unit && found.Answer is not { Released: not null, RejectedFor: null })
            ? NoSuchComplaint
            : new Found(found.Answer, reader, units.Answer);
    }

    private async ValueTask<Refusal?> RefuseInterestAsync(StaffAccount account, Complaint complaint, UnitsOfRounds units)
    {
        foreach (var (round, unit) in units.LineOf(UnitOf(complaint)))
            if (await interests.RefuseAsync(account.Actor, round, unit) is { } refusal)
                return refusal;
        return null;
    }

    private async ValueTask<Outcome<Listed>> ListedAsync(
        string? unit, string? round, ComplaintState? state, DateTimeOffset? since, string? after, int most, StaffAccount caller, ComplaintReader least)
    {
        var units = await rounds.ReadAsync();
        if (units.IsRefused(out var refusal))
            return refusal;
        var known = await register.UnitsAsync();
        if (known.IsRefused(out refusal))
            return refusal;
        ComplaintUnit[] asked =
        [
            .. known.Answer.Where(one => (unit is null || units.Answer.LineOf(one).Any(other => other.Unit == unit)) && (round is null || units.Answer.LineOf(one).Any(other => other.Round == round))),
        ];
        var readers = asked.ToLookup(one => units.Answer.ReaderOf(caller, one));
        ComplaintUnit[] released = least == ComplaintReader.Unit ? [.. readers[ComplaintReader.Unit]] : [];
        var found = await register.ListAsync([.. readers[ComplaintReader.Official], .. readers[ComplaintReader.Auditor]], released, state, since, after, most);
        return found.IsRefused(out refusal) ? refusal : new Listed(found.Answer, units.Answer);
    }

    /// <summary>The receipt of the first call with this key in an earlier year, or in this one; null for a new key.</summary>
    private async ValueTask<Outcome<ComplaintReceipt>?> FindCreatedAsync(CreationKey? key, DateTimeOffset now, string secret)
    {
        if (key is null)
            return null;
        foreach (var year in (string[])[.. ComplaintYears.Before(now), ComplaintYears.Of(now)])
        {
            var created = await engine.SendAsync(ComplaintGrain.Ref(year), new ViewCreatedComplaint(key, now, ComplaintSecret.Hash(secret)));
            if (!created.IsRefused(out var refusal))
                return Receipt(created.Answer, secret);
            if (refusal.Code != RefusalCode.NoSuchComplaint)
                return refusal;
        }
        return null;
    }

    private static ComplaintReceipt Receipt(ReceivedComplaint received, string secret) => new(received.Complaint.Id, received.IsOfSecret ? secret : null);

    private static ComplaintView Show(Complaint complaint, ComplaintReader reader) =>
        reader == ComplaintReader.Unit ? ComplaintView.OfUnit(complaint) : ComplaintView.OfStaff(complaint);

    private static ComplaintUnit UnitOf(Complaint complaint) => new(complaint.Round, complaint.Unit);

    private static Refusal Bad(string pointer, string message)
    {
        Fault[] faults = [new(pointer, message)];
        return new(RefusalCode.BadRequest, JsonBody.Describe(faults), ("faults", faults));
    }

    private sealed record Found(Complaint Complaint, ComplaintReader Reader, UnitsOfRounds Units);

    private sealed record Listed(IReadOnlyList<Complaint> Complaints, UnitsOfRounds Units);
}

/// <summary>A complaint with its version.</summary>
/// <param name="Version">Null for a unit, which replaces nothing.</param>
public sealed record VersionedComplaint(ComplaintView View, int? Version);

/// <summary>A complaint that waits for an official.</summary>
/// <param name="Line">The unit in all rounds.</param>
internal sealed record OpenComplaint(Complaint Complaint, IReadOnlySet<(string Round, string Unit)> Line);
