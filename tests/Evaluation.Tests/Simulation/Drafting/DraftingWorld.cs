using System.Globalization;
using Evaluation.Documents;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Journal;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Simulation.Drafting;

/// <summary>
/// Units and inspectors with several devices each, who save drafts and sheets and file them, on one journal and one store of documents, by
/// one or two processes that fail; everything follows from the seed.
/// </summary>
internal sealed class DraftingWorld : ISeededWorld
{
    public const string Unit = "u1";

    public static readonly RoundRules Rules = Given.InspectedOnlyRules with
    {
        Criteria = [new("results", new("实绩"), CriterionSource.Assessed, 20), new("safety", new("安全"), CriterionSource.Assessed, 10)],
        Components = new() { Vote = 0, Inspection = 60, Self = 40 },
    };

    public static readonly StaffAccount Reviewer = new("li", [new(Role.Reviewer, Rules.Id)], "hash");

    private const int FaultPercent = 10;

    private readonly Processes _processes;
    private readonly MemoryDocumentStore _documents;
    private int _marks;

    public DraftingWorld(int seed)
    {
        Random = new(seed);
        _documents = new(Clock);
        _processes = new(1 + seed % 2, Journal, Random, FaultPercent);
    }

    public Random Random { get; }

    public FakeTimeProvider Clock { get; } = new(Given.Opening);

    public MemoryJournal Journal { get; } = new();

    /// <summary>What was seen of self-assessments, in order.</summary>
    public List<DraftSeen> Seen { get; } = [];

    /// <summary>All edits of drafts and sheets.</summary>
    public List<DraftEdit> Edits { get; } = [];

    public List<Exception> Bugs => _processes.Bugs;

    public static StaffAccount Clerk { get; } = new($"{Unit}-clerk", [new(Role.Unit, Rules.Id, Unit)], "hash");

    public static StaffAccount Inspector(string name) => new(name, [new(Role.Inspector, Rules.Id)], "hash");

    public async Task PlayAsync()
    {
        await OpenAsync();
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, 3).Select(_ => new DraftClerk(this).WorkAsync()), new DraftReviewer(this).WorkAsync(), _processes.KillNowAndThenAsync(), _processes.KillNowAndThenAsync(),
            .. from inspector in (string[])["wang", "zhao"] from device in Enumerable.Range(0, 2) select new SheetDevice(this, inspector).WorkAsync(),
        ]);
        _processes.IsCalm = true;
        _processes.KillAll();
    }

    /// <summary>Asks a random process, with its own access to the documents. Null when it was killed before it answered.</summary>
    public Task<Outcome<TAnswer>?> AskAsync<TAnswer>(Func<DraftingProcess, ValueTask<Outcome<TAnswer>>> ask) =>
        _processes.AskAsync(engine => ask(Process((Node)engine)));

    /// <summary>Asks a process that has replayed nothing and does not fail.</summary>
    public async Task<TAnswer> ReadAsync<TAnswer>(Func<DraftingProcess, ValueTask<Outcome<TAnswer>>> ask)
    {
        var read = await ask(Process(_processes.Start()));
        Assert.Null(read.Refusal);
        return read.Answer;
    }

    public Task PauseAsync() => _processes.PauseAsync(40);

    /// <summary>A text that no other edit has.</summary>
    public string NewMark() => string.Create(CultureInfo.InvariantCulture, $"mark-{++_marks}");

    private DraftingProcess Process(Node node) =>
        new(node, new FaultyDocumentStore(_documents, Random, () => _processes.IsCalm ? 0 : FaultPercent, () => node.Death.IsCompleted), Clock);

    private async Task OpenAsync()
    {
        _processes.IsCalm = true;
        var (engine, at, by) = (_processes.First, Clock.GetUtcNow(), Given.Administrator);
        Assert.Null((await engine.SendAsync(RoundGrain.Ref(Rules.Id), new CreateRound(Rules, at, by))).Refusal);
        Assert.Null((await new RoundClerk(engine, Clock).MoveAsync(Rules.Id, RoundState.Assessing, by, "by order")).Refusal);
        foreach (var name in (string[])["wang", "zhao"])
            Assert.Null((await engine.SendAsync(StaffGrain.Ref, new AddStaff(name, Inspector(name).Roles, $"hash of {name}", at, by))).Refusal);
        var panel = new InspectionPanel("north", new("北片"), ["wang", "zhao"], [.. Rules.Units.Select(unit => unit.Code)], null);
        Assert.Null((await engine.SendAsync(PanelGrain.Ref(Rules.Id), new SetPanel(panel, null, at, new(by, by)))).Refusal);
        _processes.IsCalm = false;
    }
}

/// <summary>The use cases of a process.</summary>
internal sealed class DraftingProcess
{
    public DraftingProcess(IEngine engine, IDocumentStore documents, TimeProvider clock)
    {
        var (directory, drafts) = (new StaffDirectory(engine), new SelfAssessmentDrafts(documents));
        var interests = new Interests(directory);
        Reading = new(engine, drafts, (_, _) => new(0));
        Assessments = new(engine, Reading, drafts, interests, clock);
        Sheets = new(engine, new(documents, clock), interests, new(engine, clock), new(engine, directory), clock);
    }

    public SelfAssessmentReading Reading { get; }

    public SelfAssessmentUseCases Assessments { get; }

    public SheetUseCases Sheets { get; }
}

/// <summary>A version of the self-assessment as an answer showed it.</summary>
internal sealed record DraftSeen(long Version, string Mark, bool IsFiled);

/// <summary>An edit that somebody sent, perhaps several times.</summary>
/// <param name="Of">The self-assessment, or the inspector whose sheet it is.</param>
/// <param name="Mark">The text that only this edit has.</param>
/// <param name="BasedOn">The versions that it has seen; null for any.</param>
internal sealed record DraftEdit(string Of, string Mark, IReadOnlyList<long>? BasedOn)
{
    /// <summary>The version that an answer gave it; null when none did.</summary>
    public long? Version { get; set; }

    /// <summary>Whether every answer said that nothing was stored.</summary>
    public bool IsSurelyRefused { get; set; } = true;
}
