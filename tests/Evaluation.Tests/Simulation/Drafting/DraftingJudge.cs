using Evaluation.Tests.Simulation.Assessing;
using Evaluation.Units;

namespace Evaluation.Tests.Simulation.Drafting;

/// <summary>Compares what was answered with what is stored at the end: no edit is lost, and no version has two contents.</summary>
internal static class DraftingJudge
{
    public static async Task EverythingAsync(DraftingWorld world)
    {
        Assert.Empty(world.Bugs);
        var story = (await AssessingStory.ReadAllAsync(world.Journal)).GetValueOrDefault(UnitGrain.Ref(DraftingWorld.Rules.Id, DraftingWorld.Unit).Stream, []);
        await SelfAssessmentAsync(world, story);
        foreach (var inspector in (string[])["wang", "zhao"])
            await SheetAsync(world, story, inspector);
    }

    private static async Task SelfAssessmentAsync(DraftingWorld world, List<Happening> story)
    {
        var edits = world.Edits.Where(edit => edit.Of == "self").ToList();
        var filings = story.Where(happened => happened.Event == "self-assessment-filed").Select(happened => (Version: (long)happened.Number("version"), Mark: happened.Mark!)).ToList();
        Dictionary<long, string> contents = [];
        foreach (var (version, mark) in world.Seen.Select(seen => (seen.Version, seen.Mark)).Concat(filings))
        {
            Assert.True(contents.TryAdd(version, mark) || contents[version] == mark, $"Version {version} is {contents[version]} and {mark}");
            Assert.True(edits.Exists(edit => edit.Mark == mark && !edit.IsSurelyRefused), $"Nobody saved {mark}, or all who did were refused");
        }
        Assert.Equal(filings.Select(filing => filing.Version).Distinct().Order(), filings.Select(filing => filing.Version));

        // An edit replaces what it has seen, or what was there when it did not ask for a version.
        foreach (var edit in edits.Where(edit => edit is { Version: not null, BasedOn: not null }))
            foreach (var other in edits.Where(other => other.Version > edit.BasedOn![0] && other.Version < edit.Version))
                Assert.Fail($"{edit.Mark} is version {edit.Version} on {edit.BasedOn![0]} and replaces {other.Mark}, version {other.Version}, without having seen it");

        if (edits.TrueForAll(edit => edit.Version is null))
            return;
        var standing = await world.ReadAsync(process => process.Reading.ReadAsync(DraftingWorld.Rules.Id, DraftingWorld.Unit, null, DraftingWorld.Clerk));
        var newest = Math.Max(standing.Version, standing.NewerDraft ?? 0);
        Assert.True(newest >= world.Seen.Max(seen => seen.Version), $"Version {newest} is the newest, and {world.Seen.Max(seen => seen.Version)} was answered");
        Assert.True(!contents.TryGetValue(standing.Version, out var known) || known == standing.Report, $"Version {standing.Version} was {known} and is {standing.Report}");
        if (standing.State == "filed")
            Assert.Equal(filings[^1], (standing.Version, standing.Report!));
    }

    private static async Task SheetAsync(DraftingWorld world, List<Happening> story, string inspector)
    {
        var edits = world.Edits.Where(edit => edit.Of == inspector).ToList();
        foreach (var filed in story.Where(happened => happened.Event == "sheet-filed" && happened.By == inspector))
            Assert.True(edits.Exists(edit => edit.Mark == filed.Mark && !edit.IsSurelyRefused), $"Nobody sent {filed}");
        var read = await world.ReadAsync(process => process.Sheets.ReadAsync(DraftingWorld.Rules.Id, DraftingWorld.Unit, DraftingWorld.Inspector(inspector), default));
        var heads = read.Sheets.FirstOrDefault(sheet => sheet.Inspector == inspector)?.Heads ?? [];
        foreach (var edit in edits.Where(edit => edit.Version is not null))
            Assert.True(
                heads.Any(head => head.Note == edit.Mark) || edits.Exists(later => !later.IsSurelyRefused && later.BasedOn!.Contains(edit.Version!.Value)),
                $"{edit.Mark}, version {edit.Version}, is lost: {string.Join(", ", heads.Select(head => $"{head.Version} {head.Note}"))}");
        Assert.Equal(heads.Select(head => head.Version).Distinct().Order(), heads.Select(head => head.Version));
    }
}
