using System.Globalization;
using Evaluation.Awards;
using Evaluation.Honours;
using Evaluation.Runtime;
using Evaluation.Targets;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>Officials of both sides who set, sign, amend, report and grade the targets of a unit.</summary>
internal sealed class TargetOfficial(AssessingWorld world, string unit) : AssessingOfficial(world)
{
    private readonly GrainRef<TargetBook> _grain = TargetGrain.Ref(Round);

    protected override async Task ActAsync()
    {
        for (var left = 3; left > 0; left--)
            if (await World.AskAsync(engine => engine.SendAsync(_grain, new ViewTargets(unit))) is { Refusal: null } read)
                await ActAsync(World.NewMark(), AnyActor(), read.Answer.Version);
    }

    private async Task ActAsync(string mark, Actor by, int version)
    {
        Target[] targets = [new("t1", mark, "done", Day, "wang")];
        var side = Chance(2) ? SigningSide.Unit : SigningSide.Administration;
        await (World.Random.Next(8) switch
        {
            0 => DoAsync(Act("targets-set", "list", isStrict: true), _grain, at => new SetTargets(unit, targets, at, by, [version])),
            var _ when version == 0 => DoAsync(Act("targets-set", "list", isStrict: true), _grain, at => new SetTargets(unit, targets, at, by, [version])),
            1 => DoAsync(Act("targets-amended", "list", isStrict: true), _grain, at => new AmendTargets(unit, targets, mark, at, by, [version])),
            2 => DoAsync(Act("progress-reported", "progress"), _grain, at => new ReportProgress(unit, "t1", ProgressState.Partly, mark, [], at, by)),
            3 => DoAsync(Act("target-graded", "grade"), _grain, at => new GradeTarget(unit, "t1", TargetGrade.Good, mark, at, by)),
            _ => DoAsync(
                new AssessingAct($"sign {unit} {side} {version}".ToLowerInvariant(), _grain.Stream, "targets-signed", $"{unit} list", by.Account, IsStrict: true), _grain,
                at => new SignTargets(unit, side, at, by, [version])),
        });

        AssessingAct Act(string name, string about, bool isStrict = false) => new(mark, _grain.Stream, name, $"{unit} {about}", by.Account, isStrict);
    }
}

/// <summary>Officials who define titles, and confer, renew and withdraw honours.</summary>
internal sealed class HonourOfficial(AssessingWorld world) : AssessingOfficial(world)
{
    private const string Zone = "Asia/Shanghai";

    private readonly GrainRef<HonourRegister> _grain = HonourGrain.Ref;

    protected override async Task ActAsync()
    {
        for (var left = 3; left > 0; left--)
        {
            var (mark, by, key, unit) = (World.NewMark(), AnyActor(), Key(World.NewMark()), Chance(2) ? "u1" : "u2");
            var id = string.Create(CultureInfo.InvariantCulture, $"h-{World.Random.Next(1, 3)}");
            var from = Day.AddMonths(World.Random.Next(60));
            var seen = Shows(_grain, new ViewHonours());
            await (World.Random.Next(5) switch
            {
                0 => (Task)DoAsync(Act("title-defined", "title"), _grain, at => new DefineTitle(new("civilised", new(mark), HonourLevel.City, 6), at, by)),
                1 or 2 => DoAsync(
                    Act("honour-conferred", mark, true), _grain, at => new ConferHonour("civilised", unit, from, mark, Round, Zone, [], at, by, key), key is not null,
                    honour => honour.Id, seen),
                3 => DoAsync(
                    Act("honour-conferred", mark, true), _grain, at => new RenewHonour(id, unit, null, mark, Round, Zone, [], at, by, key), key is not null,
                    honour => honour.Id, seen),
                _ => DoAsync(Act("honour-withdrawn", id, true), _grain, at => new WithdrawHonour(id, Day, mark, at, by), read: seen),
            });

            AssessingAct Act(string name, string about, bool isStrict = false) => new(mark, _grain.Stream, name, about, by.Account, isStrict);
        }
    }
}

/// <summary>Officials who give awards, and propose and approve single prizes.</summary>
internal sealed class AwardOfficial(AssessingWorld world) : AssessingOfficial(world)
{
    private readonly GrainRef<AwardBook> _grain = AwardGrain.Ref(Round);
    private readonly List<SpecialAward> _proposed = [];

    protected override async Task ActAsync()
    {
        var (mark, by) = (World.NewMark(), AnyActor());
        if (_proposed.Count > 0 && Chance(2))
        {
            var prize = _proposed[World.Random.Next(_proposed.Count)];
            await DoAsync(
                new($"prize {prize.Code}", _grain.Stream, "special-award-approved", prize.Code, by.Account, IsStrict: true), _grain, at => new ApproveSpecialAward(prize, at, by));
        }
        else if (Chance(2))
        {
            var prize = new SpecialAward(mark, new("奖"), "u1", mark, 1);
            _proposed.Add(prize);
            await DoAsync(
                new(mark, _grain.Stream, "special-award-proposed", mark, by.Account, IsStrict: true), _grain, at => new ProposeSpecialAward(prize, at, by),
                read: Shows(_grain, new ViewAwards()));
        }
        else
        {
            var list = new AwardList(1, AwardScope.Round, [new("first", new(mark), 1)], [], [new("u1", "service", "first", 1)]);
            await DoAsync(new(mark, _grain.Stream, "awards-given", "list", by.Account, IsStrict: false), _grain, at => new GiveAwards(list, "because", at, by));
        }
    }
}
