using Evaluation.Runtime;

namespace Evaluation.Findings;

/// <summary>
/// A command about a finding of a round. The sender has checked the rules and the state of the round, the evidence that is named, and the
/// interests of the people.
/// </summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The account that acts, with its person.</param>
public abstract record FindingCommand(string Unit, DateTimeOffset At, Actor By);

/// <summary>Opens a finding under the unit's next id, and gives it the round's next notice if one is asked for.</summary>
/// <param name="Key">A repeat with the same key opens nothing and gets the first finding. Null: every command opens one.</param>
/// <param name="Complaint">The complaint that it is made of, at most one finding of each; null for none.</param>
public sealed record OpenFinding(
    string Unit, string Text, DateOnly DueOn, bool Notice, DateTimeOffset At, Actor By, string? Criterion = null, IReadOnlyList<string>? Evidence = null,
    CreationKey? Key = null, string? Complaint = null) : FindingCommand(Unit, At, By), ICommand<FindingBook, Finding>
{
    public Finding Answer(FindingBook state) => state.CreatedBy(Key, Complaint, At) ?? state.Newest(Unit);
}

/// <summary>A further step of a finding.</summary>
/// <param name="Id">The finding's id in its unit.</param>
public abstract record FindingStepCommand(string Unit, string Id, DateTimeOffset At, Actor By) : FindingCommand(Unit, At, By), ICommand<FindingBook, Finding>
{
    public Finding Answer(FindingBook state) => state.Find(Unit, Id)!;
}

/// <summary>Replies for the unit. Another reply before the verification is added to the first.</summary>
/// <param name="BasedOn">
/// The numbers of steps of the finding that the sender has read. Refused with <see cref="RefusalCode.Stale"/> when there is another number.
/// Null for any.
/// </param>
public sealed record ReplyToFinding(
    string Unit, string Id, string Text, IReadOnlyList<string>? Evidence, DateTimeOffset At, Actor By, IReadOnlyList<long>? BasedOn = null)
    : FindingStepCommand(Unit, Id, At, By);

/// <summary>Verifies a finding that the unit has replied to.</summary>
/// <param name="DueOn">The new date if the verification failed; otherwise null.</param>
public sealed record VerifyFinding(string Unit, string Id, bool Passed, string? Note, DateOnly? DueOn, DateTimeOffset At, Actor By)
    : FindingStepCommand(Unit, Id, At, By);

/// <summary>Closes a verified finding.</summary>
public sealed record CloseFinding(string Unit, string Id, string? Note, DateTimeOffset At, Actor By) : FindingStepCommand(Unit, Id, At, By);
