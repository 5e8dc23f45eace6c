using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Runtime;
using Evaluation.Units;
using Evaluation.Units.Supervision;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>Officials who enter and withdraw spot checks, facts and adjustments of a unit, and decide on adjustments.</summary>
internal sealed class UnitSupervisor(AssessingWorld world, string unit) : AssessingOfficial(world)
{
    private readonly GrainRef<UnitState> _grain = UnitGrain.Ref(Round, unit);
    private CreationKey? _used;

    protected override async Task ActAsync()
    {
        for (var left = 3; left > 0; left--)
        {
            var (mark, by) = (World.NewMark(), AnyActor());
            await (World.Random.Next(7) switch
            {
                0 => CheckAsync(mark, by),
                1 => WithdrawAsync("spot-check-retracted", AnyId("sc"), mark, by, id => new WithdrawSpotCheck(id, mark, Now, by), isStrict: true),
                2 => StateAsync(mark, by),
                3 => WithdrawAsync("fact-retracted", "named", mark, by, fact => new WithdrawFact(fact, mark, Now, by), isStrict: false),
                4 => ProposeAsync(mark, by),
                5 => ApproveAsync(by),
                _ => Chance(2)
                    ? WithdrawAsync("adjustment-rejected", AnyId("adj"), mark, by, id => new RejectAdjustment(id, mark, Now, by), isStrict: true)
                    : WithdrawAsync("adjustment-retracted", AnyId("adj"), mark, by, id => new WithdrawAdjustment(id, mark, Now, by), isStrict: true),
            });
        }
    }

    /// <summary>An id that exists, or not yet.</summary>
    private string AnyId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{World.Random.Next(1, 4)}");

    /// <summary>Now and then somebody uses a key again for something else: that creates nothing.</summary>
    private CreationKey? KeyOf(string mark)
    {
        var key = _used is not null && Chance(5) ? new CreationKey(_used.Key, mark) : Key(mark);
        _used ??= key;
        return key;
    }

    private async Task CheckAsync(string mark, Actor by)
    {
        var (key, failed) = (KeyOf(mark), Chance(2));
        await DoAsync(
            Act(mark, "spot-check-recorded", mark, by, isStrict: true), _grain, at => new RecordSpotCheck(new("", failed, Day, mark), key, at, by), key is not null,
            change => change.Id, Shows(_grain, new ViewSupervision()));
    }

    private async Task StateAsync(string mark, Actor by)
    {
        var key = KeyOf(mark);
        await DoAsync(
            Act(mark, "fact-recorded", "named", by, isStrict: true), _grain, at => new RecordFact(new("named", null, Day, mark), key, at, by), key is not null,
            change => change.Id, Shows(_grain, new ViewSupervision()));
    }

    private async Task ProposeAsync(string mark, Actor by)
    {
        var (key, kind, points) = (KeyOf(mark), (AdjustmentKind)World.Random.Next(3), World.Random.Next(1, 4));
        await DoAsync(
            Act(mark, "adjustment-proposed", mark, by, isStrict: true), _grain,
            at => new ProposeAdjustment(new("", kind, points, "§ 1", "a fact", by.Account, Note: mark), key, at, by), key is not null,
            change => change.Id, Shows(_grain, new ViewSupervision()));
    }

    private async Task ApproveAsync(Actor by)
    {
        var id = AnyId("adj");
        await DoAsync(Act($"approve {id} {by.Account}", "adjustment-approved", id, by, isStrict: true), _grain, at => new ApproveAdjustment(id, at, by));
    }

    private async Task WithdrawAsync(string name, string subject, string mark, Actor by, Func<string, IRequest<UnitState, SupervisionChange>> request, bool isStrict) =>
        await DoAsync(Act(mark, name, subject, by, isStrict), _grain, _ => request(subject));

    private AssessingAct Act(string mark, string name, string subject, Actor by, bool isStrict) => new(mark, _grain.Stream, name, subject, by.Account, isStrict);
}
