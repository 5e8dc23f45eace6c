using Evaluation.Complaints;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Reviewer.Complaints;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>
/// The complaints for officials, and the page of one: assign it, release a text to the unit, answer and close it, make a finding of it,
/// reject it as abuse and take that back.
/// </summary>
internal static class ComplaintPageRoutes
{
    public static void MapComplaintPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/reviews/complaints", ListAsync).RequireRoleAnywhere(ComplaintUseCases.Officials);
        var complaint = pages.MapGroup("/reviews/complaints/{id}").RequireRoleAnywhere(ComplaintUseCases.Officials);
        complaint.MapGet("", (string id, HttpContext context, ComplaintDesk desk) => ShowAsync(id, context, desk));
        complaint.MapPost("", ActAsync);
    }

    private static async Task<IResult> ListAsync(string? state, string? after, HttpContext context, ComplaintDesk desk)
    {
        ComplaintState? asked = Enum.TryParse<ComplaintState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        var listed = await desk.ListAsync(asked, after, context.CallerAccount, PageRequest.Of(context));
        return listed.ToResult(found => PageResults.Show<ComplaintListPage>(new { Complaints = found.Page.Items, found.Units, State = asked, found.Page.Next }));
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext context, ComplaintDesk desk, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await desk.FindAsync(id, context.CallerAccount, PageRequest.Of(context));
        return found.ToResult(shown => Page(shown, why, form));
    }

    private static RazorComponentResult Page(ShownComplaint shown, Refusal? why, IFormCollection? form, DayDoubts? doubts = null) => PageResults.Show<ComplaintPage>(
        new { Shown = shown, Refusal = why, Form = form, Doubts = doubts }, doubts is null ? PageResults.Status(why) : StatusCodes.Status400BadRequest);

    /// <summary>Does what the pressed button says.</summary>
    private static async Task<IResult> ActAsync(string id, HttpContext context, ComplaintDesk desk, ComplaintUseCases complaints)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(id, context, desk, form: form);
        var caller = context.CallerAccount;
        if (form["act"] == "finding")
        {
            var found = await desk.FindAsync(id, caller, PageRequest.Of(context));
            if (found.Refusal is null && DayDoubts.OfDue(form, "unit.dueDay", found.Answer.Rules.Period, Text("dueOn")) is { } doubts)
                return Page(found.Answer, null, form, doubts);
        }
        var done = form["act"].ToString() switch
        {
            "assign" => await Read(ComplaintAssignment.Read, new() { ["to"] = Text("to") }).ThenAsync(body => complaints.AssignAsync(id, body.To, caller)),
            "release" => await Read(ComplaintRelease.Read, new() { ["text"] = Text("released") }).ThenAsync(body => complaints.ReleaseAsync(id, body.Text, form.BasedOn(), caller)),
            "answer" => await Read(NewComplaintAnswer.Read, new() { ["text"] = Text("answer"), ["upheld"] = form["upheld"].ToString() switch { "yes" => true, "no" => false, _ => default(bool?) } })
                .ThenAsync(body => complaints.AnswerAsync(id, body, form.BasedOn(), caller)),
            "close" => await Read(ComplaintClosing.Read, new() { ["note"] = Text("note") }).ThenAsync(body => complaints.CloseAsync(id, body.Note, caller)),
            "finding" => await Read(NewFinding.Read, new() { ["text"] = Text("finding"), ["dueOn"] = Text("dueOn"), ["criterion"] = Text("criterion"), ["notice"] = form["notice"].Contains("true") ? true : null })
                .ThenAsync(body => complaints.MakeFindingAsync(id, null, body, caller)),
            "reject" => await Read(GivenReason.Read, new() { ["reason"] = Text("reason") }).ThenAsync(body => complaints.RejectAsync(id, body.Reason, caller)),
            "restore" => await Read(GivenReason.Read, new() { ["reason"] = Text("reason") }).ThenAsync(body => complaints.RestoreAsync(id, body.Reason, caller)),
            _ => new Refusal(RefusalCode.BadRequest, "The form names no act."),
        };
        return done.IsRefused(out var refusal) ? await ShowAsync(id, context, desk, refusal, form) : TypedResults.LocalRedirect($"/reviews/complaints/{id}");

        string Text(string name) => form[name].ToString().Trim().ReplaceLineEndings("\n");

        static Outcome<T> Read<T>(Func<System.Text.Json.JsonElement, Evaluation.Kernel.Reading.FaultList, T> read, Dictionary<string, object?> fields)
            where T : class => FormBody.Read(read, RefusalCode.BadRequest, fields);
    }

    private static async ValueTask<Outcome<VersionedComplaint>> ThenAsync<T>(this Outcome<T> read, Func<T, ValueTask<Outcome<VersionedComplaint>>> act) =>
        read.IsRefused(out var refusal) ? refusal : await act(read.Answer);
}
