using Evaluation.Gateway.Verification;
using Evaluation.Rounds;
using Evaluation.Staff;
using Evaluation.Tests.Golden;

namespace Evaluation.Tests.Verification;

/// <summary>Every event of the record has a rule that says which role it needs. The golden examples contain every type of event.</summary>
public sealed class ActRulesTests
{
    private static readonly RoleGrant[] Everybody = [.. Enum.GetValues<Role>().Select(role => new RoleGrant(role, null, role == Role.Unit ? "u1" : null))];

    public static TheoryData<string> Acts => [.. All().Select(act => act.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Acts))]
    public void An_act_needs_a_certain_role_and_operators_and_auditors_never_have_it(string name)
    {
        foreach (var (_, act) in All().Where(act => act.Name == name))
        {
            Assert.NotNull(act.Role);
            Assert.DoesNotContain(Everybody, grant => grant.Role is Role.Operator or Role.Auditor && act.Role(grant));
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
        .. AwardExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of("golden", happened with { By = "somebody" }))),
        .. HonourExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of(happened with { By = "somebody" }))),
        .. CommentExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of("golden", happened with { By = "somebody" }))),
        .. TargetExamples.All.Select(happened => (happened.GetType().Name, ActRules.Of("golden", happened with { By = "somebody" }))),
    ];
}
