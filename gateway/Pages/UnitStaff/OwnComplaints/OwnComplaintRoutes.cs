using Evaluation.Complaints;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;

namespace Evaluation.Gateway.Pages.UnitStaff.OwnComplaints;

/// <summary>
/// The complaints about a unit that were released to it: the released text and the state, never who complained or what was answered.
/// </summary>
internal static class OwnComplaintRoutes
{
    /// <summary>Complaints of a page.</summary>
    private const int PerPage = 25;

    private static readonly Refusal NoSuchComplaint = new(RefusalCode.NoSuchComplaint, "There is no such complaint, or it cannot be read with this.");

    public static void MapOwnComplaints(this IEndpointRouteBuilder unit)
    {
        unit.MapGet("/complaints", ListAsync);
        unit.MapGet("/complaints/{id}", ReadAsync);
    }

    private static async Task<IResult> ListAsync(string round, string unit, string? after, HttpContext context, UnitDesk desk, ComplaintUseCases complaints)
    {
        var own = await desk.OwnAsync(round, unit, context.CallerAccount);
        if (own.IsRefused(out var refusal))
            return refusal.ToResult();
        var listed = await complaints.ListAsync(unit, round, new(null, null, new(PerPage, after)), context.CallerAccount);
        return listed.ToResult(page => PageResults.Show<OwnComplaintsPage>(new { Round = own.Answer.View, own.Answer.Rules, own.Answer.Unit, Complaints = page.Items, page.Next, IsFirst = after is null }));
    }

    private static async Task<IResult> ReadAsync(string round, string unit, string id, HttpContext context, UnitDesk desk, ComplaintUseCases complaints, ComplaintRounds rounds)
    {
        var own = await desk.OwnAsync(round, unit, context.CallerAccount);
        if (own.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = await complaints.ReadAsync(id, context.CallerAccount);
        var units = await rounds.ReadAsync();
        if (read.IsRefused(out refusal) || units.IsRefused(out refusal))
            return refusal.ToResult();
        // An account of several units reads each complaint below its own unit only.
        var complaint = read.Answer.View;
        return units.Answer.LineOf(new ComplaintUnit(round, unit)).Contains((complaint.Round!, complaint.Unit))
            ? PageResults.Show<OwnComplaintPage>(new { Round = own.Answer.View, own.Answer.Rules, own.Answer.Unit, Complaint = complaint })
            : NoSuchComplaint.ToResult();
    }
}
