using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Public.Results;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Figures;

namespace Evaluation.Gateway.Pages.UnitStaff.Objecting;

/// <summary>
/// The objections of a unit: what it filed and what was answered, and the form against a figure that it chooses by its name.
/// </summary>
internal static class ObjectingRoutes
{
    public static void MapObjecting(this IEndpointRouteBuilder unit)
    {
        unit.MapGet("/objections", ListAsync);
        unit.MapGet("/objections/new", ChooseAsync);
        unit.MapPost("/objections", FileAsync);
    }

    private static async Task<IResult> ListAsync(string round, string unit, HttpContext context, UnitDesk desk, ObjectionUseCases objections, TimeProvider clock)
    {
        var own = await desk.OwnAsync(round, unit, context.CallerAccount);
        if (own.IsRefused(out var refusal))
            return refusal.ToResult();
        var listed = await objections.ListAsync(round, context.CallerAccount);
        if (listed.IsRefused(out refusal) && refusal.Code != RefusalCode.NotPublished)
            return refusal.ToResult();
        Ticket[] tickets = refusal is null ? [.. listed.Answer.Where(ticket => ticket.Unit == unit).Reverse()] : [];
        return PageResults.Show<OwnObjectionsPage>(new
        {
            Round = own.Answer.View,
            own.Answer.Rules,
            own.Answer.Unit,
            Tickets = tickets,
            IsPublished = refusal is null,
            IsOpen = ObjectionAddress.IsOpen(own.Answer.View, clock.GetUtcNow()),
        });
    }

    /// <summary>The form against a figure; without one, the figures to choose from.</summary>
    private static Task<IResult> ChooseAsync(string round, string unit, string? figure, HttpContext context, UnitDesk desk, ObjectingDesk figures, TimeProvider clock) =>
        ShowAsync(round, unit, figure, context, desk, figures, clock);

    private static async Task<IResult> ShowAsync(
        string round, string unit, string? figure, HttpContext context, UnitDesk desk, ObjectingDesk figures, TimeProvider clock, Refusal? why = null, string? typed = null)
    {
        var own = await desk.OwnAsync(round, unit, context.CallerAccount);
        if (own.IsRefused(out var refusal))
            return refusal.ToResult();
        var shown = await ShownResult.FindAsync(round, null, context, figures.Engine);
        if (shown.IsRefused(out refusal))
            return refusal.ToResult();
        var isOpen = ObjectionAddress.IsOpen(shown.Answer.Round, clock.GetUtcNow());
        var read = await figures.FindAsync(shown.Answer, unit, figure, context);
        if (read.IsRefused(out refusal))
            return refusal.ToResult();
        return read.Answer.Chosen is { } chosen
            ? PageResults.Show<ObjectPage>(
                new { shown.Answer.Round, own.Answer.Rules, own.Answer.Unit, shown.Answer.Result.Version, Figure = chosen, read.Answer.Line, IsOpen = isOpen, Refusal = why, Typed = typed }, PageResults.Status(why))
            : PageResults.Show<ChooseFigurePage>(
                new { shown.Answer.Round, own.Answer.Rules, own.Answer.Unit, shown.Answer.Result.Version, read.Answer.Sections, IsOpen = isOpen, IsUnknown = figure is { Length: > 0 }, Refusal = why }, PageResults.Status(why));
    }

    private static async Task<IResult> FileAsync(string round, string unit, HttpContext context, UnitDesk desk, ObjectingDesk figures, ObjectionUseCases objections, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (about, text) = (form["figure"].ToString(), form["text"].ToString().Trim().ReplaceLineEndings("\n"));
        if (form.IsResumed)
            return await ShowAsync(round, unit, about, context, desk, figures, clock, typed: text);
        var version = int.TryParse(form["version"], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : default(int?);
        var read = FormBody.Read(NewObjection.Read, RefusalCode.BadRequest, new() { ["unit"] = unit, ["about"] = about, ["text"] = text, ["version"] = version });
        if (read.IsRefused(out var refusal))
            return await ShowAsync(round, unit, about, context, desk, figures, clock, refusal, text);
        var filed = await objections.FileAsync(round, read.Answer, context.CallerAccount);
        return filed.IsRefused(out refusal)
            ? await ShowAsync(round, unit, about, context, desk, figures, clock, refusal, text)
            : TypedResults.LocalRedirect($"/unit/{round}/{unit}/objections#{filed.Answer.Id}");
    }
}
