using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Supervision;

/// <summary>Monthly bulletins of supervision: for the round's staff, and for everybody where the round says so.</summary>
/// <remarks>
/// A bulletin asks every unit of the round. Staff read the newest figures; everybody else shares a snapshot, so that many readers cost as
/// much as one.
/// </remarks>
public sealed class BulletinUseCases
{
    private readonly IEngine _engine;
    private readonly MonthReader _months;
    private readonly TimeProvider _clock;
    private readonly SnapshotCache<(string Round, DateOnly FirstDay)> _cache;

    public BulletinUseCases(IEngine engine, MonthReader months, TimeProvider clock)
    {
        (_engine, _months, _clock) = (engine, months, clock);
        _cache = new(clock, "bulletin", DraftAsync);
    }

    /// <summary>
    /// The bulletin of a month. Refused with <see cref="RefusalCode.SignInRequired"/> or <see cref="RefusalCode.NotAllowed"/> where it is
    /// for staff, and with <see cref="RefusalCode.BadRequest"/> for a month that has not begun.
    /// </summary>
    /// <param name="month">As in <c>2011-03</c>; null for the current month.</param>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public async ValueTask<Outcome<ReadBulletin>> ReadAsync(string round, string? month, StaffAccount? caller)
    {
        var found = await NewestRounds.FindAsync(_engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (view, rules) = found.Answer;
        var isStaff = Access.Has(caller, round, Access.Readers);
        if (!isStaff && !(rules.Bulletins == BulletinReaders.Public && RoundUseCases.MaySee(view, caller)))
            return caller is null ? SignInRequired(view) : NotAllowed(caller, view);
        var today = Today(rules);
        var first = BulletinMonth.Read(month, today);
        if (first.IsRefused(out refusal))
            return refusal;
        var bulletin = isStaff ? await MakeAsync(rules, first.Answer) : await SharedAsync(round, first.Answer);
        return bulletin.IsRefused(out refusal) ? refusal : new ReadBulletin(view, rules, bulletin.Answer, today);
    }

    private async ValueTask<Outcome<Bulletin>> SharedAsync(string round, DateOnly firstDay)
    {
        var snapshot = await _cache.GetAsync((round, firstDay));
        return snapshot.IsRefused(out var refusal) ? refusal : JsonSerializer.Deserialize<Bulletin>(snapshot.Answer.Body.Span, ApiJson.Options)!;
    }

    private async ValueTask<Outcome<SnapshotDraft>> DraftAsync((string Round, DateOnly FirstDay) key)
    {
        var found = await NewestRounds.FindAsync(_engine, key.Round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var bulletin = await MakeAsync(found.Answer.Rules, key.FirstDay);
        if (bulletin.IsRefused(out refusal))
            return refusal;
        var content = JsonSerializer.SerializeToUtf8Bytes(bulletin.Answer, ApiJson.Options);
        // Equal content keeps its snapshot, whatever its basis.
        return new SnapshotDraft(new object(), () => new(content));
    }

    private async ValueTask<Outcome<Bulletin>> MakeAsync(RoundRules rules, DateOnly firstDay)
    {
        var months = await _months.ReadAsync(rules, firstDay, Today(rules));
        return months.IsRefused(out var refusal) ? refusal : Bulletin.Of(rules, firstDay, months.Answer);
    }

    private DateOnly Today(RoundRules rules) => _clock.GetUtcNow().DayIn(rules.TimeZone);

    private static Refusal SignInRequired(RoundView round) =>
        new(RefusalCode.SignInRequired, "The bulletins of this round are for its staff.", ("round", round.Id));

    private static Refusal NotAllowed(StaffAccount caller, RoundView round) =>
        new(RefusalCode.NotAllowed, $"'{caller.Name}' is no staff of round '{round.Id}', whose bulletins are for its staff.", ("round", round.Id));
}

/// <summary>A bulletin with its round.</summary>
/// <param name="Today">Today in the round's time zone.</param>
public sealed record ReadBulletin(RoundView Round, RoundRules Rules, Bulletin Bulletin, DateOnly Today);
