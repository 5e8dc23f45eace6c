using Evaluation.Complaints;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public.Complaints;

/// <summary>
/// Anybody files a complaint about a unit, with or without a name, and looks up what became of it with the code of the receipt.
/// </summary>
internal static class PublicComplaintRoutes
{
    private const string Address = "/complaints", Progress = "/complaints/progress";

    public static void MapPublicComplaints(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, FormAsync);
        pages.MapPost(Address, FileAsync);
        pages.MapGet(Progress, AskAsync);
        pages.MapPost(Progress, ReadAsync);
    }

    private static async Task<IResult> FormAsync(string? unit, string? round, HttpContext context, ComplaintUnits units, PublicRounds rounds, CancellationToken cancel)
    {
        var chosen = unit is null || round is null ? default(ComplaintUnitChoice) : await units.FindAsync(round, unit, cancel);
        if (chosen.IsRefused(out var refusal))
            return refusal.ToResult();
        var name = PageRequest.Of(context).In(chosen.Answer?.Label);
        return await ShowFormAsync(new TypedComplaint { Name = name, NameBefore = name, Chosen = chosen.Answer?.Value }.WithKey(), [], null, null, rounds, cancel);
    }

    private static async Task<IResult> ShowFormAsync(
        TypedComplaint typed, IReadOnlyList<ComplaintUnitChoice> choices, string? unitFault, Refusal? why, PublicRounds rounds, CancellationToken cancel)
    {
        var organiser = await rounds.OrganiserAsync(cancel);
        return organiser.ToResult(known => PageResults.Show<ComplaintFormPage>(
            new { Typed = typed, Choices = choices, UnitFault = unitFault, Refusal = why, Organiser = known }, unitFault is null ? PageResults.Status(why) : StatusCodes.Status400BadRequest));
    }

    private static async Task<IResult> FileAsync(HttpContext context, ComplaintUnits units, ComplaintUseCases complaints, PublicRounds rounds)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = TypedComplaint.Of(form);
        var found = await ChoicesAsync(typed, units, context.RequestAborted);
        if (found.IsRefused(out var why))
            return why.ToResult();
        var choices = found.Answer;
        var only = choices is [var one] ? one : null;
        typed = typed with { NameBefore = typed.Name, Chosen = only?.Value };
        var body = FormBody.Read(NewComplaint.Read, RefusalCode.BadRequest, new() { ["unit"] = only?.Unit ?? "-", ["round"] = only?.Round, ["text"] = typed.Text, ["contact"] = typed.Contact });
        if (body.IsRefused(out why) || only is null)
        {
            var isTooMany = choices.Count > ComplaintUnits.ChoicesMax;
            var fault = only is not null ? null : typed.Name.Length == 0 ? "missing" : choices.Count == 0 ? "none" : isTooMany ? "many" : "several";
            return await ShowFormAsync(typed, isTooMany || only is not null ? [] : choices, fault, why, rounds, context.RequestAborted);
        }
        // A person who complains has no name, as at the API.
        var key = IdempotencyKey.OfForm(context, form, body.Answer, Complaint.Public);
        var received = await complaints.ReceiveAsync(body.Answer, typed.Key, key, null, context.Connection.RemoteIpAddress);
        if (received.IsRefused(out why))
            return await ShowFormAsync(why.Code == RefusalCode.KeyReused ? typed.WithKey() : typed, [], null, why, rounds, context.RequestAborted);
        var organiser = await rounds.OrganiserAsync(context.RequestAborted);
        return organiser.ToResult(known => PageResults.Show<ComplaintReceiptPage>(new { Receipt = received.Answer, Unit = only, Organiser = known }, StatusCodes.Status201Created));
    }

    /// <summary>The units that the form can mean: the chosen one, unless another name was typed since.</summary>
    private static async ValueTask<Outcome<IReadOnlyList<ComplaintUnitChoice>>> ChoicesAsync(TypedComplaint typed, ComplaintUnits units, CancellationToken cancel)
    {
        if (typed.Name.Length > 0 && typed.Name == typed.NameBefore && typed.Chosen?.Split('/') is [var round, var unit])
            return (await units.FindAsync(round, unit, cancel)).Select(known => (IReadOnlyList<ComplaintUnitChoice>)(known is null ? [] : [known]));
        return typed.Name.Length == 0 ? Array.Empty<ComplaintUnitChoice>() : await units.NamedAsync(typed.Name, cancel);
    }

    private static async Task<IResult> AskAsync(PublicRounds rounds, CancellationToken cancel) => await ProgressAsync("", null, null, null, rounds, cancel);

    private static async Task<IResult> ReadAsync(HttpContext context, ComplaintUnits units, ComplaintUseCases complaints, PublicRounds rounds)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var code = form["code"].ToString();
        // A text that is no code is refused, and counted, as a wrong one.
        var read = ComplaintCode.TryParse(code, out var id, out var secret)
            ? await complaints.ReadOwnAsync(id, secret, context.Connection.RemoteIpAddress)
            : await complaints.ReadOwnAsync("", "", context.Connection.RemoteIpAddress);
        if (read.IsRefused(out var why))
            return await ProgressAsync(code, null, null, why, rounds, context.RequestAborted);
        var named = await units.NamedAsync(read.Answer.Unit, context.RequestAborted);
        return named.IsRefused(out why)
            ? why.ToResult()
            : await ProgressAsync(code, read.Answer, named.Answer.FirstOrDefault(unit => unit.Unit == read.Answer.Unit)?.Label, null, rounds, context.RequestAborted);
    }

    private static async Task<IResult> ProgressAsync(string code, ComplaintView? complaint, LocalText? unit, Refusal? why, PublicRounds rounds, CancellationToken cancel)
    {
        var organiser = await rounds.OrganiserAsync(cancel);
        return organiser.ToResult(known => PageResults.Show<ComplaintProgressPage>(
            new { Code = code, Complaint = complaint, Unit = unit, Refusal = why, Organiser = known }, PageResults.Status(why)));
    }
}
