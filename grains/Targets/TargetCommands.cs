using Evaluation.Runtime;

namespace Evaluation.Targets;

/// <summary>A command to the targets of a round. The answer contains the unit's targets. <c>At</c> is the server's clock.</summary>
/// <remarks>The sender checks the round's state, and that the round has the unit.</remarks>
/// <param name="Unit">The unit's code.</param>
public abstract record TargetCommand(string Unit, DateTimeOffset At, Actor By) : ICommand<TargetBook, UnitTargets>
{
    public UnitTargets Answer(TargetBook state) => state.Of(Unit);
}

/// <summary>
/// Sets or replaces the targets of a unit. Refused with <see cref="RefusalCode.Signed"/> when both sides have signed. The same targets
/// again change nothing.
/// </summary>
/// <param name="BasedOn">
/// The versions that may be replaced. Refused with <see cref="RefusalCode.Stale"/> when another one is current. Null for any.
/// </param>
public sealed record SetTargets(string Unit, IReadOnlyList<Target> Targets, DateTimeOffset At, Actor By, IReadOnlyList<long>? BasedOn = null) : TargetCommand(Unit, At, By);

/// <summary>Changes targets that both sides have signed. Both sign anew. The same targets again change nothing.</summary>
/// <param name="BasedOn">As in <see cref="SetTargets"/>.</param>
public sealed record AmendTargets(
    string Unit, IReadOnlyList<Target> Targets, string Reason, DateTimeOffset At, Actor By, IReadOnlyList<long>? BasedOn = null)
    : TargetCommand(Unit, At, By);

/// <summary>Signs the current targets for one side. The two sides are two people. A second signature of a side changes nothing.</summary>
/// <param name="BasedOn">The versions that the signer has read; null for any.</param>
public sealed record SignTargets(string Unit, SigningSide Side, DateTimeOffset At, Actor By, IReadOnlyList<long>? BasedOn = null) : TargetCommand(Unit, At, By);

/// <summary>Reports the progress of a target. The same report as the last one changes nothing.</summary>
/// <param name="BasedOn">
/// The numbers of reports of the target to which one may be added. Refused with <see cref="RefusalCode.Stale"/> when there is another
/// number. Null for any.
/// </param>
public sealed record ReportProgress(
    string Unit, string Target, ProgressState State, string? Note, IReadOnlyList<string> Evidence, DateTimeOffset At, Actor By, IReadOnlyList<long>? BasedOn = null)
    : TargetCommand(Unit, At, By);

/// <summary>Grades a target. The same grade and reason again change nothing.</summary>
/// <param name="BasedOn">The numbers of grades of the target, as in <see cref="ReportProgress"/>.</param>
public sealed record GradeTarget(string Unit, string Target, TargetGrade Grade, string? Reason, DateTimeOffset At, Actor By, IReadOnlyList<long>? BasedOn = null)
    : TargetCommand(Unit, At, By);
