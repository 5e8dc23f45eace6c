using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Tests.Simulation.Correcting;

/// <summary>Somebody who acts a few times and sends again what was not answered.</summary>
internal abstract class CorrectingOfficial(CorrectingWorld world)
{
    protected CorrectingWorld World { get; } = world;

    protected static string Round => CorrectingWorld.Rules.Id;

    protected DateTimeOffset Now => World.Clock.GetUtcNow();

    public async Task WorkAsync()
    {
        for (var left = World.Random.Next(2, 6); left > 0; left--)
        {
            await World.PauseAsync();
            await ActAsync();
        }
    }

    protected abstract Task ActAsync();

    protected bool Chance(int of) => World.Random.Next(of) == 0;

    protected async Task DoAsync(CorrectingAct act, Func<IEngine, ValueTask<Outcome<Objection>>> send)
    {
        World.Acts.Add(act);
        while (true)
        {
            var outcome = await World.AskAsync(send);
            if (outcome is { Refusal: null } done)
            {
                (act.IsAcknowledged, act.IsSurelyRefused) = (true, false);
                await CorrectingJudge.AcknowledgedAsync(World, act, done.Answer);
                return;
            }
            if (outcome?.Refusal is { Code: not (RefusalCode.Busy or RefusalCode.StorageFull) } refusal)
            {
                act.Refused.Add(refusal.Code);
                return;
            }
            act.IsSurelyRefused = false;
            if (Chance(6))
                return;
        }
    }
}

/// <summary>The account of a unit that objects to its result.</summary>
internal sealed class Objector(CorrectingWorld world, string unit) : CorrectingOfficial(world)
{
    protected override Task ActAsync()
    {
        var (mark, at) = (World.NewMark(), Now);
        return DoAsync(new("objection-filed", mark, $"{unit}-clerk"), engine =>
            engine.SendAsync(RoundGrain.Ref(Round), new FileObjection(unit, "/inspection", mark, null, null, at, $"{unit}-clerk")));
    }
}

/// <summary>A reviewer who proposes answers and approves those of others.</summary>
internal sealed class Answerer(CorrectingWorld world) : CorrectingOfficial(world)
{
    /// <summary>Two of them are accounts of one person.</summary>
    private static readonly (string Account, string Person)[] Reviewers = [("li", "li"), ("wang", "wang"), ("wang-2", "wang"), ("zhao", "zhao")];

    protected override async Task ActAsync()
    {
        for (var left = 3; left > 0; left--)
        {
            var (mark, at, (by, person)) = (World.NewMark(), Now, Reviewers[World.Random.Next(Reviewers.Length)]);
            var ticket = string.Create(CultureInfo.InvariantCulture, $"o-{World.Random.Next(1, Chance(4) ? 8 : 5)}");
            if (Chance(2))
            {
                int? proposal = Chance(2) ? null : World.Random.Next(1, 3);
                await DoAsync(new("objection-answered", ticket, by), engine => World.Clerk(engine).ApproveAsync(Round, ticket, proposal, by, person));
            }
            else
            {
                var decision = Chance(4) ? ObjectionDecision.Rejected : ObjectionDecision.Upheld;
                LedgerChange[] corrections = decision == ObjectionDecision.Rejected ? [] : [Change(mark), .. Chance(3) ? [Change(mark)] : (LedgerChange[])[]];
                IReadOnlyList<long>? basedOn = Chance(2) ? null : [World.Random.Next(3)];
                await DoAsync(new("answer-proposed", mark, by), engine =>
                    new AnswerClerk(engine).ProposeAsync(Round, new(ticket, decision, mark, corrections, at, by, basedOn, Person: person)));
            }
        }
    }

    private LedgerChange Change(string mark) => World.Random.Next(6) switch
    {
        0 => new SheetWithdrawn("wang"),
        1 => new SheetEntered(new(Chance(2) ? "wang" : "chen", new Dictionary<string, decimal?> { ["results"] = World.Random.Next(21), ["safety"] = World.Random.Next(11) }, Note: mark)),
        2 => new AdjustmentEntered(new(Chance(2) ? "adj-1" : mark, AdjustmentKind.Bonus, World.Random.Next(1, 4), "§ 1", "a fact", "", Note: null)),
        3 => new AdjustmentWithdrawn("adj-1"),
        4 => new SpotCheckEntered(new(mark, Failed: true, null, mark)),
        _ => Chance(2) ? new FactStated(new("named", null, null, mark)) : new FactWithdrawn("named"),
    };
}
