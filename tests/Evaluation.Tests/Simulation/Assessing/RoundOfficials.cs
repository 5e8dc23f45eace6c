using System.Globalization;
using Evaluation.Complaints;
using Evaluation.Findings;
using Evaluation.Panels;
using Evaluation.Runtime;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>An official who opens findings with and without notice, replies, verifies and closes.</summary>
internal sealed class FindingOfficial(AssessingWorld world, string account) : AssessingOfficial(world)
{
    private readonly GrainRef<FindingBook> _grain = FindingGrain.Ref(Round);

    protected override async Task ActAsync()
    {
        for (var left = 3; left > 0; left--)
        {
            var (mark, by, unit) = (World.NewMark(), Only(account), Chance(2) ? "u1" : "u2");
            var id = string.Create(CultureInfo.InvariantCulture, $"f-{World.Random.Next(1, 3)}");
            var (subject, key, passed) = ($"{unit} {id}", Key(mark), Chance(2));
            await (World.Random.Next(6) switch
            {
                0 or 1 => DoAsync(
                    Act("finding-opened", mark, true), _grain,
                    at => new OpenFinding(unit, mark, Day, Notice: mark.Length % 2 == 0 || passed, at, by, Key: key), key is not null, finding => finding.Id,
                    Shows(_grain, new ViewFindings(null, null, null, Day, 1_000))),
                2 or 3 => DoAsync(Act("finding-replied", subject), _grain, at => new ReplyToFinding(unit, id, mark, null, at, by)),
                4 => DoAsync(Act("finding-verified", subject), _grain, at => new VerifyFinding(unit, id, passed, mark, passed ? null : Day, at, by)),
                _ => DoAsync(Act("finding-closed", subject, isStrict: true), _grain, at => new CloseFinding(unit, id, mark, at, by)),
            });

            AssessingAct Act(string name, string about, bool isStrict = false) => new(mark, _grain.Stream, name, about, by.Account, isStrict);
        }
    }
}

/// <summary>An official who receives complaints, acts on them and makes findings of them.</summary>
internal sealed class ComplaintOfficial(AssessingWorld world, string account) : AssessingOfficial(world)
{
    private readonly GrainRef<ComplaintBook> _grain = ComplaintGrain.Ref(AssessingWorld.Year);
    private readonly GrainRef<FindingBook> _findings = FindingGrain.Ref(Round);

    protected override async Task ActAsync()
    {
        for (var left = 3; left > 0; left--)
        {
            var (mark, by) = (World.NewMark(), Only(account));
            var id = string.Create(CultureInfo.InvariantCulture, $"{AssessingWorld.Year}-{World.Random.Next(1, 4):0000}");
            await (World.Random.Next(9) switch
            {
                0 or 1 => ReceiveAsync(mark, by),
                2 => DoAsync(Act("complaint-assigned"), _grain, at => new AssignComplaint(id, mark, at, by)),
                3 => DoAsync(Act("complaint-released"), _grain, at => new ReleaseComplaint(id, mark, at, by)),
                4 or 5 => DoAsync(Act("complaint-answered"), _grain, at => new AnswerComplaint(id, mark, mark.Length % 2 == 0, at, by)),
                6 => MakeFindingAsync(mark, id, by),
                7 => Chance(2)
                    ? DoAsync(Act("complaint-rejected"), _grain, at => new RejectComplaint(id, mark, at, by))
                    : DoAsync(Act("complaint-restored"), _grain, at => new RestoreComplaint(id, mark, at, by)),
                _ => DoAsync(Act("complaint-closed"), _grain, at => new CloseComplaint(id, mark, at, by)),
            });

            AssessingAct Act(string name) => new(mark, _grain.Stream, name, id, by.Account, IsStrict: false);
        }
    }

    private async Task ReceiveAsync(string mark, Actor by)
    {
        var key = Key(mark);
        await DoAsync(
            new(mark, _grain.Stream, "complaint-received", mark, by.Account, IsStrict: true), _grain,
            at => new ReceiveComplaint(Round, "u1", mark, null, ComplaintChannel.Letter, Day, $"hash of {mark}", key, at, by), key is not null, received => received.Complaint.Id,
            Shows(_grain, new ViewComplaints([new(Round, "u1")], [], null, 0, 1_000)));
    }

    /// <summary>As the use case: a complaint leads to at most one finding.</summary>
    private async Task MakeFindingAsync(string mark, string id, Actor by)
    {
        if (await World.AskAsync(engine => engine.SendAsync(_grain, new ViewComplaint(id))) is not { Refusal: null, Answer.Answer.Upheld: true })
            return;
        var made = await DoAsync(
            new($"of {id}", _findings.Stream, "finding-opened", id, by.Account, IsStrict: true), _findings,
            at => new OpenFinding("u1", mark, Day, Notice: true, at, by, Complaint: id), id: finding => finding.Id);
        if (made is null)
            return;
        await DoAsync(
            new($"of {id} {made.Id}", _grain.Stream, "complaint-finding-made", id, by.Account, IsStrict: true), _grain,
            at => new RecordComplaintFinding(id, new(Round, "u1", made.Id), at, by));
    }
}

/// <summary>An administrator who announces draws and gives their seeds.</summary>
internal sealed class DrawOfficial(AssessingWorld world) : AssessingOfficial(world)
{
    private readonly GrainRef<PanelBook> _grain = PanelGrain.Ref(Round);

    protected override async Task ActAsync()
    {
        var (mark, by, key) = (World.NewMark(), AnyActor(), Key(World.NewMark()));
        var (id, seed) = (string.Create(CultureInfo.InvariantCulture, $"spot-{World.Random.Next(1, 3)}"), World.Random.Next(2) == 0 ? "odd" : "even");
        await (Chance(2)
            ? DoAsync(
                new AssessingAct(mark, _grain.Stream, "draw-announced", id, by.Account, IsStrict: true), _grain,
                at => new CreateDraw(id, DrawSubject.Units, 1, ["u1", "u2", "u3"], mark, null, "an index", key, at, by), key is not null, draw => draw.Id, Shows(_grain, new ViewDraws()))
            : DoAsync(new AssessingAct($"draw {id} {seed}", _grain.Stream, "draw-made", id, by.Account, IsStrict: true), _grain, at => new SeedDraw(id, seed, at, by)));
    }
}
