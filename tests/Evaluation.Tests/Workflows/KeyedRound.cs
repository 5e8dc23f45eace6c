using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows;
using Evaluation.Workflows.Recording;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows;

/// <summary>The small round with a key and some ballots, on its way to be sealed.</summary>
internal static class KeyedRound
{
    public static readonly RoundKey Key = new([.. Enumerable.Range(1, RoundKey.Bytes).Select(number => (byte)number)]);

    public static GrainRef<Evaluation.Rounds.Round> Ref { get; } = RoundGrain.Ref(Given.Round);

    /// <summary>Opens the round, and six voters vote, with comments and a re-vote.</summary>
    /// <param name="hasKey">False for a round of the old form.</param>
    public static async Task VoteAsync(IEngine engine, FakeTimeProvider clock, IKeyStore keys, bool hasKey = true, KeyLife? destroyAt = null)
    {
        await engine.SendAsync(Ref, new CreateRound(Given.Rules with { Policies = Given.Rules.Policies with { DestroyKeyAt = destroyAt } }, Given.Opening, Given.Administrator));
        if (hasKey)
            await engine.SendAsync(Ref, new CommitKey((await keys.CreateAsync(Given.Round, Key)).Commitment, Given.Opening, Given.Administrator));
        for (var number = 1; number <= 6; number++)
            await engine.SendAsync(Box(number), Given.Stored(number < 4 ? "npc" : "users", number));
        await Clerk(engine, clock).MoveAsync(Given.Round, RoundState.Voting, Given.Administrator, null);
        for (var number = 1; number <= 6; number++)
            Assert.Null((await engine.SendAsync(Box(number), Given.Ballot(number, number % 2 == 0 ? "u1:AB 好" : "u2:BA", "u3:AA 差") with { At = clock.GetUtcNow() })).Refusal);
        Assert.Null((await engine.SendAsync(Box(6), Given.Ballot(6, "u1:BB", "u2:AA") with { At = clock.GetUtcNow() })).Refusal);
    }

    public static RoundClerk Clerk(IEngine engine, FakeTimeProvider clock, IKeyStore? keys = null, Action<string>? destroyed = null) =>
        new(engine, clock, keys is null ? null : new KeyDestroyer(keys, destroyed ?? (_ => { })));

    public static ValueTask<Outcome<RoundView>> SealAsync(IEngine engine, FakeTimeProvider clock) =>
        Clerk(engine, clock).MoveAsync(Given.Round, RoundState.Sealed, Given.Administrator, "the end");

    public static async Task<List<string>> ActsAsync(IJournal journal)
    {
        List<string> acts = [];
        await foreach (var entry in journal.ReadAsync(Ref.Stream, 0))
            acts.AddRange(RoundGrain.Read(entry).Select(happened => happened.GetType().Name));
        return acts;
    }

    private static GrainRef<BallotBox> Box(int number) => BoxGrain.Ref(Given.Round, Given.Credential(number).Box(Given.Rules.BallotBoxes));
}
