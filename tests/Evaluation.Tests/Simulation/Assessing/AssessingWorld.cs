using System.Globalization;
using Evaluation.Journal;
using Evaluation.Rules;
using Evaluation.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>
/// One journal, one or two processes on it, officials who assess units, an administrator who computes the result, and failures; everything
/// follows from the seed.
/// </summary>
internal sealed class AssessingWorld : ISeededWorld
{
    /// <summary>The small round without a vote, with self-assessment, bonuses and a veto.</summary>
    public static readonly RoundRules Rules = Given.InspectedOnlyRules with
    {
        Criteria = [new("results", new("实绩"), CriterionSource.Assessed, 20), new("safety", new("安全"), CriterionSource.Assessed, 10)],
        Components = new() { Vote = 0, Inspection = 60, Self = 30, Daily = 10, BonusCap = 5 },
        Vetoes = [new("bulletin", new(Fact: "named"), VetoEffect.Ineligible)],
    };

    public const string Year = "2020";

    private const int FaultPercent = 12;

    private readonly Processes _processes;
    private int _marks;

    public AssessingWorld(int seed)
    {
        Random = new(seed);
        _processes = new(1 + seed % 2, Journal, Random, FaultPercent);
    }

    public Random Random { get; }

    public FakeTimeProvider Clock { get; } = new(Given.Opening);

    public MemoryJournal Journal { get; } = new();

    public List<AssessingAct> Acts { get; } = [];

    /// <summary>Attempts of the administrator, in order.</summary>
    public List<Computation> Computations { get; } = [];

    /// <summary>Bugs that a grain reported; the list must stay empty.</summary>
    public List<Exception> Bugs => _processes.Bugs;

    /// <summary>Whether there is one activation of a grain at a time, so that every read is of the newest state.</summary>
    public bool IsAlone => _processes.IsAlone;

    /// <summary>Counts sendings and answers, so that the judge knows their order.</summary>
    public int Step { get; set; }

    public async Task PlayAsync()
    {
        var administrator = new ResultAdministrator(this);
        await administrator.PrepareAsync();
        List<Task> going = [administrator.WorkAsync(), MakeTroubleAsync()];
        foreach (var unit in Rules.Units)
        {
            going.Add(new UnitClerk(this, unit.Code).WorkAsync());
            going.Add(new UnitReviewer(this, unit.Code).WorkAsync());
            going.Add(new UnitInspector(this, unit.Code).WorkAsync());
            going.Add(new UnitSupervisor(this, unit.Code).WorkAsync());
            going.Add(new TargetOfficial(this, unit.Code).WorkAsync());
        }
        going.Add(new FindingOfficial(this, "wang").WorkAsync());
        going.Add(new FindingOfficial(this, "zhao").WorkAsync());
        going.Add(new ComplaintOfficial(this, "chen").WorkAsync());
        going.Add(new ComplaintOfficial(this, "li").WorkAsync());
        going.Add(new DrawOfficial(this).WorkAsync());
        going.Add(new PanelOfficial(this, "chen").WorkAsync());
        going.Add(new PanelOfficial(this, "zhou").WorkAsync());
        going.Add(new HonourOfficial(this).WorkAsync());
        going.Add(new AwardOfficial(this).WorkAsync());
        await Task.WhenAll(going);

        _processes.IsCalm = true;
        _processes.KillAll();
        await administrator.ComputeAsync();
    }

    /// <summary>Sends to a random process. Null when it was killed before it answered.</summary>
    public Task<Outcome<TAnswer>?> AskAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask) => _processes.AskAsync(ask);

    /// <summary>Sends again while the outcome is unknown.</summary>
    public Task<Outcome<TAnswer>> AskUntilKnownAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask) => _processes.AskUntilKnownAsync(ask);

    public Task PauseAsync(int most) => _processes.PauseAsync(most);

    /// <summary>A text that no other act has.</summary>
    public string NewMark() => string.Create(CultureInfo.InvariantCulture, $"mark-{++_marks}");

    private async Task MakeTroubleAsync()
    {
        for (var left = Random.Next(40); left > 0; left--)
        {
            await PauseAsync(60);
            Clock.Advance(TimeSpan.FromSeconds(Random.Next(20)));
            if (Random.Next(4) == 0)
                _processes.KillOne();
        }
    }

    /// <summary>An attempt to compute the result.</summary>
    /// <param name="Since">When it was first sent, in steps of the world.</param>
    internal sealed record Computation(int Since)
    {
        /// <summary>The number of versions that the answer named; null when it was refused.</summary>
        public int? Versions { get; set; }
    }
}
