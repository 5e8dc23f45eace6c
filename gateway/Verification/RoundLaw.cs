using Evaluation.Gateway.Verification.Boxes;
using Evaluation.Gateway.Verification.Records;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// What every event of a round follows from, whatever build wrote it: the life cycle, the numbers of versions and tickets, two persons for
/// an answer. Limits and wordings that may change between builds are not checked.
/// </summary>
internal static class RoundLaw
{
    /// <summary>Why the event cannot follow the state, or null.</summary>
    public static string? Fault(string id, Round round, RoundEvent happened) => happened switch
    {
        RoundCreated created => round.Rules is not null ? "the round is created a second time"
            : created.Rules.Id != id ? $"the definition is of round '{created.Rules.Id}'"
            : null,
        _ when round.Rules is null => "the first event does not create the round",
        RulesReplaced replaced => replaced.Rules.Id != id ? $"the definition is of round '{replaced.Rules.Id}'" : Unless(round.State == Draft, round, "replaces the rules"),
        AssessingOpened => Moves(round, Assessing),
        VotingOpened => Unless(round.State != Paused && MayMove(round, RoundState.Voting), round, "opens voting"),
        VotingResumed => Unless(round.State == Paused, round, "resumes voting"),
        VotingPaused => Moves(round, Paused),
        VotingScheduled or ScheduleMissed => Unless(round.State is Draft or Assessing or RoundState.Voting or Paused, round, "sets the schedule"),
        SealingStarted => Unless(round.State is RoundState.Voting or Paused, round, "begins to seal"),
        BoxCounted counted => Unless(round.State == Sealing, round, "counts a box")
            ?? (counted.Box < 0 || counted.Box >= round.Rules!.BallotBoxes ? $"box {counted.Box} is counted, which the round does not have" : null)
            ?? (round.Counted.ContainsKey(counted.Box) ? $"box {counted.Box} is counted a second time" : null),
        VotesRecorded recorded => RecordingLaw.Fault(round, recorded),
        RecordKept or KeyDestructionProposed or KeyDestroyed => RecordingLaw.Fault(round, happened),
        RoundSealed when round.State == Sealing && round.KeyCommitment is not null && round.Recording.Record is null => "the round is sealed without the record of its votes",
        RoundSealed => round.State == Sealing
            ? round.Counted.Count == round.Rules!.BallotBoxes ? null : $"the round is sealed with {round.Counted.Count} of {round.Rules.BallotBoxes} boxes counted"
            : Unless(round.Rules!.VoteCriteria.Count == 0 && MayMove(round, Sealed), round, "is sealed"),
        ResultComputed computed => Computed(round, computed),
        ResultPublished published => Moves(round, Published)
            ?? (published.Version == round.Versions.Count ? null : $"version {published.Version} is published of a result with {round.Versions.Count} versions"),
        RoundFinalised => Moves(round, Final)
            ?? (round.Objections.Open.FirstOrDefault() is { } open ? $"the result becomes final while objection {open} is open" : null)
            ?? (round.Objections.Window is { } window && happened.At < window.Until ? "the result becomes final inside the objection window" : null),
        RoundArchived => Moves(round, Archived),
        RoundCancelled => Moves(round, Cancelled),
        ComputationStarted => Unless(round.State == Sealed, round, "starts to compute its result"),
        ComputationStopped => Unless(round.State == Sealed && round.Ledgers.Due == LedgerStep.Close, round, "stops a computation"),
        AssessmentReopened => Unless(round.State == Provisional, round, "opens its ledgers again"),
        LedgersOpened => Unless(round.Ledgers.Due == LedgerStep.Open, round, "has open ledgers"),
        CredentialsReserved reserved => Reserved(round, reserved),
        CredentialsEnabled enabled => Due(round, enabled.Batch, BatchStep.Enable),
        VoidingStarted started => !round.Batches.Batches.TryGetValue(started.Batch, out var leaving) ? $"there is no batch {started.Batch}"
            : leaving.State == BatchState.Void ? $"batch {started.Batch} is voided a second time"
            : null,
        VoidingRefused refused => Due(round, refused.Batch, BatchStep.Void),
        BatchVoided voided => Due(round, voided.Batch, BatchStep.Void),
        CredentialsSettled settled => !round.Batches.Batches.TryGetValue(settled.Batch, out var batch) || batch.State != BatchState.Unsettled
            ? $"batch {settled.Batch} is settled and was not open"
            : settled.Kept < 0 || settled.Kept > batch.Count ? $"batch {settled.Batch} is settled with {settled.Kept} of {batch.Count} credentials"
            : null,
        SlipRevocationStarted or SlipRevoked or SlipRevocationRefused => SlipLaw.Fault(round, happened),
        ObjectionFiled filed => filed.Ticket != round.Objections.NextTicket ? $"ticket {filed.Ticket} follows, expected {round.Objections.NextTicket}"
            : filed.Version < 1 || filed.Version > round.Versions.Count ? $"the objection is to version {filed.Version} of a result with {round.Versions.Count} versions"
            : Unless(round.State == Published, round, "takes an objection"),
        KeyShareGiven given when round.Recording.IsDestroyed && given.Again is true => "a share is given of a key that is destroyed",
        KeyShareGiven { Again: true } given => round.ShareOf(Actor.Of(given.By, given.Person)) is { } share && share.ToString().Equals(given.Share, StringComparison.OrdinalIgnoreCase)
            ? null : $"'{given.By}' got share {given.Share} again, which this person does not have",
        KeyShareGiven given => round.KeyCommitment is null ? "a share is given of a key that the round does not have"
            : round.ShareHolders.Count > 1 || round.ShareOf(Actor.Of(given.By, given.Person)) is not null ? "a share is given a second time" : null,
        SecondPartsFetched fetched => Fetched(round, fetched),
        KeyCommitted => round.KeyCommitment is not null ? "a second key is named"
            : round.Batches.Batches.IsEmpty ? null : "a key is named after the first batch of credentials",
        RegisterNamed named => round.Registers.Contains(named.Register) ? $"the register of {named.Register} is named a second time" : null,
        ObjectionAssigned assigned => Open(round, assigned.Ticket),
        AnswerProposed proposed => Open(round, proposed.Ticket),
        ObjectionAnswered answered => Open(round, answered.Ticket) ?? Answered(round.Objections.Find(answered.Ticket)!, answered),
        _ => null,
    };

    private static bool MayMove(Round round, RoundState to) => LifeCycle.AllowedFrom(to, round.Rules!).Contains(round.State);

    private static string? Moves(Round round, RoundState to) => MayMove(round, to) ? null : $"the round cannot become {Word(to)}: it is {Word(round.State)}";

    private static string? Unless(bool isAllowed, Round round, string act) => isAllowed ? null : $"the round {act} and is {Word(round.State)}";

    private static string Word(RoundState state) => state.ToString().ToLowerInvariant();

    private static string? Computed(Round round, ResultComputed computed)
    {
        if (computed.Result.Version != round.Versions.Count + 1)
            return $"version {computed.Result.Version} of the result follows version {round.Versions.Count}";
        if (computed.Result.Round != round.Rules!.Id)
            return $"the result is of round '{computed.Result.Round}'";
        if (!(computed.Pinned ?? []).Select(pinned => pinned.Round).SequenceEqual((round.Rules.Combine ?? []).Select(part => part.Round)))
            return "the result does not name the rounds that its definition combines";
        if (computed.Changes is not null && round.Versions.IsEmpty)
            return "the first version of the result is stored as changes";
        if (computed.Ticket is not { } ticket)
            return Moves(round, Provisional) ?? Closed(round, computed);
        if (new ViewDueCorrection().Answer(round).Answer.Next is not { } due || due.Ticket != ticket)
            return $"objection {ticket} led to a version and was not due";
        if (computed.By != due.ApprovedBy)
            return $"the correction of {ticket} was approved by '{due.ApprovedBy}' and is recorded by '{computed.By}'";
        return computed.LedgerVersions is { } versions ? Corrected(round, due, versions) : Stored(round, due, computed);
    }

    /// <summary>The ledgers of the result of a sealed round were closed for it. An earlier format did not close them.</summary>
    private static string? Closed(Round round, ResultComputed computed)
    {
        if (computed.LedgerVersions is not { } versions)
            return round.Ledgers.Number == 0 ? null : $"version {computed.Result.Version} of the result names no ledgers";
        if (round.Ledgers.Due != LedgerStep.Close)
            return $"version {computed.Result.Version} of the result is recorded and its ledgers were not closed";
        return versions.Keys.ToHashSet().SetEquals(round.Rules!.Units.Select(unit => unit.Code)) ? null : $"version {computed.Result.Version} of the result does not name the ledgers of all units";
    }

    private static string? Corrected(Round round, Correction due, IReadOnlyDictionary<string, long> versions)
    {
        if (versions.Count != 1 || !versions.TryGetValue(due.Unit, out var version))
            return $"the correction of {due.Ticket} changes other ledgers than that of unit {due.Unit}";
        return version > round.Versions[^1].Sources.Versions.GetValueOrDefault(due.Unit) ? null : $"the correction of {due.Ticket} leads to an earlier ledger of unit {due.Unit}";
    }

    /// <summary>In an earlier format a version holds its ledgers itself.</summary>
    private static string? Stored(Round round, Correction due, ResultComputed computed)
    {
        var recorded = round.Evolve(computed).Versions[^1].Sources;
        var before = round.Versions[^1].Sources;
        return before.Versions.IsEmpty && StoredJson.AreSame(recorded.Stored, due.ApplyTo(before.Stored))
            ? null
            : $"the ledgers are not those of version {round.Versions.Count} with the corrections of {due.Ticket}";
    }

    private static string? Reserved(Round round, CredentialsReserved reserved)
    {
        if (round.Rules!.Groups.FirstOrDefault(group => group.Code == reserved.Group) is not { } group)
            return $"credentials are issued to group '{reserved.Group}', which the round does not have";
        return round.Batches.Taken(reserved.Group) + (long)reserved.Count <= group.Roll
            ? null
            : $"more credentials are issued to group '{reserved.Group}' than its roll has people";
    }

    /// <summary>Two persons have the two parts of a credential.</summary>
    private static string? Fetched(Round round, SecondPartsFetched fetched)
    {
        if (!round.Batches.Batches.TryGetValue(fetched.Batch, out var batch) || batch.State != BatchState.Issued)
            return $"the second parts of batch {fetched.Batch} are fetched, and it is not issued";
        if (fetched.Again is true && (batch.Second is not { } first || !Actor.Of(fetched.By, fetched.Person).IsSamePersonAs(Actor.Of(first.By, first.Person))))
            return $"'{fetched.By}' fetched the second parts of batch {fetched.Batch} again, which this person does not have";
        if (!round.Rules!.HasTwoParts || (batch.Second is not null && fetched.Again is not true))
            return $"the second parts of batch {fetched.Batch} are fetched {(batch.Second is null ? "in a round whose credentials have one part" : "a second time")}";
        return Actor.Of(fetched.By, fetched.Person).IsSamePersonAs(batch.Issuer) ? $"'{fetched.By}' has both parts of the credentials of batch {fetched.Batch}" : null;
    }

    private static string? Due(Round round, string batch, BatchStep step) =>
        round.Batches.Batches.TryGetValue(batch, out var known) && known.Due == step ? null : $"a step of batch {batch} is confirmed that was not due";

    private static string? Open(Round round, string ticket) => round.Objections.Find(ticket) switch
    {
        null => $"there is no objection {ticket}",
        { Answer: not null } => $"objection {ticket} has been answered",
        _ => null,
    };

    private static string? Answered(Objection objection, ObjectionAnswered answered)
    {
        if (objection.Proposal is not { } proposal)
            return $"objection {objection.Id} is answered and no answer was proposed";
        var approver = Actor.Of(answered.By, answered.Person);
        if (answered.By == answered.ProposedBy || approver.IsSamePersonAs(proposal.Proposer) || approver.IsSamePersonAs(objection.Filer))
            return $"'{answered.By}' approved the own proposal or the own objection {objection.Id}";
        var signed = proposal.Corrections.Select(change => change.SignedBy(proposal.By, answered.By)).ToArray();
        var isSame = (proposal.By, proposal.Decision, proposal.Text) == (answered.ProposedBy, answered.Decision, answered.Answer)
            && StoredJson.AreSame(signed, answered.Corrections.ToArray());
        return isSame ? null : $"the answer to objection {objection.Id} is not the one that was proposed";
    }
}
