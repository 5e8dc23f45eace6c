using Evaluation.Awards;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Staff.Proposals;
using Evaluation.Targets;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Verification.Accounts;

/// <summary>
/// Whether each second person of a round was independent of the first one and confirmed, as the staff stream tells it with its times.
/// Nothing is asked of acts from before four eyes were on.
/// </summary>
/// <param name="staff">The staff, read to its end.</param>
internal sealed class SecondEyesCheck(IJournal journal, StaffRecord staff, Findings findings)
{
    private readonly Dictionary<string, DateTimeOffset> _created = new(StringComparer.Ordinal);

    /// <summary>Reads all streams in which a second person acts. Unreadable events are findings of the other checks.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public async ValueTask RunAsync()
    {
        if (!staff.HadFourEyes)
            return;
        await CheckAsync(RoundGrain.Kind.StreamPrefix, RoundGrain.Read, key => new FirstsOfRound(_created, key).Of);
        await CheckAsync(UnitGrain.Kind.StreamPrefix, UnitGrain.Read, _ => new FirstsOfUnit().Of);
        await CheckAsync(AwardGrain.Kind.StreamPrefix, AwardGrain.Read, _ => new FirstsOfAwards().Of);
        await CheckAsync(TargetGrain.Kind.StreamPrefix, TargetGrain.Read, _ => new FirstsOfTargets().Of);
    }

    private async ValueTask CheckAsync<TEvent>(string prefix, Func<JournalEntry, IEnumerable<TEvent>> decode, Func<string, Func<TEvent, SecondAct?>> begin)
    {
        await foreach (var stream in journal.ListStreamsAsync(prefix))
        {
            var key = stream[prefix.Length..];
            var (of, round) = (begin(key), key.Split('.')[0]);
            await StreamReading.ReadAsync(journal, stream, 0, decode, (happened, version) => Check(stream, version, round, of(happened)), new(TextWriter.Null));
        }
    }

    private void Check(string stream, long version, string round, SecondAct? act)
    {
        if (act is not ({ Firsts.Count: > 0 } or { IsAskedAlone: true }))
            return;
        var asked = new ViewSecondEyes(act.By, act.Firsts, _created.GetValueOrDefault(round, DateTimeOffset.MinValue));
        if (staff.WhyNotSecond(asked, act.At) is { } refusal)
            findings.Add(FindingKind.Differs, stream, version, $"'{act.By}' acted as the second person and was none: {refusal.Detail}");
    }
}

/// <summary>The act of a second person.</summary>
/// <param name="Firsts">Who proposed, filed or signed first.</param>
/// <param name="IsAskedAlone">Whether the account must be confirmed even where nobody acted first.</param>
internal sealed record SecondAct(string By, DateTimeOffset At, IReadOnlyList<Actor> Firsts, bool IsAskedAlone = false);

/// <summary>Who acted first in a round, by its events so far.</summary>
internal sealed class FirstsOfRound(Dictionary<string, DateTimeOffset> created, string round)
{
    private readonly Dictionary<string, Actor> _filers = new(StringComparer.Ordinal), _proposers = new(StringComparer.Ordinal);
    private readonly List<Actor> _holders = [];
    private Actor? _destroyer;

    public SecondAct? Of(RoundEvent happened)
    {
        switch (happened)
        {
            case RoundCreated:
                created[round] = happened.At;
                return null;
            case ObjectionFiled filed:
                _filers[filed.Ticket] = Actor.Of(filed.By, filed.Person);
                return null;
            case AnswerProposed proposed:
                _proposers[proposed.Ticket] = Actor.Of(proposed.By, proposed.Person);
                return null;
            case ObjectionAnswered answered:
                return new(answered.By, answered.At, [.. Known(_proposers, answered.Ticket), .. Known(_filers, answered.Ticket)]);
            case KeyDestructionProposed proposed:
                _destroyer = Actor.Of(proposed.By, proposed.Person);
                return null;
            case KeyDestroyed { OneConfirmation: not true } destroyed:
                return new(destroyed.By, destroyed.At, _destroyer is null ? [] : [_destroyer]);
            case KeyShareGiven { Again: true } again:
                return new(again.By, again.At, [.. _holders.Where(holder => !holder.IsSamePersonAs(Actor.Of(again.By, again.Person)))], IsAskedAlone: true);
            case KeyShareGiven given:
                // Holders are known by person.
                var second = new SecondAct(given.By, given.At, _holders is [var holder] && holder.Person != Actor.Of(given.By, given.Person).Person ? [Actor.Of(holder.Person, null)] : []);
                _holders.Add(Actor.Of(given.By, given.Person));
                return second;
            default:
                return null;
        }
    }

    private static Actor[] Known(Dictionary<string, Actor> actors, string ticket) => actors.TryGetValue(ticket, out var actor) ? [actor] : [];
}

/// <summary>Who filed sheets of a unit and proposed adjustments, by its events so far.</summary>
internal sealed class FirstsOfUnit
{
    private readonly Dictionary<(string Inspector, string? Period), Actor> _inspectors = [];
    private readonly Dictionary<string, Actor> _proposers = new(StringComparer.Ordinal);

    public SecondAct? Of(UnitEvent happened)
    {
        switch (happened)
        {
            case SheetFiled filed:
                _inspectors[(filed.By, filed.Period)] = Actor.Of(filed.By, filed.Person);
                return null;
            case SheetReopened reopened:
                return new(reopened.By, reopened.At, _inspectors.TryGetValue((reopened.Inspector, reopened.Period), out var inspector) ? [inspector] : []);
            case AdjustmentProposed proposed:
                _proposers[proposed.Adjustment.Id] = Actor.Of(proposed.By, proposed.Person);
                return null;
            case AdjustmentApproved approved:
                return Decided(happened, approved.Adjustment.Id);
            case AdjustmentRejected rejected:
                return Decided(happened, rejected.Id);
            case AdjustmentRetracted retracted:
                return Decided(happened, retracted.Id);
            default:
                return null;
        }
    }

    private SecondAct Decided(UnitEvent happened, string adjustment) =>
        new(happened.By, happened.At, _proposers.TryGetValue(adjustment, out var proposer) ? [proposer] : []);
}

/// <summary>Who proposed single prizes, by the events of a round's awards so far.</summary>
internal sealed class FirstsOfAwards
{
    private readonly Dictionary<string, Actor> _proposers = new(StringComparer.Ordinal);

    public SecondAct? Of(AwardEvent happened)
    {
        if (happened is SpecialAwardProposed proposed)
            _proposers[proposed.Award.Code] = Actor.Of(proposed.By, proposed.Person);
        return happened is SpecialAwardApproved approved && _proposers.TryGetValue(approved.Code, out var proposer) ? new(approved.By, approved.At, [proposer]) : null;
    }
}

/// <summary>Who signed the targets of each unit, by the events of a round's targets so far.</summary>
internal sealed class FirstsOfTargets
{
    private readonly Dictionary<string, List<Actor>> _signers = new(StringComparer.Ordinal);

    public SecondAct? Of(TargetEvent happened)
    {
        if (happened is TargetsSet or TargetsAmended)
            _signers.Remove(happened.Unit);
        if (happened is not TargetsSigned signed)
            return null;
        if (!_signers.TryGetValue(signed.Unit, out var signers))
            _signers[signed.Unit] = signers = [];
        var second = new SecondAct(signed.By, signed.At, [.. signers]);
        signers.Add(Actor.Of(signed.By, signed.Person));
        return second;
    }
}
