using System.Text.Json;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Staff;
using Evaluation.Objections;
using Evaluation.Rounds;
using Evaluation.Seam;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Objections;

/// <summary>Objections as those see them who answer: intake on somebody's behalf, assignment, proposal, and approval by a second person.</summary>
internal static class ObjectionPageRoutes
{
    private static readonly Role[] Officials = [Role.Administrator, Role.Reviewer];
    private static readonly Role[] Readers = [.. Officials, Role.Auditor];

    public static void MapObjectionPages(this IEndpointRouteBuilder round)
    {
        var objections = round.MapGroup("/objections");
        objections.MapGet("", (string round, HttpContext context, IEngine engine) => ListAsync(round, context, engine)).RequireRole(Readers);
        objections.MapPost("", FileAsync).RequireRole(Officials);
        objections.MapGet("/{id}", (string round, string id, HttpContext context, IEngine engine) => ShowAsync(round, id, context, engine)).RequireRole(Readers);
        objections.MapPost("/{id}/assign", AssignAsync).RequireRole(Officials);
        objections.MapPost("/{id}/resolve", ResolveAsync).RequireRole(Officials);
        objections.MapPost("/{id}/approve", ApproveAsync).RequireRole(Officials);
    }

    private static async Task<IResult> ListAsync(string round, HttpContext context, IEngine engine, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var list = await engine.SendAsync(GrainId.Round(round), ViewObjections.Now);
        return list.ToResult(all => PageResults.Show<ObjectionListPage>(
            new
            {
                Round = found.Answer.View,
                found.Answer.Rules,
                Tickets = all.Objections.Select(objection => Ticket.Of(objection, TicketReader.Staff, found.Answer.View.TimeZone)).Reverse().ToArray(),
                MayFile = MayAct(context, round),
                Refusal = why,
                Form = form,
            },
            why is null ? StatusCodes.Status200OK : RefusalTable.Status(why.Code)));
    }

    private static async Task<IResult> FileAsync(string round, HttpContext context, IEngine engine, RoundViews views, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var read = FormBody.Read(NewObjection.Read, RefusalCode.BadRequest, new() { ["unit"] = Text("unit"), ["about"] = Text("about"), ["text"] = Text("text"), ["onBehalfOf"] = Text("onBehalfOf") });
        if (read.IsRefused(out var refusal))
            return await ListAsync(round, context, engine, refusal, form);
        var objection = read.Answer;
        if (ObjectionRoutes.RefuseToFile(objection, round, context.CallerAccount) is { } notTheirs)
            return await ListAsync(round, context, engine, notTheirs, form);
        var filed = await engine.SendAsync(GrainId.Round(round), new FileObjection(
            objection.Unit, objection.About, objection.Text, null, objection.OnBehalfOf, clock.GetUtcNow(), context.CallerName));
        if (filed.IsRefused(out refusal))
            return await ListAsync(round, context, engine, refusal, form);
        views.Forget(round);
        return TypedResults.LocalRedirect($"/manage/rounds/{round}/objections/{filed.Answer.Id}");

        string Text(string name) => form[name].ToString().Trim().ReplaceLineEndings("\n");
    }

    private static async Task<IResult> ShowAsync(string round, string id, HttpContext context, IEngine engine, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var staff = await engine.SendAsync(GrainId.Staff, ViewStaff.Now);
        if (staff.IsRefused(out refusal))
            return refusal.ToResult();
        var objection = await engine.SendAsync(GrainId.Round(round), new ViewObjection(id));
        return objection.ToResult(known => PageResults.Show<ObjectionPage>(
            new
            {
                Round = found.Answer.View,
                found.Answer.Rules,
                Ticket = Ticket.Of(known, TicketReader.Staff, found.Answer.View.TimeZone),
                Reviewers = staff.Answer.Accounts.Values.Where(account => Access.Has(account, round, Role.Reviewer)).Select(account => account.Name).Order(StringComparer.Ordinal).ToArray(),
                MayAct = MayAct(context, round),
                Refusal = why,
                Form = form,
            },
            why is null ? StatusCodes.Status200OK : RefusalTable.Status(why.Code)));
    }

    private static async Task<IResult> AssignAsync(string round, string id, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var assigned = await ObjectionRoutes.AssignToAsync(round, id, form["to"].ToString(), context.CallerName, engine, clock);
        return await DoneAsync(assigned, round, id, context, engine, form);
    }

    private static async Task<IResult> ResolveAsync(string round, string id, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var corrections = form["corrections"].ToString().Trim();
        JsonElement? changes = null;
        try
        {
            if (corrections.Length > 0)
                changes = JsonElement.Parse(corrections);
        }
        catch (JsonException)
        {
            return await ShowAsync(round, id, context, engine, new Refusal(RefusalCode.BadCorrection, "The corrections are not JSON as it should be."), form);
        }
        var read = FormBody.Read(
            Resolution.Read, RefusalCode.BadCorrection, new() { ["decision"] = form["decision"].ToString(), ["answer"] = form["answer"].ToString().Trim().ReplaceLineEndings("\n"), ["corrections"] = changes });
        if (read.IsRefused(out var refusal))
            return await ShowAsync(round, id, context, engine, refusal, form);
        var (decision, answer, ledger) = read.Answer;
        return await DoneAsync(
            await engine.SendAsync(GrainId.Round(round), new ProposeAnswer(id, decision, answer, ledger, clock.GetUtcNow(), context.CallerName)), round, id, context, engine, form);
    }

    private static async Task<IResult> ApproveAsync(string round, string id, HttpContext context, IEngine engine, RoundClerk clerk, RoundViews views, Timekeeper timekeeper)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!int.TryParse(form["proposal"], out var proposal))
            return await ShowAsync(round, id, context, engine, new Refusal(RefusalCode.BadRequest, "proposal is a whole number."), form);
        var answered = await clerk.ApproveAsync(round, id, proposal, context.CallerName);
        // Whatever became of it: the answer may stand and its version may be due.
        views.Forget(round);
        timekeeper.Watch(round);
        return await DoneAsync(answered, round, id, context, engine, form);
    }

    private static async Task<IResult> DoneAsync(Outcome<Objection> outcome, string round, string id, HttpContext context, IEngine engine, IFormCollection form) =>
        outcome.IsRefused(out var refusal) ? await ShowAsync(round, id, context, engine, refusal, form) : TypedResults.LocalRedirect($"/manage/rounds/{round}/objections/{id}");

    private static bool MayAct(HttpContext context, string round) => Access.Has(Visit.Of(context).Account, round, Officials);
}
