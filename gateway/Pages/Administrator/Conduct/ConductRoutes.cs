using System.Globalization;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Voting;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Pages.Administrator.Conduct;

/// <summary>Opening night: turnout, boxes and refusals, what can be done next, and everything that was done.</summary>
internal static class ConductRoutes
{
    public static void MapConduct(this IEndpointRouteBuilder round)
    {
        round.MapGet("", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/refusals", (string round, RefusalBoard refusals) => TypedResults.Ok(refusals.Of(round))).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/acts/{act}", AskAsync).RequireRole(Role.Administrator);
        round.MapPost("/acts/{act}", ActAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> ShowAsync(string round, string? done, HttpContext context, IEngine engine, TurnoutBoard board, RefusalBoard refusals)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var turnout = await board.GetAsync(round);
        return turnout.ToResult(page => PageResults.Show<ConductPage>(new
        {
            Round = found.Answer.View,
            found.Answer.Rules,
            Turnout = Turnout.On(page).Groups,
            Refusals = refusals.Of(round),
            Done = RoundAct.Find(done ?? "")?.Name,
            MayAct = Access.Has(Visit.Of(context).Account, round, Role.Administrator),
        }));
    }

    private static async Task<IResult> AuditAsync(string round, string? page, IEngine engine)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var trail = await RoundTrail.ReadAsync(engine, round);
        return trail.ToResult(found => PageResults.Show<AuditPage>(new { Round = view.Answer, found.Lines, Page = int.TryParse(page, out var number) ? number : 1 }));
    }

    private static async Task<IResult> AskAsync(string round, string act, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(managed => RoundAct.Find(act) is { } known ? Ask(managed, known) : ManagedRounds.NoSuchPage.ToResult());
    }

    private static async Task<IResult> ActAsync(string round, string act, HttpContext context, IEngine engine, RoundClerk clerk, Timekeeper timekeeper, RoundViews views)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        if (RoundAct.Find(act) is not { } known)
            return ManagedRounds.NoSuchPage.ToResult();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var reason = form["reason"].ToString().Trim();
        if (reason.Length is 0 or > Limits.ReasonCharacters)
            return Ask(found.Answer, known, new Refusal(RefusalCode.ReasonMissing, "This act needs a reason."), form);
        if (form["sure"] != "yes")
            return Ask(found.Answer, known, new Refusal(RefusalCode.BadRequest, "Confirm that this is meant."), form);
        var acted = known.To is { } to
            ? await clerk.MoveAsync(round, to, context.CallerName, reason)
            : await ScheduleAsync(found.Answer, form, clerk, context.CallerName, reason);
        views.Forget(round);
        timekeeper.Watch(round);
        return acted.IsRefused(out refusal) ? Ask(found.Answer, known, refusal, form) : TypedResults.LocalRedirect($"/manage/rounds/{round}?done={known.Name}");
    }

    private static async ValueTask<Outcome<RoundView>> ScheduleAsync((RoundView View, RoundRules Rules) round, IFormCollection form, RoundClerk clerk, string by, string reason)
    {
        if (!TryInstant(form["opensAt"], round.Rules.TimeZone, out var opensAt) || !TryInstant(form["closesAt"], round.Rules.TimeZone, out var closesAt))
            return new Refusal(RefusalCode.BadSchedule, "A date and a time are needed.");
        return await clerk.ScheduleAsync(round.View.Id, opensAt, closesAt, by, reason);
    }

    /// <summary>A local time of the round's time zone; an empty one is none.</summary>
    private static bool TryInstant(string? text, string timeZone, out DateTimeOffset? instant)
    {
        instant = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return false;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var known) ? known : TimeZoneInfo.Utc;
        instant = new DateTimeOffset(local, zone.GetUtcOffset(local));
        return true;
    }

    private static IResult Ask((RoundView View, RoundRules Rules) round, RoundAct act, Refusal? refusal = null, IFormCollection? form = null) =>
        act.IsPossible(round.View, round.Rules)
            ? PageResults.Show<ActPage>(
                new { Round = round.View, Act = act, Refusal = refusal, Reason = form?["reason"].ToString(), OpensAt = form?["opensAt"].ToString(), ClosesAt = form?["closesAt"].ToString() },
                refusal is null ? StatusCodes.Status200OK : RefusalTable.Status(refusal.Code))
            : new Refusal(RefusalCode.WrongState, "The round's state does not allow this.").ToResult();
}
