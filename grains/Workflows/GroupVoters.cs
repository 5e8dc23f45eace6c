using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>
/// How many of a group have voted, from the ballot boxes themselves. For staff: nothing is hidden. Nobody counts any more after the end of
/// the key.
/// </summary>
public static class GroupVoters
{
    public static async ValueTask<Outcome<VoterCount>> CountAsync(IEngine engine, RoundView round, string group)
    {
        if (round.Keeping is { Ballots: BallotSecrecy.Destroyed })
            return new VoterCount(0);
        var boxes = await FanOut.SendAsync([.. Enumerable.Range(0, round.BallotBoxes)], box => engine.SendAsync(BoxGrain.Ref(round.Id, box), new ViewTurnout()));
        return boxes.IsRefused(out var refusal) ? refusal : new VoterCount(boxes.Answer.SelectMany(box => box.Groups).Where(known => known.Group == group).Sum(known => known.Voted));
    }
}

/// <summary>A number of voters.</summary>
public sealed record VoterCount(int Voted);
