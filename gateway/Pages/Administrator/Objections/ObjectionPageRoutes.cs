using Evaluation.Assessment;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Pages.Administrator.Objections.Corrections;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Figures;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Pages.Administrator.Objections;

/// <summary>The staff's pages of objections: filing on somebody's behalf, assignment, proposal, and approval by a second person.</summary>
internal static class ObjectionPageRoutes
{
    public static void MapObjectionPages(this IEndpointRouteBuilder round)
    {
        var objections = round.MapGroup("/objections");
        objections.MapGet("", (string round, HttpContext context, IEngine engine, ObjectionUseCases objections) => ListAsync(round, context, engine, objections))
            .RequireRole(ObjectionUseCases.Readers);
        objections.MapPost("", FileAsync).RequireRole(ObjectionUseCases.Officials);
        objections.MapGet("/{id}", (string round, string id, HttpContext context, IEngine engine, ObjectionUseCases objections) => ShowAsync(round, id, context, engine, objections))
            .RequireRole(ObjectionUseCases.Readers);
        objections.MapPost("/{id}/assign", AssignAsync).RequireRole(ObjectionUseCases.Officials);
        objections.MapPost("/{id}/resolve", ResolveAsync).RequireRole(ObjectionUseCases.Officials).TakesForms(Limits.AnswerBytes);
        objections.MapPost("/{id}/approve", ApproveAsync).RequireRole(ObjectionUseCases.Officials);
    }

    private static async Task<IResult> ListAsync(
        string round, HttpContext context, IEngine engine, ObjectionUseCases objections, Refusal? why = null, IFormCollection? form = null)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var staff = await context.RequestServices.GetRequiredService<StaffDirectory>().ListAsync();
        if (staff.IsRefused(out refusal))
            return refusal.ToResult();
        var choice = await ChoiceAsync(found.Answer.View, found.Answer.Rules, form, context, engine);
        if (choice.IsRefused(out refusal))
            return refusal.ToResult();
        var list = await objections.ListAsync(round, context.CallerAccount);
        return list.ToResult(tickets => PageResults.Show<ObjectionListPage>(
            new
            {
                Round = found.Answer.View,
                found.Answer.Rules,
                Tickets = tickets.Reverse().ToArray(),
                MayFile = MayAct(context, round),
                Staff = new StaffNames(staff.Answer),
                Refusal = why,
                Form = form,
                Choice = choice.Answer,
            },
            PageResults.Status(why)));
    }

    /// <summary>
    /// The figures of the unit that the form or the address names; null for none, and for one that the result does not have.
    /// </summary>
    private static async ValueTask<Outcome<FigureChoice?>> ChoiceAsync(RoundView round, RoundRules rules, IFormCollection? form, HttpContext context, IEngine engine)
    {
        var query = context.Request.Query;
        var unit = form?["unit"].ToString() ?? query["unit"].ToString();
        if (unit.Length == 0 || round.State != RoundState.Published)
            return default(FigureChoice);
        var result = await engine.SendAsync(RoundGrain.Ref(round.Id), new ViewResult(null));
        if (result.IsRefused(out var refusal))
            return refusal;
        return result.Answer.Classes.SelectMany(ranked => ranked.Units).FirstOrDefault(known => known.Unit == unit) is { } figures
            ? new FigureChoice(unit, FigureList.Of(rules, figures, PageRequest.Of(context)), query["figure"].ToString() is { Length: > 0 } figure ? figure : null)
            : default(FigureChoice);
    }

    private static async Task<IResult> FileAsync(string round, HttpContext context, IEngine engine, ObjectionUseCases objections)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ListAsync(round, context, engine, objections, form: form);
        var read = FormBody.Read(NewObjection.Read, RefusalCode.BadRequest, new() { ["unit"] = Text("unit"), ["about"] = Text("about"), ["text"] = Text("text"), ["onBehalfOf"] = Text("onBehalfOf") });
        if (read.IsRefused(out var refusal))
            return await ListAsync(round, context, engine, objections, refusal, form);
        var filed = await objections.FileAsync(round, read.Answer, context.CallerAccount);
        return filed.IsRefused(out refusal)
            ? await ListAsync(round, context, engine, objections, refusal, form)
            : TypedResults.LocalRedirect(Address(round, filed.Answer.Id));

        string Text(string name) => form[name].ToString().Trim().ReplaceLineEndings("\n");
    }

    /// <param name="answer">The answer that is being written; null for an empty form.</param>
    /// <param name="assignee">The assignment in a form that is shown again; null for the stored one.</param>
    /// <param name="isChecked">
    /// The checked corrections, shown in words before the answer is proposed; null while the form is edited.
    /// </param>
    private static async Task<IResult> ShowAsync(
        string round, string id, HttpContext context, IEngine engine, ObjectionUseCases objections,
        Refusal? why = null, AnswerForm? answer = null, IReadOnlyList<LedgerChange>? isChecked = null, AssignmentForm? assignee = null)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (staff.IsRefused(out refusal))
            return refusal.ToResult();
        var ticket = await objections.ReadAsync(round, id, context.CallerAccount);
        if (ticket.IsRefused(out refusal))
            return refusal.ToResult();
        var fields = await FieldsAsync(found.Answer.Rules, ticket.Answer.Unit, context, engine);
        return fields.ToResult(known => PageResults.Show<ObjectionPage>(
            new
            {
                Round = found.Answer.View,
                found.Answer.Rules,
                Ticket = ticket.Answer,
                Reviewers = staff.Answer.Accounts.Values.Where(account => Access.Has(account, round, Role.Reviewer)).Select(account => account.Name).Order(StringComparer.Ordinal).ToArray(),
                MayAct = MayAct(context, round),
                Staff = new StaffNames(staff.Answer.Accounts),
                Refusal = why,
                Form = (answer ?? AnswerForm.Empty) is { BasedOn: null } unbased ? unbased with { BasedOn = ticket.Answer.ProposalCount } : answer,
                Fields = known,
                Checked = isChecked,
                Assignee = assignee,
            },
            PageResults.Status(why)));
    }

    private static async Task<IResult> AssignAsync(string round, string id, HttpContext context, IEngine engine, ObjectionUseCases objections)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(round, id, context, engine, objections, assignee: AssignmentForm.Read(form));
        var assigned = await objections.AssignAsync(round, id, form["to"].ToString(), form.BasedOn(), context.CallerAccount);
        // The other assignment is shown above the form, which is then based on it.
        return assigned.IsRefused(out var refusal) && refusal.Code == RefusalCode.Stale
            ? await ShowAsync(round, id, context, engine, objections, refusal, assignee: AssignmentForm.Read(form) with { BasedOn = null })
            : await DoneAsync(assigned, round, id, context, engine, objections);
    }

    /// <summary>
    /// Does what the pressed button says: adds or removes a correction, checks the answer and shows it in words, edits it again, or
    /// proposes it.
    /// </summary>
    private static async Task<IResult> ResolveAsync(string round, string id, HttpContext context, IEngine engine, ObjectionUseCases objections)
    {
        var posted = await context.Request.ReadFormAsync(context.RequestAborted);
        var form = AnswerForm.Read(posted);
        var act = posted["act"].ToString().Split(' ', 2);
        if (act[0] is "edit" or CarriedForm.Resume)
            return await ShowAsync(round, id, context, engine, objections, answer: form);
        if (act[0] == "remove" && int.TryParse(act[^1], out var index))
            return await ShowAsync(round, id, context, engine, objections, answer: form.Without(index));
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var ticket = await objections.ReadAsync(round, id, context.CallerAccount);
        if (ticket.IsRefused(out refusal))
            return refusal.ToResult();
        var fields = await FieldsAsync(found.Answer.Rules, ticket.Answer.Unit, context, engine);
        if (fields.IsRefused(out refusal))
            return refusal.ToResult();
        if (act[0] == "add")
        {
            var target = CorrectionTargets.Of(fields.Answer, PageRequest.Of(context).Texts).SelectMany(heading => heading.Targets).FirstOrDefault(known => known.Value == posted["target"]);
            return await ShowAsync(round, id, context, engine, objections, answer: target is null ? form : form.With(target));
        }
        var read = form.Read(fields.Answer);
        if (read.IsRefused(out refusal))
            return await ShowAsync(round, id, context, engine, objections, refusal, form);
        if (act[0] == "propose")
        {
            var proposed = await objections.ProposeAsync(round, id, read.Answer, form.BasedOn is { } basedOn ? [basedOn] : [], context.CallerAccount);
            // The other proposal is shown above the form, which is then based on it.
            return proposed.IsRefused(out refusal)
                ? await ShowAsync(round, id, context, engine, objections, refusal, refusal.Code == RefusalCode.Stale ? form with { BasedOn = null } : form)
                : TypedResults.LocalRedirect(Address(round, id));
        }
        var check = await objections.CheckAsync(round, id, read.Answer, context.CallerAccount);
        return check.IsRefused(out refusal)
            ? await ShowAsync(round, id, context, engine, objections, refusal, form)
            : await ShowAsync(round, id, context, engine, objections, answer: form, isChecked: read.Answer.Corrections);
    }

    private static async Task<IResult> ApproveAsync(string round, string id, HttpContext context, IEngine engine, ObjectionUseCases objections)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(round, id, context, engine, objections);
        if (!int.TryParse(form["proposal"], out var proposal))
            return await ShowAsync(round, id, context, engine, objections, new Refusal(RefusalCode.BadRequest, "proposal is a whole number."));
        var answered = await objections.ApproveAsync(round, id, proposal, context.CallerAccount);
        return await DoneAsync(answered, round, id, context, engine, objections);
    }

    private static async Task<IResult> DoneAsync(Outcome<Ticket> outcome, string round, string id, HttpContext context, IEngine engine, ObjectionUseCases objections) =>
        outcome.IsRefused(out var refusal) ? await ShowAsync(round, id, context, engine, objections, refusal) : TypedResults.LocalRedirect(Address(round, id));

    /// <summary>
    /// The fields of corrections of a unit. They come from the ledger of the newest version, because an upheld objection corrects that
    /// ledger.
    /// </summary>
    private static async ValueTask<Outcome<CorrectionFields>> FieldsAsync(RoundRules rules, string unit, HttpContext context, IEngine engine)
    {
        var newest = await engine.SendAsync(RoundGrain.Ref(rules.Id), new ViewVersion(null));
        if (newest.IsRefused(out var refusal))
            return refusal;
        var ledger = await new LedgerReader(engine).ReadAsync(rules.Id, newest.Answer.Sources, unit);
        if (ledger.IsRefused(out refusal))
            return refusal;
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        return staff.IsRefused(out refusal) ? refusal : new CorrectionFields(rules.OfUnit(unit), ledger.Answer, PageRequest.Of(context), new(staff.Answer.Accounts));
    }

    private static bool MayAct(HttpContext context, string round) => Access.Has(PageRequest.Of(context).Account, round, ObjectionUseCases.Officials);

    private static string Address(string round, string id) => $"/manage/rounds/{round}/objections/{id}";
}
