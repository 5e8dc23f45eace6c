using static Evaluation.Rules.RoundState;

namespace Evaluation.Rules;

/// <summary>The states of a round in which a kind of work beside the vote is possible.</summary>
public sealed class WorkWindow
{
    private readonly IReadOnlyList<RoundState> _states;

    private WorkWindow(params IReadOnlyList<RoundState> states) => _states = states;

    /// <summary>
    /// Self-assessment, sheets, claims, spot checks, facts and adjustments: from the opening until the result is computed. Sealing concerns
    /// ballots only.
    /// </summary>
    public static readonly WorkWindow Assessment = new(Assessing, Voting, Paused, Sealing, Sealed);

    /// <summary>Panels, draws, targets and complaints.</summary>
    public static readonly WorkWindow Planning = new(Draft, Assessing, Voting, Paused, Sealing, Sealed, Provisional, Published, Final);

    /// <summary>Findings, progress and grades of targets.</summary>
    public static readonly WorkWindow Supervision = new(Assessing, Voting, Paused, Sealing, Sealed, Provisional, Published, Final);

    /// <summary>Awards.</summary>
    public static readonly WorkWindow Awards = new(Published, Final);

    /// <summary>Trials of the rules with example data.</summary>
    public static readonly WorkWindow Trial = new(Draft);

    public IReadOnlyList<RoundState> States => _states;

    /// <summary>The reason why the work is not possible now, or null.</summary>
    /// <param name="state">The state of the round.</param>
    /// <param name="act">What is not possible, as in "…; {act} is possible while it is …": a noun.</param>
    public Refusal? Refuse(RoundState state, string act)
    {
        if (_states.Contains(state))
            return null;
        string[] words = [.. _states.Where(allowed => allowed != Sealing).Select(Word)];
        return new(
            RefusalCode.WrongState, $"The round is {Word(state)}; {act} is possible while it is {string.Join(", ", words)}.", ("state", Word(state)), ("allowedFrom", words));
    }

    private static string Word(RoundState state) => state.ToString().ToLowerInvariant();
}
