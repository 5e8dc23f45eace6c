using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Units.Inspections;

namespace Evaluation.Tests.Simulation.Drafting;

/// <summary>Somebody with one device, who sends again what was not answered.</summary>
internal abstract class DraftOfficial(DraftingWorld world)
{
    protected DraftingWorld World { get; } = world;

    protected static string Round => DraftingWorld.Rules.Id;

    public async Task WorkAsync()
    {
        for (var left = World.Random.Next(3, 9); left > 0; left--)
        {
            await World.PauseAsync();
            await ActAsync();
        }
    }

    protected abstract Task ActAsync();

    protected bool Chance(int of) => World.Random.Next(of) == 0;

    /// <summary>Sends until there is an answer or the person gives up. Null when there is none, or a refusal.</summary>
    protected async Task<TAnswer?> SendAsync<TAnswer>(Func<DraftingProcess, ValueTask<Outcome<TAnswer>>> send, DraftEdit? edit = null)
        where TAnswer : class
    {
        while (true)
        {
            var outcome = await World.AskAsync(send);
            var isKnown = outcome is { } known && known.Refusal?.Code is not (RefusalCode.Busy or RefusalCode.StorageFull);
            if (edit is not null && outcome?.Refusal is not { Code: not (RefusalCode.Busy or RefusalCode.StorageFull) })
                edit.IsSurelyRefused = false;
            if (isKnown)
                return outcome!.Value.Refusal is null ? outcome.Value.Answer : null;
            if (Chance(6))
                return null;
        }
    }

    protected void Note(SelfAssessmentView view) => World.Seen.Add(new(view.Version, view.Report!, view.State == "filed"));
}

/// <summary>A clerk of the unit at one of several devices: reads, saves on what was read, and files.</summary>
internal sealed class DraftClerk(DraftingWorld world) : DraftOfficial(world)
{
    private long _read;

    protected override async Task ActAsync()
    {
        switch (World.Random.Next(5))
        {
            case 0:
                if (await SendAsync(process => process.Reading.ReadAsync(Round, DraftingWorld.Unit, null, DraftingWorld.Clerk)) is { } read)
                    Keep(read);
                break;
            case 1 when _read > 0:
                if (await SendAsync(process => process.Assessments.FileAsync(Round, DraftingWorld.Unit, _read, DraftingWorld.Clerk)) is { } filed)
                    Keep(filed);
                break;
            default:
                await SaveAsync();
                break;
        }
    }

    private async Task SaveAsync()
    {
        long? basedOn = Chance(6) ? null : _read;
        var edit = new DraftEdit("self", World.NewMark(), basedOn is { } version ? [version] : null);
        World.Edits.Add(edit);
        SelfAssessmentItem[] items = [new("results", new ClaimedPoints(World.Random.Next(20)), "a reason"), new("safety", new ClaimedPoints(World.Random.Next(10)), "a reason")];
        var body = new SelfAssessmentEdit(basedOn, items, null, null, edit.Mark);
        if (await SendAsync(process => process.Assessments.SaveAsync(Round, DraftingWorld.Unit, body, null, DraftingWorld.Clerk, default), edit) is not { } saved)
            return;
        Assert.Equal(edit.Mark, saved.Report);
        edit.Version = saved.Version;
        Keep(saved);
    }

    private void Keep(SelfAssessmentView view)
    {
        _read = view.Version;
        Note(view);
    }
}

/// <summary>A reviewer who gives filed self-assessments back.</summary>
internal sealed class DraftReviewer(DraftingWorld world) : DraftOfficial(world)
{
    protected override Task ActAsync()
    {
        var reason = World.NewMark();
        return SendAsync(process => process.Assessments.ReopenAsync(Round, DraftingWorld.Unit, reason, DraftingWorld.Reviewer, default));
    }
}

/// <summary>An inspector at one of two devices: saves on the versions that this device has seen, and files.</summary>
internal sealed class SheetDevice(DraftingWorld world, string inspector) : DraftOfficial(world)
{
    private long[] _heads = [];

    protected override async Task ActAsync()
    {
        var edit = new DraftEdit(inspector, World.NewMark(), _heads);
        World.Edits.Add(edit);
        var content = new SheetContent(new Dictionary<string, decimal?> { ["results"] = World.Random.Next(21), ["safety"] = Chance(4) ? null : World.Random.Next(11) }, Note: edit.Mark);
        var body = new SheetEdit(_heads, content, File: Chance(3));
        var saved = await SendAsync(
            process => process.Sheets.SaveAsync(Round, DraftingWorld.Unit, inspector, (_, _) => new(body), DraftingWorld.Inspector(inspector), default), edit);
        // A colleague may have filed after the sheet was saved and before it was to be filed: then the filing alone is refused.
        if (body.File)
            edit.IsSurelyRefused = false;
        if (saved is null)
            return;
        // An edit that was stored by an earlier sending may have been replaced since.
        edit.Version = saved.Heads.FirstOrDefault(head => head.Note == edit.Mark)?.Version;
        _heads = [.. saved.Heads.Select(head => head.Version)];
    }
}
