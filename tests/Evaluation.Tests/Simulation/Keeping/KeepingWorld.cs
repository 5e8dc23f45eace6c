using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Evidence;
using Evaluation.Gateway.Evidence;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Simulation.Keeping;

/// <summary>
/// Units and inspectors who file and withdraw evidence on some days, sweeps between the days, one or two processes that fail, and a store
/// of files that fails; everything follows from the seed.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The sweep is called and never started.")]
internal sealed class KeepingWorld : ISeededWorld
{
    public static readonly string[] Units = ["u1", "u2"];

    private const int FaultPercent = 12;
    private const int Contents = 4;

    private readonly Processes _processes;
    private readonly WithdrawnContents _withdrawn = new();
    private readonly EvidenceSweep _sweep;
    private int _marks;
    private bool _isCalm;

    public KeepingWorld(int seed)
    {
        Random = new(seed);
        _processes = new(1 + seed % 2, Journal, Random, FaultPercent);
        Store = new(Clock);
        _sweep = new(Journal, Store, _withdrawn, Clock, NullLogger<EvidenceSweep>.Instance);
    }

    public Random Random { get; }

    public FakeTimeProvider Clock { get; } = new(Given.Opening);

    public MemoryJournal Journal { get; } = new();

    public MemoryEvidenceStore Store { get; }

    public List<KeepingAct> Acts { get; } = [];

    public List<Exception> Bugs => _processes.Bugs;

    public static string Sha256(int content) => Convert.ToHexStringLower(SHA256.HashData(Bytes(content)));

    public async Task PlayAsync()
    {
        for (var day = Random.Next(2, 4); day > 0; day--)
        {
            await Task.WhenAll(
            [
                .. from unit in Units from owner in Enum.GetValues<EvidenceOwner>() from _ in Enumerable.Range(0, 2) select WorkAsync(unit, owner), _processes.KillNowAndThenAsync(),
            ]);
            // What killed processes have sent arrives before the night.
            for (var step = 0; step < 500; step++)
                await Task.Yield();
            Clock.Advance(Random.Next(3) * Limits.EvidenceOrphanGrace);
            await _sweep.SweepAsync(default);
        }
        (_isCalm, _processes.IsCalm) = (true, true);
        _processes.KillAll();
        Clock.Advance(2 * Limits.EvidenceOrphanGrace);
        // As a process that starts.
        using var last = new EvidenceSweep(Journal, Store, new(), Clock, NullLogger<EvidenceSweep>.Instance);
        await last.SweepAsync(default);
    }

    public Task<Outcome<TAnswer>> AskUntilKnownAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask) => _processes.AskUntilKnownAsync(ask);

    private static byte[] Bytes(int content) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"%PDF-1.7 {content}"));

    private async Task WorkAsync(string unit, EvidenceOwner owner)
    {
        for (var left = Random.Next(1, 5); left > 0; left--)
        {
            await _processes.PauseAsync(30);
            if (owner == EvidenceOwner.Unit && Random.Next(3) == 0)
                await WithdrawAsync(unit);
            else if (owner == EvidenceOwner.Unit && unit == Units[0] && Random.Next(12) == 0)
                await FileAssessmentAsync(unit);
            else
                await FileAsync(unit, owner, Random.Next(Contents));
        }
    }

    private Task FileAsync(string unit, EvidenceOwner owner, int content)
    {
        var (by, bytes) = ($"{unit}-{owner}", Bytes(content));
        var item = new EvidenceItem(Sha256(content), bytes.Length, "application/pdf", "a title", EvidenceKind.Document, null, new(2020, 12, 1));
        return DoAsync(new("evidence-filed", unit, item.Sha256, owner), async engine =>
        {
            try
            {
                var store = new FaultyEvidenceStore(Store, Random, () => _isCalm ? 0 : FaultPercent, () => ((Node)engine).Death.IsCompleted);
                using var file = new MemoryStream(bytes);
                return await new EvidenceFiling(engine, store, Clock).FileAsync(UnitGrain.Ref(Given.Round, unit), owner, item, null, file, () => default, by, default);
            }
            catch (EvidenceUnavailableException)
            {
                return Refusal.Busy;
            }
        });
    }

    private Task WithdrawAsync(string unit)
    {
        var (grain, mark) = (UnitGrain.Ref(Given.Round, unit), string.Create(CultureInfo.InvariantCulture, $"mark-{++_marks}"));
        var id = string.Create(CultureInfo.InvariantCulture, $"ev-{Random.Next(1, 4)}");
        return DoAsync(new("evidence-withdrawn", unit, mark, EvidenceOwner.Unit), async engine =>
        {
            // As the use case.
            var known = await engine.SendAsync(grain, new ViewEvidence());
            if (known.IsRefused(out var refusal))
                return refusal;
            _withdrawn.Add(known.Answer.Filed.Where(item => item.Id == id).Select(item => item.Item.Sha256));
            return await engine.SendAsync(grain, new WithdrawEvidence(id, mark, Clock.GetUtcNow(), $"{unit}-clerk"));
        });
    }

    private Task FileAssessmentAsync(string unit)
    {
        var content = new SelfAssessmentContent([new("results", new ClaimedPoints(20), null, ["ev-1"])], Report: "a report");
        return DoAsync(new("self-assessment-filed", unit, "a report", EvidenceOwner.Unit), engine =>
            engine.SendAsync(UnitGrain.Ref(Given.Round, unit), new FileSelfAssessment(1, content, Clock.GetUtcNow(), new($"{unit}-clerk", $"{unit}-clerk"))));
    }

    private async Task DoAsync<TAnswer>(KeepingAct act, Func<IEngine, ValueTask<Outcome<TAnswer>>> send)
        where TAnswer : class
    {
        Acts.Add(act);
        while (true)
        {
            var outcome = await _processes.AskAsync(send);
            if (outcome is { Refusal: null } done)
            {
                (act.IsAcknowledged, act.IsSurelyRefused, act.Id) = (true, false, (done.Answer as FiledEvidence)?.Id);
                return;
            }
            if (outcome?.Refusal is { Code: not (RefusalCode.Busy or RefusalCode.StorageFull) } refusal)
            {
                act.Refused = refusal.Code;
                return;
            }
            act.IsSurelyRefused = false;
            if (Random.Next(5) == 0)
                return;
        }
    }
}

/// <summary>Something that somebody wants done, sent once or several times.</summary>
/// <param name="Mark">The content of an item; the reason of a withdrawal.</param>
internal sealed record KeepingAct(string Event, string Unit, string Mark, EvidenceOwner Owner)
{
    public bool IsAcknowledged { get; set; }

    /// <summary>The number of the item in the answer.</summary>
    public string? Id { get; set; }

    /// <summary>Whether every answer said that nothing was stored.</summary>
    public bool IsSurelyRefused { get; set; } = true;

    public RefusalCode? Refused { get; set; }

    public override string ToString() => $"{Event} {Unit} {Owner} {Mark}: {(IsAcknowledged ? $"acknowledged {Id}" : IsSurelyRefused ? "refused" : "no answer")} {Refused}";
}
