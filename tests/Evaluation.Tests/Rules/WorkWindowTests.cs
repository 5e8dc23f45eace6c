using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rules;

public class WorkWindowTests
{
    [Fact]
    public void Assessment_is_possible_from_the_opening_until_the_result_is_computed() =>
        Assert.Equal([Assessing, Voting, Paused, Sealing, Sealed], Open(WorkWindow.Assessment));

    [Fact]
    public void Planning_is_possible_from_the_draft_until_the_round_is_archived() =>
        Assert.Equal([Draft, Assessing, Voting, Paused, Sealing, Sealed, Provisional, Published, Final], Open(WorkWindow.Planning).Order());

    [Fact]
    public void Supervision_is_possible_from_the_opening_until_the_round_is_archived() =>
        Assert.Equal(Open(WorkWindow.Planning).Order().Where(state => state != Draft), Open(WorkWindow.Supervision).Order());

    [Fact]
    public void Awards_are_possible_from_publication_until_the_round_is_archived() => Assert.Equal([Published, Final], Open(WorkWindow.Awards));

    [Fact]
    public void A_refusal_names_the_state_and_the_states_in_which_the_work_is_possible()
    {
        var refusal = WorkWindow.Awards.Refuse(Sealed, "an award")!;
        Assert.Equal(RefusalCode.WrongState, refusal.Code);
        Assert.Equal("The round is sealed; an award is possible while it is published, final.", refusal.Detail);
        Assert.Contains(("state", (object?)"sealed"), refusal.Facts);
    }

    private static IEnumerable<RoundState> Open(WorkWindow window) => Enum.GetValues<RoundState>().Where(state => window.Refuse(state, "it") is null);
}
