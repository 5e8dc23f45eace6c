using Evaluation.Assessment.SelfAssessments;
using Evaluation.Panels;
using Evaluation.Runtime;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>The clerk of a unit, who files self-assessments.</summary>
internal sealed class UnitClerk(AssessingWorld world, string unit) : AssessingOfficial(world)
{
    private readonly GrainRef<UnitState> _grain = UnitGrain.Ref(Round, unit);
    private int _version;

    protected override async Task ActAsync()
    {
        var (mark, by) = (World.NewMark(), Only($"{unit}-clerk"));
        var content = new SelfAssessmentContent([Item("results", 21), Item("safety", 11)], Report: mark);
        var version = ++_version;
        await DoAsync(
            new(mark, _grain.Stream, "self-assessment-filed", "self", by.Account, IsStrict: true), _grain, at => new FileSelfAssessment(version, content, at, by));
    }

    /// <summary>Often the same as before, so that a decision on it stays.</summary>
    private SelfAssessmentItem Item(string criterion, int end) =>
        new(criterion, new ClaimedPoints(Chance(5) ? null : Chance(2) ? 5 : World.Random.Next(end)), "a reason");
}

/// <summary>Reviewers of a unit's self-assessment: they decide on claims and reopen.</summary>
internal sealed class UnitReviewer(AssessingWorld world, string unit) : AssessingOfficial(world)
{
    private readonly GrainRef<UnitState> _grain = UnitGrain.Ref(Round, unit);

    protected override async Task ActAsync()
    {
        if (await World.AskAsync(engine => engine.SendAsync(_grain, new ViewSelfAssessment())) is not { Refusal: null } read)
            return;
        var (mark, by) = (World.NewMark(), AnyActor());
        if (read.Answer.Newest is { } newest && Chance(4))
        {
            await DoAsync(
                new($"reopen {newest.Version}", _grain.Stream, "self-assessment-reopened", "self", by.Account, IsStrict: true), _grain,
                at => new ReopenSelfAssessment(newest.Version, newest.Version + 1, mark, at, by));
            return;
        }
        var criterion = Chance(2) ? "results" : "safety";
        var accepted = new ClaimedPoints(Chance(6) ? null : World.Random.Next(8));
        var basedOn = Chance(3) ? null : read.Answer.Find(criterion)?.Version;
        await DoAsync(
            new(mark, _grain.Stream, "claim-reviewed", $"claim {criterion}", by.Account, IsStrict: basedOn is not null), _grain,
            at => new ReviewClaim(criterion, accepted, mark, basedOn, at, by));
    }
}

/// <summary>Inspectors of a unit's panel, and one who is not: the panels admit a sheet, and then the unit files it.</summary>
internal sealed class UnitInspector(AssessingWorld world, string unit) : AssessingOfficial(world)
{
    private readonly GrainRef<UnitState> _grain = UnitGrain.Ref(Round, unit);
    private readonly GrainRef<PanelBook> _panels = PanelGrain.Ref(Round);
    private readonly Dictionary<string, int> _versions = [];

    protected override async Task ActAsync()
    {
        var inspector = Chance(2) ? "wang" : Chance(4) ? "stranger" : "zhao";
        var (mark, by) = (World.NewMark(), Only(inspector));
        if (Chance(4))
        {
            var reviewer = AnyActor();
            await DoAsync(
                new($"reopen {inspector}", _grain.Stream, "sheet-reopened", $"sheet {inspector}", reviewer.Account, IsStrict: false), _grain,
                at => new ReopenSheet(inspector, mark, at, reviewer));
            return;
        }
        var admitted = await DoAsync(
            new($"admit {unit} {inspector}", _panels.Stream, "sheet-admitted", $"{unit} {inspector}", inspector, IsStrict: true), _panels, at => new AdmitSheet(unit, at, by));
        Assert.False(admitted is not null && inspector == "stranger", "A sheet of an inspector without the unit was admitted.");
        if (admitted is null)
            return;
        var points = new Dictionary<string, decimal?> { ["results"] = World.Random.Next(21), ["safety"] = Chance(5) ? null : World.Random.Next(11) };
        var version = _versions[inspector] = _versions.GetValueOrDefault(inspector) + 1;
        await DoAsync(
            new(mark, _grain.Stream, "sheet-filed", $"sheet {inspector}", inspector, IsStrict: true), _grain,
            at => new FileSheet(admitted.Code, version, new(points, Note: mark), Day, at, by));
    }
}
