using System.Text.Json;
using Evaluation.Evidence;
using Evaluation.Gateway.Evidence.Types;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Gateway.Evidence;

/// <summary>Takes a unit's files: first the store has the file, then the unit's list has the item. What is acknowledged is in both.</summary>
public sealed class EvidenceDesk(IEngine engine, IEvidenceStore store, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _places = new(Limits.EvidenceAtOnce);

    /// <summary>Files that are being received at this moment.</summary>
    public int Receiving => Limits.EvidenceAtOnce - _places.CurrentCount;

    /// <summary>Files what the request brings. Looked at before the file is received, and again after: that may have taken minutes.</summary>
    /// <exception cref="EvidenceUnavailableException">The store did not take the file; nothing was filed.</exception>
    public async ValueTask<Outcome<(FiledEvidence Filed, string TimeZone)>> FileAsync(string round, string unit, HttpRequest request, string by)
    {
        var before = await MayFileAsync(round, unit);
        if (before.IsRefused(out var refusal))
            return refusal;
        if (!await _places.WaitAsync(TimeSpan.Zero))
            return Refusal.Busy;
        try
        {
            var received = await EvidenceForm.ReceiveAsync(request);
            if (received.IsRefused(out refusal))
                return refusal;
            await using var content = received.Answer.File.OpenReadStream();
            var item = await ItemAsync(received.Answer.Words, content, before.Answer, request.HttpContext.RequestAborted);
            if (item.IsRefused(out refusal))
                return refusal;
            await store.KeepAsync(item.Answer.Sha256, content, request.HttpContext.RequestAborted);
            var still = await MayFileAsync(round, unit);
            if (still.IsRefused(out refusal))
                return refusal;
            var filed = await engine.SendAsync(UnitGrain.Ref(round, unit), new FileEvidence(item.Answer, clock.GetUtcNow(), by));
            return filed.IsRefused(out refusal) ? refusal : (filed.Answer, still.Answer.TimeZone);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>A unit's evidence; refused for a unit that the round does not have.</summary>
    public async ValueTask<Outcome<(IReadOnlyList<FiledEvidence> Filed, string TimeZone)>> ListAsync(string round, string unit)
    {
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        if (EvidenceRule.RefuseUnit(rules.Answer, unit) is { } unknown)
            return unknown;
        var list = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewEvidence());
        return list.IsRefused(out refusal) ? refusal : (list.Answer.Filed, rules.Answer.TimeZone);
    }

    /// <summary>The content of an item: whoever reads it to its end got what was filed.</summary>
    /// <exception cref="EvidenceUnavailableException">The store did not answer.</exception>
    /// <exception cref="InvalidDataException">The store has lost the file.</exception>
    public async ValueTask<Stream> OpenAsync(EvidenceItem item, CancellationToken cancel) =>
        await store.OpenAsync(item.Sha256, cancel) is { } content
            ? new CheckedStream(content, item.Sha256)
            : throw new InvalidDataException($"The store of evidence has no file {item.Sha256}, which the journal names.");

    public void Dispose() => _places.Dispose();

    private async ValueTask<Outcome<RoundRules>> MayFileAsync(string round, string unit)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal;
        return EvidenceRule.RefuseNow(view.Answer.State, rules.Answer, unit) is { } notNow ? notNow : rules.Answer;
    }

    private async ValueTask<Outcome<EvidenceItem>> ItemAsync(JsonElement words, Stream content, RoundRules rules, CancellationToken cancel)
    {
        if (TypeDetector.Detect(content) is not { } type)
        {
            string[] taken = [.. FileType.All.Select(known => known.Extension)];
            return new Refusal(RefusalCode.UnknownFileType, $"By its content the file is none of {PlainText.QuotedList(taken)}; documents with macros are not taken either.", ("types", taken));
        }
        var faults = new FaultList();
        var item = EvidenceForm.Read(words, await ContentHash.OfAsync(content, cancel), content.Length, type.MediaType, faults);
        if (faults.Faults.Count == 0)
            EvidenceRule.Check(item, rules, DateOnly.FromDateTime(clock.GetUtcNow().In(rules.TimeZone).DateTime), faults);
        return faults.Faults.Count == 0 ? item : EvidenceForm.Refuse(faults.Faults);
    }
}
