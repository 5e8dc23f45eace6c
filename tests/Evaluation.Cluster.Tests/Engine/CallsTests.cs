using Evaluation.Ballots;
using Evaluation.Cluster.Engine;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;
using Evaluation.Units;

namespace Evaluation.Cluster.Tests.Engine;

public sealed class CallsTests
{
    public static TheoryData<object> Repeatable =>
    [
        new ViewStaff(), new ViewRound(), new CompareVersions(1, 2), Given.Ballot(1, "u1:AA"), new SealBox(Given.Close), new ObserveUnitVotes([]), new CountBox(0, null!, Given.Close),
        new CorrectLedger("o-1", [], Given.Now, "li"), new FileEvidence(null!, Given.Now, "li"),
    ];

    public static TheoryData<object> Single =>
    [
        new AddStaff("li", [], "hash", Given.Now, "li"), new RemoveStaff("li", Given.Now, "li"), new MoveRound(RoundState.Paused, Given.Now, "li", null), new CreateRound(Given.Rules, Given.Now, "li"),
    ];

    [Theory]
    [MemberData(nameof(Repeatable))]
    public void A_repeatable_request_may_be_sent_again_when_its_answer_was_lost(object request) => Assert.True(Calls.MayRepeat(request));

    [Theory]
    [MemberData(nameof(Single))]
    public void Any_other_command_is_sent_once(object request) => Assert.False(Calls.MayRepeat(request));
}
