using Evaluation.Assessment;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Pages.Administrator.Objections.Corrections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

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
        objections.MapPost("/{id}/resolve", ResolveAsync).RequireRole(Officials).TakesForms(Limits.AnswerBytes);
        objections.MapPost("/{id}/approve", ApproveAsync).RequireRole(Officials);
    }

    private static async Task<IResult> ListAsync(string round, HttpContext context, IEngine engine, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var list = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjections());
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
        var filed = await engine.SendAsync(RoundGrain.Ref(round), new FileObjection(
            objection.Unit, objection.About, objection.Text, null, objection.OnBehalfOf, clock.GetUtcNow(), context.CallerName));
        if (filed.IsRefused(out refusal))
            return await ListAsync(round, context, engine, refusal, form);
        views.Forget(round);
        return TypedResults.LocalRedirect($"/manage/rounds/{round}/objections/{filed.Answer.Id}");

        string Text(string name) => form[name].ToString().Trim().ReplaceLineEndings("\n");
    }

    /// <param name="answer">The answer that is being written.</param>
    /// <param name="isChecked">It makes sense, and is shown in words before it is proposed.</param>
    private static async Task<IResult> ShowAsync(
        string round, string id, HttpContext context, IEngine engine, Refusal? why = null, AnswerForm? answer = null, IReadOnlyList<LedgerChange>? isChecked = null)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (staff.IsRefused(out refusal))
            return refusal.ToResult();
        var objection = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjection(id));
        if (objection.IsRefused(out refusal))
            return refusal.ToResult();
        var fields = await FieldsAsync(found.Answer.Rules, objection.Answer.Unit, context, engine);
        return fields.ToResult(known => PageResults.Show<ObjectionPage>(
            new
            {
                Round = found.Answer.View,
                found.Answer.Rules,
                Ticket = Ticket.Of(objection.Answer, TicketReader.Staff, found.Answer.View.TimeZone),
                Reviewers = staff.Answer.Accounts.Values.Where(account => Access.Has(account, round, Role.Reviewer)).Select(account => account.Name).Order(StringComparer.Ordinal).ToArray(),
                MayAct = MayAct(context, round),
                Refusal = why,
                Form = answer ?? AnswerForm.Empty,
                Fields = known,
                Checked = isChecked,
            },
            why is null ? StatusCodes.Status200OK : RefusalTable.Status(why.Code)));
    }

    private static async Task<IResult> AssignAsync(string round, string id, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var assigned = await ObjectionRoutes.AssignToAsync(round, id, form["to"].ToString(), context.CallerName, engine, clock);
        return await DoneAsync(assigned, round, id, context, engine);
    }

    /// <summary>Adds a correction to the form or takes one away, shows the answer in words, goes back to it, or proposes it: what the button says.</summary>
    private static async Task<IResult> ResolveAsync(string round, string id, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var posted = await context.Request.ReadFormAsync(context.RequestAborted);
        var form = AnswerForm.Read(posted);
        var act = posted["act"].ToString().Split(' ', 2);
        if (act[0] == "edit")
            return await ShowAsync(round, id, context, engine, answer: form);
        if (act[0] == "remove" && int.TryParse(act[^1], out var index))
            return await ShowAsync(round, id, context, engine, answer: form.Without(index));
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var objection = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjection(id));
        if (objection.IsRefused(out refusal))
            return refusal.ToResult();
        var fields = await FieldsAsync(found.Answer.Rules, objection.Answer.Unit, context, engine);
        if (fields.IsRefused(out refusal))
            return refusal.ToResult();
        if (act[0] == "add")
        {
            var target = CorrectionTargets.Of(fields.Answer, Visit.Of(context).Texts).SelectMany(heading => heading.Targets).FirstOrDefault(known => known.Value == posted["target"]);
            return await ShowAsync(round, id, context, engine, answer: target is null ? form : form.With(target));
        }
        var read = form.Read(fields.Answer);
        if (read.IsRefused(out refusal))
            return await ShowAsync(round, id, context, engine, refusal, form);
        var (decision, text, corrections) = read.Answer;
        var sent = await engine.SendAsync(
            RoundGrain.Ref(round),
            act[0] == "propose" ? new ProposeAnswer(id, decision, text, corrections, clock.GetUtcNow(), context.CallerName) : (IRequest<Round, Objection>)new ViewAnswerCheck(id, decision, corrections, context.CallerName));
        if (sent.IsRefused(out refusal))
            return await ShowAsync(round, id, context, engine, refusal, form);
        return act[0] == "propose"
            ? TypedResults.LocalRedirect($"/manage/rounds/{round}/objections/{id}")
            : await ShowAsync(round, id, context, engine, answer: form, isChecked: corrections);
    }

    private static async Task<IResult> ApproveAsync(string round, string id, HttpContext context, IEngine engine, RoundClerk clerk, RoundViews views, Timekeeper timekeeper)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!int.TryParse(form["proposal"], out var proposal))
            return await ShowAsync(round, id, context, engine, new Refusal(RefusalCode.BadRequest, "proposal is a whole number."));
        var answered = await clerk.ApproveAsync(round, id, proposal, context.CallerName);
        // Whatever became of it: the answer may stand and its version may be due.
        views.Forget(round);
        timekeeper.Watch(round);
        return await DoneAsync(answered, round, id, context, engine);
    }

    private static async Task<IResult> DoneAsync(Outcome<Objection> outcome, string round, string id, HttpContext context, IEngine engine) =>
        outcome.IsRefused(out var refusal) ? await ShowAsync(round, id, context, engine, refusal) : TypedResults.LocalRedirect($"/manage/rounds/{round}/objections/{id}");

    /// <summary>The fields of corrections of a unit, from the ledger that the newest version was made of: that is what an upheld objection corrects.</summary>
    private static async ValueTask<Outcome<CorrectionFields>> FieldsAsync(RoundRules rules, string unit, HttpContext context, IEngine engine)
    {
        var newest = await engine.SendAsync(RoundGrain.Ref(rules.Id), new ViewVersion(null));
        return newest.IsRefused(out var refusal) ? refusal : new CorrectionFields(rules, newest.Answer.Ledgers.GetValueOrDefault(unit, UnitLedger.Empty), Visit.Of(context));
    }

    private static bool MayAct(HttpContext context, string round) => Access.Has(Visit.Of(context).Account, round, Officials);
}
