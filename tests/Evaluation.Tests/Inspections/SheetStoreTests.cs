using Evaluation.Documents;
using Evaluation.Embedded.Documents;
using Evaluation.Gateway.Inspections;
using Evaluation.Units.Inspections;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Inspections;

/// <summary>Five inspectors with two devices each save at once, and send every edit twice.</summary>
public sealed class SheetStoreTests : IDisposable
{
    private const int Inspectors = 5;
    private const int Edits = 12;

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public Task Nothing_is_lost_with_the_memory_store() => AssertNothingIsLostAsync(new MemoryDocumentStore(_clock));

    [Fact]
    public async Task Nothing_is_lost_with_the_SQLite_store()
    {
        using var store = SqliteDocumentStore.Open(_folder.FullName, _clock);
        await AssertNothingIsLostAsync(store);
    }

    [Fact]
    public async Task A_sheet_with_too_many_conflicting_versions_takes_no_further_one_until_they_are_resolved()
    {
        var store = new SheetStore(new MemoryDocumentStore(_clock), _clock);
        for (var edit = 0; edit < Limits.SheetHeads; edit++)
            await SaveAsync(store, "wang", [], edit);
        Assert.Equal(RefusalCode.TooManyEntries, (await MergeAsync(store, "wang", [], 100)).Refusal?.Code);
        var heads = (await ReadAsync(store, "wang")).Heads.Select(head => head.Version).ToArray();
        Assert.Equal(Limits.SheetHeads, heads.Length);
        Assert.Single((await SaveAsync(store, "wang", heads, 100)).Heads);
    }

    /// <summary>Each device names its own last version only, so the last edits of both devices must stand beside each other.</summary>
    private async Task AssertNothingIsLostAsync(IDocumentStore documents)
    {
        var store = new SheetStore(documents, _clock);
        await Task.WhenAll(
            from inspector in Enumerable.Range(0, Inspectors)
            from device in Enumerable.Range(0, 2)
            select Task.Run(() => WriteAsync(store, $"inspector-{inspector}", device)));
        for (var inspector = 0; inspector < Inspectors; inspector++)
        {
            var draft = await ReadAsync(store, $"inspector-{inspector}");
            Assert.Equal([Edits, 100 + Edits], draft.Heads.Select(head => head.Content.Points["visit"]!.Value).Order());
            Assert.Equal(2 * Edits, draft.Last);
        }
    }

    private static async Task WriteAsync(SheetStore store, string inspector, int device)
    {
        long[] seen = [];
        for (var edit = 1; edit <= Edits; edit++)
        {
            var points = (100 * device) + edit;
            var saved = await SaveAsync(store, inspector, seen, points);
            await SaveAsync(store, inspector, seen, points);
            seen = [saved.Heads.Single(head => head.Content.Points["visit"] == points).Version];
        }
    }

    private static async Task<SheetDraft> ReadAsync(SheetStore store, string inspector) => (await store.FindAsync("r", "u1", inspector, null, default)).Answer;

    private static async Task<SheetDraft> SaveAsync(SheetStore store, string inspector, long[] basedOn, decimal points) => (await MergeAsync(store, inspector, basedOn, points)).Answer;

    private static ValueTask<Outcome<SheetDraft>> MergeAsync(SheetStore store, string inspector, long[] basedOn, decimal points) => store.MergeAsync(
        "r", "u1", inspector, null, new(basedOn, new(new Dictionary<string, decimal?> { ["visit"] = points }), File: false), (_, _) => null, default);
}
