using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Records;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Workflows.Recording;

/// <summary>
/// Reads the votes of a sealed round: from its sealed record, or from its boxes where the round has none. What is read never changes.
/// </summary>
public sealed class SealedSource(IEngine engine)
{
    /// <summary>Whether the round has a sealed record. From then on nothing reads its boxes.</summary>
    public async ValueTask<Outcome<RecordedMark>> FindAsync(string round) => await engine.SendAsync(Rounds.RoundGrain.Ref(round), new ViewRecordedMark());

    /// <summary>The slips of one unit: one multiset, or one of every box.</summary>
    public ValueTask<Outcome<UnitPatterns[]>> PatternsAsync(RoundRules rules, int unit) => ReadAsync(rules, new ViewRecordedPatterns(unit), new ViewPatterns(unit));

    /// <summary>The comments on one unit, of all boxes together or of every box.</summary>
    public ValueTask<Outcome<UnitComments[]>> CommentsAsync(RoundRules rules, int unit) => ReadAsync(rules, new ViewRecordedComments(unit), new ViewComments(unit));

    /// <summary>The turnout, of all boxes together or of every box.</summary>
    public ValueTask<Outcome<BoxTurnout[]>> TurnoutAsync(RoundRules rules) => ReadAsync(rules, new ViewRecordedTurnout(), new ViewTurnout());

    private async ValueTask<Outcome<TAnswer[]>> ReadAsync<TAnswer>(RoundRules rules, IQuery<SealedRecord, TAnswer> ofRecord, IQuery<BallotBox, TAnswer> ofBox)
        where TAnswer : class
    {
        var found = await FindAsync(rules.Id);
        if (found.IsRefused(out var refusal))
            return refusal;
        if (!found.Answer.IsRecorded)
            return await FanOut.SendAsync([.. ResultScorer.Boxes(rules)], box => AskAsync(box, ofBox));
        var read = await AskAsync(RecordGrain.Ref(rules.Id), ofRecord);
        return read.IsRefused(out refusal) ? refusal : new[] { read.Answer };
    }

    /// <summary>Asks a busy grain again, so that a short load does not interrupt a long export.</summary>
    private async ValueTask<Outcome<TAnswer>> AskAsync<TState, TAnswer>(GrainRef<TState> grain, IQuery<TState, TAnswer> question)
        where TState : class
        where TAnswer : class
    {
        var answer = await engine.SendAsync(grain, question);
        for (var attempt = 1; attempt < Limits.TurnAttempts && answer.Refusal?.Code == RefusalCode.Busy; attempt++)
            answer = await engine.SendAsync(grain, question);
        return answer;
    }
}
