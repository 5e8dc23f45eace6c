using Evaluation.Targets;

namespace Evaluation.Tests.Targets;

public class TargetRulesTests
{
    private static readonly Actor Administrator = new("li", "li");
    private static readonly Actor Office = new("u1-office", "wang");
    private static readonly Actor Reviewer = new("chen", "chen");
    private static readonly Target Roads = new("t1", "Roads", "12 km", new(2011, 6, 30), "Li");

    private readonly AloneTargets _targets = new();

    [Fact]
    public void Targets_are_replaced_until_both_sides_have_signed_and_then_only_by_amendment()
    {
        Set(Roads);
        Sign(SigningSide.Unit, Office);
        Assert.Empty(Set(Roads with { Measure = "13 km" }).Signatures);
        Sign(SigningSide.Unit, Office);
        Assert.True(Sign(SigningSide.Administration, Administrator).IsSigned);

        Assert.Equal(RefusalCode.Signed, _targets.Refused(new SetTargets("u1", [Roads], Given.Now, Administrator)).Code);
        var amended = _targets.Do(new AmendTargets("u1", [Roads], "flood", Given.Now, Administrator));
        Assert.Equal((3, false, "flood"), (amended.Version, amended.IsSigned, amended.AmendedFor));
        Assert.Equal(RefusalCode.Signed, _targets.Refused(new SetTargets("u1", [], Given.Now, Administrator)).Code);
    }

    [Fact]
    public void Unsigned_targets_cannot_be_amended_and_a_unit_without_targets_cannot_sign()
    {
        Assert.Equal(RefusalCode.NoSuchTarget, _targets.Refused(new SignTargets("u1", SigningSide.Unit, Given.Now, Office)).Code);
        Set(Roads);
        Assert.Equal(RefusalCode.WrongState, _targets.Refused(new AmendTargets("u1", [], "flood", Given.Now, Administrator)).Code);
    }

    [Fact]
    public void One_person_cannot_sign_for_both_sides_through_two_accounts()
    {
        Set(Roads);
        Sign(SigningSide.Unit, Office);
        Assert.Equal(RefusalCode.SamePerson, _targets.Refused(new SignTargets("u1", SigningSide.Administration, Given.Now, new("li", "wang"))).Code);
        Assert.Equal(RefusalCode.SamePerson, _targets.Refused(new SignTargets("u1", SigningSide.Administration, Given.Now, new("u1-office", "other"))).Code);
    }

    [Fact]
    public void A_repeat_changes_nothing()
    {
        for (var time = 0; time < 2; time++)
        {
            Set(Roads);
            Sign(SigningSide.Unit, Office);
            Sign(SigningSide.Administration, Administrator);
            _targets.Do(Report(ProgressState.Partly));
            _targets.Do(new GradeTarget("u1", "t1", TargetGrade.Good, null, Given.Now, Reviewer));
        }
        Assert.Equal(5, _targets.History.Count);
    }

    [Fact]
    public void A_version_that_another_person_has_replaced_is_neither_replaced_nor_signed()
    {
        Set(Roads);
        Set(Roads with { Measure = "13 km" });
        Assert.Equal(RefusalCode.Stale, _targets.Refused(new SetTargets("u1", [Roads], Given.Now, Administrator, [1])).Code);
        Assert.Equal(RefusalCode.Stale, _targets.Refused(new SignTargets("u1", SigningSide.Unit, Given.Now, Office, [1])).Code);
        _targets.Do(new SignTargets("u1", SigningSide.Unit, Given.Now, Office, [2]));
    }

    [Fact]
    public void A_report_or_grade_that_is_not_based_on_the_last_one_is_stale()
    {
        Set(Roads);
        _targets.Do(Report(ProgressState.Partly) with { BasedOn = [0] });
        Assert.Equal(RefusalCode.Stale, _targets.Refused(Report(ProgressState.Done) with { BasedOn = [0] }).Code);
        // The same report again, after a lost answer.
        _targets.Do(Report(ProgressState.Partly) with { BasedOn = [0] });
        _targets.Do(Report(ProgressState.Done) with { BasedOn = [1] });
        _targets.Do(Report(ProgressState.Planned));

        var grade = new GradeTarget("u1", "t1", TargetGrade.Good, null, Given.Now, Reviewer, [0]);
        _targets.Do(grade);
        Assert.Equal(RefusalCode.Stale, _targets.Refused(grade with { Grade = TargetGrade.Pass }).Code);
        _targets.Do(grade);
        _targets.Do(grade with { Grade = TargetGrade.Pass, BasedOn = [1] });
        Assert.Equal(6, _targets.History.Count);
    }

    [Fact]
    public void Every_report_and_every_grade_is_kept_also_after_an_amendment()
    {
        Set(Roads);
        Sign(SigningSide.Unit, Office);
        Sign(SigningSide.Administration, Administrator);
        foreach (var state in new[] { ProgressState.Planned, ProgressState.Partly, ProgressState.Planned, ProgressState.Done })
            _targets.Do(Report(state));
        _targets.Do(new GradeTarget("u1", "t1", TargetGrade.Pass, "late", Given.Now, Reviewer));
        _targets.Do(new GradeTarget("u1", "t1", TargetGrade.Good, "appeal", Given.Now, Reviewer));
        var amended = _targets.Do(new AmendTargets("u1", [Roads, Roads with { Id = "t2" }], "more", Given.Now, Administrator));
        Assert.Equal([ProgressState.Planned, ProgressState.Partly, ProgressState.Planned, ProgressState.Done], amended.ProgressOf("t1").Select(report => report.State));
        Assert.Equal(["late", "appeal"], amended.GradesOf("t1").Select(grade => grade.Reason));
        Assert.Empty(amended.ProgressOf("t2"));
    }

    [Fact]
    public void An_unknown_target_has_neither_progress_nor_grade()
    {
        Set(Roads);
        Assert.Equal(RefusalCode.NoSuchTarget, _targets.Refused(Report(ProgressState.Done) with { Target = "t9" }).Code);
        Assert.Equal(RefusalCode.NoSuchTarget, _targets.Refused(new GradeTarget("u1", "t9", TargetGrade.Good, null, Given.Now, Reviewer)).Code);
    }

    private UnitTargets Set(params Target[] targets) => _targets.Do(new SetTargets("u1", targets, Given.Now, Administrator));

    private UnitTargets Sign(SigningSide side, Actor by) => _targets.Do(new SignTargets("u1", side, Given.Now, by));

    private static ReportProgress Report(ProgressState state) => new("u1", "t1", state, null, [], Given.Now, Office);
}
