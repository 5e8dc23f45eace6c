using Evaluation.Journal;
using Evaluation.Targets;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>
/// Replays the targets of a round: every event follows from the rules of setting, amending, signing, reporting and grading.
/// </summary>
internal sealed class TargetCheck(IJournal journal, string round, IReadOnlyCollection<string> units, Findings findings)
{
    private string Stream { get; } = TargetGrain.Ref(round).Stream;

    public async ValueTask RunAsync()
    {
        var book = new TargetBook();
        await StreamReading.ReadAsync(
            journal, Stream, 0, TargetGrain.Read,
            (happened, version) =>
            {
                if (Fault(book.Of(happened.Unit), happened) is { } fault)
                    findings.Add(FindingKind.Differs, Stream, version, fault);
                book = book.Evolve(happened);
            },
            findings);
    }

    private string? Fault(UnitTargets targets, TargetEvent happened) => happened switch
    {
        _ when !units.Contains(happened.Unit) => $"the round has no unit {happened.Unit}",
        TargetsSet when targets.WasSigned => $"the targets of {happened.Unit} were replaced after both sides had signed",
        TargetsAmended when !targets.WasSigned => $"the targets of {happened.Unit} were amended before both sides had signed",
        TargetsSigned signed => signed.Version != targets.Version ? $"version {signed.Version} was signed, and version {targets.Version} is current"
            : targets.Signatures.Any(other => other.Side == signed.Side) ? $"one side signed version {signed.Version} twice"
            : targets.Signatures.Any(other => Actor.Of(signed.By, signed.Person).IsSamePersonAs(new(other.By, other.Person))) ? $"one person signed version {signed.Version} for both sides"
            : null,
        ProgressReported { Target: var target } when targets.Find(target) is null => $"{happened.Unit} has no target {target}",
        TargetGraded { Target: var target } when targets.Find(target) is null => $"{happened.Unit} has no target {target}",
        _ => null,
    };
}
