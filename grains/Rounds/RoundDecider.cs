using System.Diagnostics;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Rounds;

/// <summary>The rules of a round's life.</summary>
internal static class RoundDecider
{
    public static Decision<RoundEvent> Decide(Round round, RoundCommand command) => (round, command) switch
    {
        ({ Rules: null }, CreateRound create) => new RoundCreated(create.Rules, create.At, create.By, Key: create.Key),
        ({ Rules: null }, _) => NoSuchRound,
        (_, CreateRound create) => CreateAgain(round, create),
        (_, ReplaceRules replace) => Replace(round, replace),
        (_, MoveRound move) => Move(round, move),
        (_, ScheduleRound schedule) => ScheduleDecider.Schedule(round, schedule),
        (_, KeepTime time) => ScheduleDecider.KeepTime(round, time.At),
        (_, GiveKeyShare give) => KeyShareDecider.Give(round, give),
        (_, CommitKey commit) => KeyDecider.Commit(round, commit),
        (_, ReserveCredentials reserve) => BatchDecider.Reserve(round, reserve),
        (_, SettleCredentials settle) => BatchDecider.Settle(round, settle),
        (_, VoidBatch revoke) => BatchDecider.Void(round, revoke),
        (_, CompleteBatch complete) => BatchDecider.Complete(round, complete),
        (_, StartSlipRevocation start) => SlipDecider.Start(round, start),
        (_, CompleteSlipRevocation complete) => SlipDecider.Complete(round, complete),
        (_, FetchSecondParts fetch) => BatchDecider.Fetch(round, fetch),
        (_, CountBox count) => Count(round, count),
        (_, RecordVotes record) => RecordingDecider.Record(round, record),
        (_, KeepRecord keep) => RecordingDecider.Keep(round, keep),
        (_, ProposeKeyDestruction propose) => RecordingDecider.Propose(round, propose),
        (_, ApproveKeyDestruction approve) => RecordingDecider.Approve(round, approve),
        (_, StartComputation start) => ComputationDecider.Start(round, start),
        (_, StopComputation stop) => ComputationDecider.Stop(round, stop),
        (_, ConfirmOpening confirm) => ComputationDecider.Confirm(round, confirm),
        (_, RecordResult { Ticket: null } record) => ComputationDecider.Record(round, record),
        (_, RecordResult record) => ComputationDecider.RecordCorrection(round, record),
        (_, NameRegister name) => round.Registers.Contains(name.Register)
            ? Decision<RoundEvent>.NothingToDo
            : new RegisterNamed(name.Register, name.At, RoundCommand.Schedule),
        (_, ObjectionCommand objection) => ObjectionDecider.Decide(round, objection),
        _ => throw new UnreachableException($"{round.State} × {command.GetType().Name}"),
    };

    public static readonly Refusal NoSuchRound = new(RefusalCode.NoSuchRound, "There is no such round.");

    public static Refusal WrongState(RoundState state, string act, params IReadOnlyList<RoundState> allowedFrom) => new(
        RefusalCode.WrongState,
        allowedFrom.Count == 0
            ? $"This round cannot {act}."
            : $"The round is {Word(state)}; it can {act} from: {string.Join(", ", allowedFrom.Select(Word))}.",
        ("state", Word(state)),
        ("allowedFrom", allowedFrom.Select(Word).ToArray()));

    private static string Word(RoundState state) => state.ToString().ToLowerInvariant();

    private static Decision<RoundEvent> CreateAgain(Round round, CreateRound create)
    {
        var known = round.Keys.Find(create.Key, create.At);
        if (known.IsRefused(out var refusal))
            return refusal;
        return known.Answer is not null ? Decision<RoundEvent>.NothingToDo : new Refusal(RefusalCode.RoundExists, $"The round '{create.Rules.Id}' already exists.");
    }

    private static Decision<RoundEvent> Replace(Round round, ReplaceRules replace)
    {
        if (round.State != Draft)
        {
            var refusal = new Refusal(RefusalCode.RulesFrozen, $"The rules were frozen when the round was opened; it is {Word(round.State)} now.", ("state", Word(round.State)));
            return Decision<RoundEvent>.RefusedAndLogged(refusal, new ActRefused("rules-replaced", refusal.Detail, replace.At, replace.By));
        }
        if (RulesJson.Write(replace.Rules).AsSpan().SequenceEqual(RulesJson.Write(round.Rules!)))
            return Decision<RoundEvent>.NothingToDo;
        if (Stale.Refuse(replace.BasedOn, round.RulesVersion, "The definition") is { } stale)
            return stale;
        var faults = Promises(round, replace.Rules).ToArray();
        if (faults.Length > 0)
            return new Refusal(RefusalCode.InvalidDefinition, "Credentials were issued under the old definition, and the new definition does not support them.", ("faults", faults));
        return new RulesReplaced(replace.Rules, replace.At, replace.By);
    }

    /// <summary>The requirements of issued credentials on new rules.</summary>
    private static IEnumerable<Fault> Promises(Round round, RoundRules rules)
    {
        if (rules.Id != round.Rules!.Id)
            yield return new("/id", $"the round is '{round.Rules.Id}' and cannot be renamed");
        var issued = round.Rules.Groups.Select(group => (group.Code, Taken: round.Batches.Taken(group.Code))).Where(group => group.Taken > 0).ToArray();
        if (issued.Length > 0 && rules.BallotBoxes != round.Rules.BallotBoxes)
            yield return new("/ballotBoxes", $"credentials are already stored in {round.Rules.BallotBoxes} boxes");
        if (issued.Length > 0 && rules.HasTwoParts != round.Rules.HasTwoParts)
            yield return new("/credentials/twoParts", $"credentials are already issued in {(round.Rules.HasTwoParts ? "two parts" : "one part")}");
        else if (rules.HasTwoParts && round.KeyCommitment is null && !round.Batches.Batches.IsEmpty)
            yield return new("/credentials/twoParts", "the round was begun without a key; credentials in two parts need a new round");
        foreach (var (group, count) in issued)
            if (rules.Groups.FirstOrDefault(candidate => candidate.Code == group)?.Roll is not { } roll || roll < count)
                yield return new("/groups", $"group '{group}' has {count} credentials; it must stay, with a roll of at least that");
        foreach (var unit in round.Batches.LimitedTo.Order(StringComparer.Ordinal))
            if (rules.Units.All(candidate => candidate.Code != unit))
                yield return new("/units", $"unit '{unit}' is named by credentials; it must stay");
    }

    private static Decision<RoundEvent> Move(Round round, MoveRound move)
    {
        if (round.State == Published && move.To == Published)
            return PublicationDecider.Repeat(round, move);
        if (round.State == move.To || (round.State == Sealing && move.To == Sealed))
            return Decision<RoundEvent>.NothingToDo;
        var allowedFrom = LifeCycle.AllowedFrom(move.To, round.Rules!);
        if (!allowedFrom.Contains(round.State))
            return WrongState(round.State, $"become {Word(move.To)}", allowedFrom);
        var (at, by, reason) = (move.At, move.By, move.Reason);
        return (round.State, move.To) switch
        {
            (_, Assessing) => new AssessingOpened(at, by, reason),
            (Paused, Voting) => new VotingResumed(at, by, reason),
            (_, Voting) when round.ClosesAt <= at => new Refusal(RefusalCode.BadSchedule, "The closing instant is in the past. Set another one first.", ("closesAt", round.ClosesAt)),
            (_, Voting) => new VotingOpened(at, at, by, reason),
            (_, Paused) => new VotingPaused(at, by, reason),
            (Draft or Assessing, Sealed) => new RoundSealed(at, by, reason),
            (Provisional, Sealed) => ComputationDecider.Reopen(move),
            (_, Sealed) => new SealingStarted(at, by, reason),
            (_, Provisional) => new Refusal(RefusalCode.WrongState, "A result has to be computed first."),
            (_, Published) => PublicationDecider.Publish(round, move),
            (_, Final) => PublicationDecider.Finalise(round, move),
            (_, Archived) => new RoundArchived(at, by, reason),
            (_, Cancelled) => new RoundCancelled(at, by, reason),
            _ => throw new UnreachableException($"{round.State} → {move.To}"),
        };
    }

    private static Decision<RoundEvent> Count(Round round, CountBox count)
    {
        if (round.State != Sealing || round.Counted.ContainsKey(count.Box))
            return Decision<RoundEvent>.NothingToDo;
        ArgumentOutOfRangeException.ThrowIfNegative(count.Box);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count.Box, round.Rules!.BallotBoxes);
        var counted = new BoxCounted(count.Box, count.Report, count.At, RoundCommand.Schedule);
        // A round with a key is sealed when its record is complete.
        return round.Counted.Count + 1 < round.Rules.BallotBoxes || round.KeyCommitment is not null
            ? counted
            : Decision<RoundEvent>.Of(counted, new RoundSealed(count.At, RoundCommand.Schedule));
    }

    public static Refusal NoResults(Round round) =>
        new(RefusalCode.NoResults, $"No result has been computed yet; the round is {Word(round.State)}.", ("state", Word(round.State)));

    public static Refusal NoSuchVersion(Round round) =>
        new(RefusalCode.NoSuchVersion, $"The result has versions 1 to {round.Versions.Count}.", ("versions", round.Versions.Count));
}
