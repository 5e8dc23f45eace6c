using System.Collections.Concurrent;
using Evaluation.Complaints;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Complaints;

/// <summary>Reads the units of all rounds, and follows them through the rounds. The rules of a round are kept until they change.</summary>
public sealed class ComplaintRounds(IEngine engine, RoundViews views, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (int Version, RoundRules Rules)> _rules = new(StringComparer.Ordinal);

    internal async ValueTask<Outcome<UnitsOfRounds>> ReadAsync(CancellationToken cancel = default)
    {
        var (units, states) = (new List<RoundUnits>(), new Dictionary<string, RoundState>(StringComparer.Ordinal));
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await views.GetAsync(grain.Key);
            if (view.IsRefused(out var refusal))
                return refusal;
            var rules = await RulesAsync(view.Answer);
            if (rules.IsRefused(out refusal))
                return refusal;
            var day = rules.Answer.Period?.To ?? (view.Answer.Objections?.From ?? clock.GetUtcNow()).DayIn(view.Answer.TimeZone);
            units.Add(new(grain.Key, day, rules.Answer.Units));
            states[grain.Key] = view.Answer.State;
        }
        return new UnitsOfRounds(new(units), states);
    }

    private async ValueTask<Outcome<RoundRules>> RulesAsync(RoundView view)
    {
        if (_rules.TryGetValue(view.Id, out var known) && known.Version == view.RulesVersion)
            return known.Rules;
        var rules = await engine.SendAsync(RoundGrain.Ref(view.Id), new ViewRules());
        if (!rules.IsRefused(out _))
            _rules[view.Id] = (view.RulesVersion, rules.Answer);
        return rules;
    }
}

/// <summary>The units of all rounds at one moment. For one request.</summary>
internal sealed class UnitsOfRounds(UnitLines lines, IReadOnlyDictionary<string, RoundState> states)
{
    private readonly Dictionary<ComplaintUnit, IReadOnlySet<(string Round, string Unit)>> _lines = [];

    public IReadOnlySet<(string Round, string Unit)> LineOf(ComplaintUnit unit) =>
        _lines.TryGetValue(unit, out var known) ? known : _lines[unit] = lines.Of(unit.Round, unit.Unit);

    /// <summary>
    /// The unit that a complaint is about. Refused with <see cref="RefusalCode.NoSuchRound"/>, <see cref="RefusalCode.NoSuchUnit"/>, with
    /// <see cref="RefusalCode.WrongState"/> when its rounds are archived or cancelled, and with
    /// <see cref="RefusalCode.AmbiguousUnit"/> when unrelated units have the code and no round is named.
    /// </summary>
    public Outcome<ComplaintUnit> Find(string unit, string? round)
    {
        if (round is not null && !states.ContainsKey(round))
            return new Refusal(RefusalCode.NoSuchRound, $"There is no round '{round}'.", ("round", round));
        string[] having = [.. lines.Rounds.Where(known => (round is null || known.Round == round) && known.Units.Any(one => one.Code == unit)).Select(known => known.Round)];
        if (having.Length == 0)
            return new Refusal(RefusalCode.NoSuchUnit, round is null ? $"No round has a unit '{unit}'." : $"The round has no unit '{unit}'.", ("unit", unit));
        string[] open = [.. having.Where(IsOpen)];
        if (open.Length == 0)
            return WorkWindow.Planning.Refuse(states[having[^1]], "a complaint")!;
        var newest = new ComplaintUnit(open[^1], unit);
        return open.All(other => LineOf(newest).Contains((other, unit)))
            ? newest
            : new Refusal(RefusalCode.AmbiguousUnit, $"Different units have the code '{unit}' in several rounds. Name the round.", ("unit", unit), ("rounds", open));
    }

    /// <summary>The refusal of acts on complaints about the unit when all its rounds are archived or cancelled; else null.</summary>
    public Refusal? RefuseAct(ComplaintUnit unit) => LineOf(unit).Any(one => states.ContainsKey(one.Round) && IsOpen(one.Round))
        ? null
        : WorkWindow.Planning.Refuse(states.GetValueOrDefault(unit.Round, RoundState.Archived), "work on a complaint");

    /// <summary>The round, and the unit in it, in which an official makes a finding of a complaint about the unit.</summary>
    /// <param name="round">Null for the newest that takes findings now.</param>
    public Outcome<ComplaintUnit> PlaceOfFinding(ComplaintUnit unit, string? round, StaffAccount caller)
    {
        var line = LineOf(unit);
        ComplaintUnit[] places =
        [
            .. lines.Rounds.Where(known => (round is null || known.Round == round) && Access.Has(caller, known.Round, ComplaintUseCases.Officials))
                .SelectMany(known => line.Where(one => one.Round == known.Round)).Select(one => new ComplaintUnit(one.Round, one.Unit)),
        ];
        if (places.Length == 0)
            return new Refusal(RefusalCode.NoSuchUnit, $"You act for no round '{round ?? "of this unit"}' that has the unit.", ("unit", unit.Unit));
        return places.LastOrDefault(place => WorkWindow.Supervision.Refuse(states[place.Round], "a finding") is null) is { } open
            ? open
            : WorkWindow.Supervision.Refuse(states[places[^1].Round], "a finding")!;
    }

    /// <summary>
    /// What an account reads of complaints about the unit: by its best role in any round that has the unit. An account of the unit reads as
    /// the unit, whatever other roles it has.
    /// </summary>
    public ComplaintReader ReaderOf(StaffAccount? account, ComplaintUnit unit)
    {
        var line = LineOf(unit);
        if (line.Any(one => Access.IsUnit(account, one.Round, one.Unit)))
            return ComplaintReader.Unit;
        if (line.Any(one => Access.Has(account, one.Round, ComplaintUseCases.Officials)))
            return ComplaintReader.Official;
        return line.Any(one => Access.Has(account, one.Round, Role.Auditor)) ? ComplaintReader.Auditor : ComplaintReader.Nobody;
    }

    private bool IsOpen(string round) => WorkWindow.Planning.Refuse(states[round], "a complaint") is null;
}
