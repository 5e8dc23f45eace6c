using System.Diagnostics;

namespace Evaluation.Targets;

/// <summary>The rules of setting, amending, signing, reporting and grading targets.</summary>
internal static class TargetDecider
{
    public static Decision<TargetEvent> Decide(TargetBook book, TargetCommand command)
    {
        var unit = book.Of(command.Unit);
        var person = command.By.StoredPerson;
        return command switch
        {
            SetTargets set => Set(unit, set, person),
            AmendTargets amend => Amend(unit, amend, person),
            SignTargets sign => Sign(unit, sign, person),
            ReportProgress report => Report(unit, report, person),
            GradeTarget grade => Grade(unit, grade, person),
            _ => throw new UnreachableException(command.GetType().Name),
        };
    }

    private static Decision<TargetEvent> Set(UnitTargets unit, SetTargets set, string? person)
    {
        if (unit.Targets.SequenceEqual(set.Targets))
            return Decision<TargetEvent>.NothingToDo;
        if (Stale.Refuse(set.BasedOn, unit.Version, "The list of targets") is { } stale)
            return stale;
        return unit.WasSigned
            ? new Refusal(RefusalCode.Signed, "Both sides have signed these targets. Change them by an amendment.", ("version", unit.Version))
            : new TargetsSet(set.Unit, set.Targets, set.At, set.By.Account) { Person = person };
    }

    private static Decision<TargetEvent> Amend(UnitTargets unit, AmendTargets amend, string? person)
    {
        if (unit.AmendedFor is not null && unit.Targets.SequenceEqual(amend.Targets))
            return Decision<TargetEvent>.NothingToDo;
        if (Stale.Refuse(amend.BasedOn, unit.Version, "The list of targets") is { } stale)
            return stale;
        if (!unit.WasSigned)
            return new Refusal(RefusalCode.WrongState, "The targets are not signed by both sides. Replace them without an amendment.", ("signatures", unit.Signatures.Count));
        return unit.Targets.SequenceEqual(amend.Targets)
            ? Decision<TargetEvent>.NothingToDo
            : new TargetsAmended(amend.Unit, amend.Targets, amend.Reason, amend.At, amend.By.Account) { Person = person };
    }

    private static Decision<TargetEvent> Sign(UnitTargets unit, SignTargets sign, string? person)
    {
        if (unit.Targets.Count == 0)
            return new Refusal(RefusalCode.NoSuchTarget, "The unit has no targets to sign.", ("unit", sign.Unit));
        if (Stale.Refuse(sign.BasedOn, unit.Version, "The list of targets") is { } stale)
            return stale;
        if (unit.Signatures.Any(signature => signature.Side == sign.Side))
            return Decision<TargetEvent>.NothingToDo;
        if (unit.Signatures.Any(signature => sign.By.IsSamePersonAs(new(signature.By, signature.Person))))
            return new Refusal(RefusalCode.SamePerson, $"'{sign.By.Account}' has signed for the other side; another person must sign.", ("by", sign.By.Account));
        return new TargetsSigned(sign.Unit, sign.Side, unit.Version, sign.At, sign.By.Account) { Person = person };
    }

    private static Decision<TargetEvent> Report(UnitTargets unit, ReportProgress report, string? person)
    {
        if (unit.Find(report.Target) is null)
            return NoSuchTarget(report.Target);
        var reports = unit.ProgressOf(report.Target);
        if (reports.Count > 0 && reports[^1] is var last && (last.State, last.Note) == (report.State, report.Note) && last.Evidence.SequenceEqual(report.Evidence))
            return Decision<TargetEvent>.NothingToDo;
        if (Stale.Refuse(report.BasedOn, reports.Count, "The last report") is { } stale)
            return stale;
        return reports.Count >= Limits.ReportsPerTarget
            ? Full("reports of progress", Limits.ReportsPerTarget)
            : new ProgressReported(report.Unit, report.Target, report.State, report.Note, report.Evidence is { Count: > 0 } evidence ? evidence : null, report.At, report.By.Account) { Person = person };
    }

    private static Decision<TargetEvent> Grade(UnitTargets unit, GradeTarget grade, string? person)
    {
        if (unit.Find(grade.Target) is null)
            return NoSuchTarget(grade.Target);
        var grades = unit.GradesOf(grade.Target);
        if (grades.Count > 0 && (grades[^1].Grade, grades[^1].Reason) == (grade.Grade, grade.Reason))
            return Decision<TargetEvent>.NothingToDo;
        if (Stale.Refuse(grade.BasedOn, grades.Count, "The last grade") is { } stale)
            return stale;
        return grades.Count >= Limits.ReportsPerTarget
            ? Full("grades", Limits.ReportsPerTarget)
            : new TargetGraded(grade.Unit, grade.Target, grade.Grade, grade.Reason, grade.At, grade.By.Account) { Person = person };
    }

    private static Refusal NoSuchTarget(string target) => new(RefusalCode.NoSuchTarget, $"The unit has no target '{target}'.", ("target", target));

    private static Refusal Full(string what, int max) => new(RefusalCode.TooManyEntries, $"A target has at most {max} {what}.", ("max", max));
}
