using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;

namespace Evaluation.Tests.Simulation;

/// <summary>
/// A voter with a browser: votes, votes again, clicks twice, retries without an answer, finishes the ballot, and sometimes sends a
/// malformed ballot.
/// </summary>
internal sealed class Voter(World world, CredentialHash credential)
{
    private readonly List<Ballot> _sent = [];

    public async Task VoteAsync()
    {
        for (var left = world.Random.Next(1, 8); left > 0; left--)
        {
            for (var pause = world.Random.Next(30); pause > 0; pause--)
                await Task.Yield();
            var ballot = world.Random.Next(4) == 0 && _sent.Count > 0 ? _sent[world.Random.Next(_sent.Count)] : NewBallot();
            if (world.Random.Next(4) == 0)
                await Task.WhenAll(SendAsync(ballot), SendAsync(ballot));
            else
                await SendAsync(ballot);
            if (world.HasLimits && world.Random.Next(2) == 0)
                await FinishAsync();
        }
    }

    private Ballot NewBallot()
    {
        var units = Enumerable.Range(0, World.Rules.Units.Count).Where(_ => world.Random.Next(2) == 0).DefaultIfEmpty(0);
        // Mark 4 is no option, so such a ballot is a bad one.
        var marksEnd = world.Random.Next(10) == 0 ? 5 : 4;
        var ballot = new Ballot(credential, [.. units.SelectMany(unit => Given.Slip(unit, [Mark(), Mark()], $"{world.Ballots.Count}"))], new((ulong)(world.Random.Next(2) * (world.Ballots.Count + 1))));
        world.Ballots.Add(ballot);
        _sent.Add(ballot);
        return ballot;

        byte Mark() => (byte)world.Random.Next(marksEnd);
    }

    private async Task SendAsync(Ballot ballot)
    {
        do
        {
            var attempt = new Attempt(world.Clock.GetUtcNow());
            ballot.Attempts.Add(attempt);
            var outcome = await world.AskAsync(engine => engine.SendAsync(ballot.Box, new CastBallot(credential, attempt.At, ballot.Bytes, ballot.Id)));
            attempt.Refused = outcome?.Refusal;
            if (outcome is { Refusal: null } counted)
            {
                attempt.Counted = counted.Answer;
                await JournalComparison.AcknowledgedAsync(world, ballot, counted.Answer);
                return;
            }
        } while (ballot.Attempts[^1] is { Refused: null or { Code: RefusalCode.Busy } } && world.Random.Next(4) > 0);
    }

    /// <summary>Finishes the ballot, whether it may be finished or not; two times at once now and then.</summary>
    private Task FinishAsync() => Task.WhenAll(Enumerable.Range(0, world.Random.Next(4) == 0 ? 2 : 1).Select(async _ =>
    {
        do
        {
            var outcome = await world.AskAsync(engine => engine.SendAsync(Ballot.BoxOf(credential), new FinishBallot(credential, world.Clock.GetUtcNow())));
            if (outcome is { Refusal: null } finished)
                await JournalComparison.FinishedAsync(world, credential, finished.Answer);
            if (outcome is { Refusal.Code: not RefusalCode.Busy } or { Refusal: null })
                return;
        } while (world.Random.Next(4) > 0);
    }));
}
