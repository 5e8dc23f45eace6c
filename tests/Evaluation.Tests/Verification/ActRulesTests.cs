using Evaluation.Findings;
using Evaluation.Gateway.Verification;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Staff;
using Evaluation.Tests.Golden;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.Supervision;

namespace Evaluation.Tests.Verification;

/// <summary>Every event of the record has a rule that says which role it needs. The golden examples contain every type of event.</summary>
public sealed class ActRulesTests
{
    private static readonly RoleGrant[] Everybody = [.. Enum.GetValues<Role>().Select(role => new RoleGrant(role, null, role == Role.Unit ? "u1" : null))];

    private static readonly string[] ByInspectors =
    [
        nameof(SheetFiled), nameof(SheetAdmitted), nameof(EvidenceFiled), nameof(EvidenceReserved), nameof(EvidenceReleased),
        nameof(SpotCheckRecorded), nameof(AdjustmentProposed), nameof(FindingOpened), nameof(FindingVerified),
    ];

    public static TheoryData<string> Acts => [.. All().Select(act => act.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Acts))]
    public void An_act_needs_a_certain_role_that_operators_never_have_and_auditors_only_for_the_copy_of_a_record(string name)
    {
        foreach (var (_, act) in All().Where(act => act.Name == name))
        {
            Assert.NotNull(act.Role);
            Assert.DoesNotContain(Everybody, grant => grant.Role is Role.Operator && act.Role(grant));
            Assert.Equal(name == nameof(RecordKept), act.Role(new(Role.Auditor)));
            Assert.True(ByInspectors.Contains(name) || !act.Role(new(Role.Inspector)));
        }
    }

    [Theory]
    [InlineData(typeof(BoxCounted), false)]
    [InlineData(typeof(CredentialsSettled), false)]
    [InlineData(typeof(RoundCreated), true)]
    [InlineData(typeof(ResultPublished), true)]
    public void The_schedule_does_only_what_no_person_does(Type type, bool needsPerson)
    {
        var happened = RoundExamples.All.First(example => example.GetType() == type) with { By = RoundCommand.Schedule };
        Assert.Equal(needsPerson, ActRules.Of("golden", happened).Role is not null);
    }

    private static IEnumerable<(string Name, Act Act)> All() =>
    [
        .. RoundExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of("golden", happened with { By = "somebody" }))),
        .. UnitExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of("golden", "u1", happened with { By = "somebody" }))),
        .. PanelExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of("golden", happened with { By = "somebody" }))),
        .. FindingExamples.All.Where(happened => happened is not FindingOpened { Complaint: not null })
            .Select(happened => (happened.GetType().Name, ActRules.Of("golden", happened with { By = "somebody", Unit = "u1" }))),
        .. AwardExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of("golden", happened with { By = "somebody" }))),
        .. HonourExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of(happened with { By = "somebody" }))),
        .. CommentExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of("golden", happened with { By = "somebody" }))),
        .. TargetExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of("golden", happened with { By = "somebody" }))),
    ];
}
