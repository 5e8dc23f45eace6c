using Evaluation.Ballots.LostSlips;
using Evaluation.Rounds;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows;
using Evaluation.Workflows.LostSlips;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Simulation;

/// <summary>Administrators and the timekeeper: they open, pause, resume, extend, shorten, close and compute.</summary>
internal sealed class Officials(World world)
{
    private static string Round => World.Rules.Id;

    public async Task OpenAsync() => Assert.Null((await MoveAsync(Voting)).Refusal);

    public async Task ChangeTheirMindsAsync()
    {
        for (var left = world.Random.Next(8); left > 0; left--)
        {
            for (var pause = world.Random.Next(60); pause > 0; pause--)
                await Task.Yield();
            if (world.Random.Next(3) > 0)
            {
                var closesAt = world.Clock.GetUtcNow().AddSeconds(world.Random.Next(1, 200));
                await world.AskUntilKnownAsync(engine => Clerk(engine).ScheduleAsync(Round, new(ClosesAt: closesAt, Reason: "because"), Given.Administrator));
                continue;
            }
            await MoveAsync(Paused);
            await Task.Yield();
            await MoveAsync(Voting);
        }
    }

    public async Task KeepTimeAsync()
    {
        for (var left = world.Random.Next(20); left > 0; left--)
        {
            await Task.Yield();
            await world.AskAsync(engine => Clerk(engine).AdvanceAsync(Round));
        }
    }

    /// <summary>
    /// Voids a batch while its credentials vote: none of them has voted and none will, or the batch stays. A process that is behind the
    /// journal does not know the batch.
    /// </summary>
    public async Task VoidABatchAsync()
    {
        for (var pause = world.Random.Next(120); pause > 0; pause--)
            await Task.Yield();
        var batch = world.Batches[world.Random.Next(world.Batches.Count)];
        var done = await world.AskUntilKnownAsync(engine =>
            new CredentialIssue(engine, world.Clock, world.Random.NextBytes, world.Keys).VoidAsync(Round, batch, Given.Administrator, "lost"));
        Assert.True(done.Refusal?.Code is null or RefusalCode.AlreadyCast or RefusalCode.WrongState or RefusalCode.NoSuchBatch, done.Refusal?.Detail);
        if (done.Refusal is null)
            Assert.Equal(BatchState.Void, done.Answer.State);
    }

    /// <summary>
    /// Replaces a slip while its credential votes: it has not voted and never will, and a spare does; or it stays. Its batch may be void
    /// meanwhile, or the voting closed.
    /// </summary>
    public async Task ReplaceASlipAsync()
    {
        for (var pause = world.Random.Next(120); pause > 0; pause--)
            await Task.Yield();
        var made = world.Made[world.Random.Next(world.Made.Count)];
        var slip = Number(made, world.Random.Next(made.Count - 1));
        SlipNumber? spare = world.Random.Next(4) == 0 ? null : Number(made, made.Count - 1);
        var done = await world.AskUntilKnownAsync(engine => new SlipRevoker(engine, world.Clock, world.Keys).RevokeAsync(Round, slip, spare, Given.Administrator, "lost"));
        Assert.True(
            done.Refusal?.Code is null or RefusalCode.AlreadyCast or RefusalCode.WrongState or RefusalCode.NoSuchSlip or RefusalCode.NoSuchBatch, done.Refusal?.Detail);
        if (done.Refusal is null)
            Assert.NotEqual(SlipOutcome.Used, done.Answer.Outcome);
    }

    private static SlipNumber Number(MadeCredentials made, int index) => SlipNumber.TryRead(made.Slip(index), out var number) ? number : default;

    /// <summary>
    /// Sealed means that every acknowledged ballot is in the tally; then the result is computed. A process that is behind may refuse; then
    /// they try again.
    /// </summary>
    public async Task CloseAsync()
    {
        while (true)
        {
            // Without a reason, a repeated call does not take a computed result back.
            var closed = await MoveAsync(Sealed, reason: null);
            Assert.True(closed.Refusal is null or { Code: RefusalCode.WrongState or RefusalCode.ReasonMissing }, closed.Refusal?.Detail);
            Assert.True(closed.Refusal is not null || closed.Answer.State is Sealed or Provisional, $"A round was said to be sealed and is {(closed.Refusal is null ? closed.Answer.State : null)}.");
            var computed = await MoveAsync(Provisional);
            if (computed.Refusal is null)
                return;
            Assert.True(!world.IsAlone && computed.Refusal.Code == RefusalCode.WrongState, computed.Refusal.Detail);
        }
    }

    private Task<Outcome<RoundView>> MoveAsync(RoundState to, string? reason = "by hand") =>
        world.AskUntilKnownAsync(engine => Clerk(engine).MoveAsync(Round, to, Given.Administrator, reason));

    private RoundClerk Clerk(IEngine engine) => new(engine, world.Clock);
}
