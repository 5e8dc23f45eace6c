using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>An administrator who sets up the round and its panel, computes the result, goes back and computes again.</summary>
internal sealed class ResultAdministrator(AssessingWorld world)
{
    private static string Round => AssessingWorld.Rules.Id;

    public async Task PrepareAsync()
    {
        var created = await world.AskUntilKnownAsync(engine =>
            engine.SendAsync(RoundGrain.Ref(Round), new CreateRound(AssessingWorld.Rules, world.Clock.GetUtcNow(), Given.Administrator)));
        Assert.True(created.Refusal is null or { Code: RefusalCode.RoundExists }, created.Refusal?.Detail);
        await MoveUntilAsync(RoundState.Assessing);
        var panel = new InspectionPanel("north", new("北片"), ["wang", "zhao"], [.. AssessingWorld.Rules.Units.Select(unit => unit.Code)], null);
        var set = await world.AskUntilKnownAsync(engine =>
            engine.SendAsync(PanelGrain.Ref(Round), new SetPanel(panel, null, world.Clock.GetUtcNow(), new(Given.Administrator, Given.Administrator))));
        Assert.Null(set.Refusal);
    }

    public async Task WorkAsync()
    {
        await world.PauseAsync(400);
        await MoveUntilAsync(RoundState.Sealed);
        for (var left = world.Random.Next(1, 4); left > 0; left--)
        {
            await world.PauseAsync(300);
            await ComputeAsync();
            await world.PauseAsync(200);
            if (world.Random.Next(3) > 0)
                await MoveUntilAsync(RoundState.Sealed);
        }
    }

    /// <summary>Computes the result, also while entries are missing.</summary>
    public async Task ComputeAsync()
    {
        while (true)
        {
            var attempt = new AssessingWorld.Computation(++world.Step);
            world.Computations.Add(attempt);
            var computed = await world.AskUntilKnownAsync(engine => Clerk(engine).MoveAsync(Round, RoundState.Provisional, Given.Administrator, "by order", acceptsIncomplete: true));
            if (computed.Refusal is null)
            {
                Assert.Equal(RoundState.Provisional, computed.Answer.State);
                attempt.Versions = computed.Answer.ResultVersions;
                return;
            }
            // A process that is behind the journal may refuse.
            Assert.True(!world.IsAlone && computed.Refusal.Code == RefusalCode.WrongState, computed.Refusal.Detail);
        }
    }

    private async Task MoveUntilAsync(RoundState to)
    {
        while (true)
        {
            var moved = await world.AskUntilKnownAsync(engine => Clerk(engine).MoveAsync(Round, to, Given.Administrator, "by order"));
            if (moved.Refusal is null)
                return;
            Assert.True(!world.IsAlone && moved.Refusal.Code is RefusalCode.WrongState or RefusalCode.NoSuchRound, moved.Refusal.Detail);
        }
    }

    private RoundClerk Clerk(IEngine engine) => new(engine, world.Clock);
}
