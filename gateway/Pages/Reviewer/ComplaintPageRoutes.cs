using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>The page of a complaint: assign it, release a text to the unit, answer and close it.</summary>
internal static class ComplaintPageRoutes
{
    public static void MapComplaintPages(this IEndpointRouteBuilder pages)
    {
        var complaint = pages.MapGroup("/reviews/complaints/{id}").RequireRoleAnywhere(ComplaintUseCases.Officials);
        complaint.MapGet("", (string id, HttpContext context, ComplaintUseCases complaints) => ShowAsync(id, context, complaints));
        complaint.MapPost("", ActAsync);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext context, ComplaintUseCases complaints, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await complaints.ReadAsync(id, context.CallerAccount);
        return found.ToResult(shown => PageResults.Show<ComplaintPage>(new { Complaint = shown.View, Version = shown.Version ?? 0, Refusal = why, Form = form }, PageResults.Status(why)));
    }

    /// <summary>Does what the pressed button says.</summary>
    private static async Task<IResult> ActAsync(string id, HttpContext context, ComplaintUseCases complaints)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(id, context, complaints, form: form);
        var caller = context.CallerAccount;
        var done = form["act"].ToString() switch
        {
            "assign" => await Read(ComplaintAssignment.Read, new() { ["to"] = Text("to") }).ThenAsync(body => complaints.AssignAsync(id, body.To, caller)),
            "release" => await Read(ComplaintRelease.Read, new() { ["text"] = Text("released") }).ThenAsync(body => complaints.ReleaseAsync(id, body.Text, form.BasedOn(), caller)),
            "answer" => await Read(NewComplaintAnswer.Read, new() { ["text"] = Text("answer"), ["upheld"] = form["upheld"].ToString() switch { "yes" => true, "no" => false, _ => default(bool?) } })
                .ThenAsync(body => complaints.AnswerAsync(id, body, form.BasedOn(), caller)),
            "close" => await Read(ComplaintClosing.Read, new() { ["note"] = Text("note") }).ThenAsync(body => complaints.CloseAsync(id, body.Note, caller)),
            _ => new Refusal(RefusalCode.BadRequest, "The form names no act."),
        };
        return done.IsRefused(out var refusal) ? await ShowAsync(id, context, complaints, refusal, form) : TypedResults.LocalRedirect($"/reviews/complaints/{id}");

        string Text(string name) => form[name].ToString().Trim().ReplaceLineEndings("\n");

        static Outcome<T> Read<T>(Func<System.Text.Json.JsonElement, Evaluation.Kernel.Reading.FaultList, T> read, Dictionary<string, object?> fields)
            where T : class => FormBody.Read(read, RefusalCode.BadRequest, fields);
    }

    private static async ValueTask<Outcome<VersionedComplaint>> ThenAsync<T>(this Outcome<T> read, Func<T, ValueTask<Outcome<VersionedComplaint>>> act) =>
        read.IsRefused(out var refusal) ? refusal : await act(read.Answer);
}
