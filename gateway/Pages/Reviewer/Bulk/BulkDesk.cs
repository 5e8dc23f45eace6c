using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Supervision;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Reviewer.Bulk;

/// <summary>
/// Acts on several matters of one kind. Each one is done, or refused, for itself. Only matters that the inbox offers to the account are
/// taken, so the role in the round has been checked.
/// </summary>
internal sealed class BulkDesk(Inbox inbox, SupervisionUseCases supervision, FindingUseCases findings, ComplaintUseCases complaints)
{
    /// <summary>The kinds with an act on several, beside claims, and its words in the order of the buttons.</summary>
    public static readonly IReadOnlyDictionary<MatterKind, string[]> Acts = new Dictionary<MatterKind, string[]>
    {
        [MatterKind.Adjustment] = [Approve, Reject],
        [MatterKind.Finding] = [Close],
        [MatterKind.Complaint] = [Reject],
    };

    public const string Approve = "approve", Reject = "reject", Close = "close";

    /// <summary>The selected matters as the inbox has them now; one that is decided or not the account's is gone.</summary>
    public async ValueTask<Outcome<IReadOnlyList<BulkLine>>> ReadAsync(MatterKind kind, IReadOnlyList<string> ticks, StaffAccount caller, PageRequest request, CancellationToken cancel)
    {
        var found = await inbox.FindAsync(new InboxQuery(kind, "", "", "", "", false), caller, request, cancel);
        if (found.IsRefused(out var refusal))
            return refusal;
        var open = found.Answer.Matters.Where(matter => matter.Kind == kind && matter.Tick is not null).ToDictionary(matter => matter.Tick!, StringComparer.Ordinal);
        return ticks.Select(tick => new BulkLine(tick, open.GetValueOrDefault(tick), null)).ToArray();
    }

    /// <summary>Does the act on each of the selected matters.</summary>
    /// <param name="reason">For every one of them; an approval stores none.</param>
    public async ValueTask<Outcome<IReadOnlyList<BulkLine>>> ActAsync(
        MatterKind kind, string act, IReadOnlyList<string> ticks, string reason, StaffAccount caller, PageRequest request, CancellationToken cancel)
    {
        var read = await ReadAsync(kind, ticks, caller, request, cancel);
        if (read.IsRefused(out var refusal))
            return refusal;
        var done = new List<BulkLine>();
        foreach (var line in read.Answer)
            done.Add(line.Matter is null || BulkItem.Read(line.Tick) is not { } item ? line : line with { Refusal = await OneAsync(kind, act, item, reason, caller) });
        return done;
    }

    private async ValueTask<Refusal?> OneAsync(MatterKind kind, string act, BulkItem item, string reason, StaffAccount caller) => (kind, act) switch
    {
        (MatterKind.Adjustment, Approve) => (await supervision.ApproveAsync(item.Round, item.Unit, item.Id, caller)).Refusal,
        (MatterKind.Adjustment, Reject) => (await supervision.RejectAsync(item.Round, item.Unit, item.Id, reason, caller)).Refusal,
        (MatterKind.Finding, Close) => (await findings.CloseAsync(item.Round, item.Unit, item.Id, reason, caller)).Refusal,
        (MatterKind.Complaint, Reject) => (await complaints.RejectAsync(item.Id, reason, caller)).Refusal,
        _ => new Refusal(RefusalCode.BadRequest, "The form names no act."),
    };
}

/// <summary>A selected matter, as it is or as it was done.</summary>
/// <param name="Matter">Null for one that is not open any more, or not for this account.</param>
/// <param name="Refusal">Why it was not done; null if it was, or before.</param>
public sealed record BulkLine(string Tick, Matter? Matter, Refusal? Refusal)
{
    public bool IsDone => Matter is not null && Refusal is null;
}
