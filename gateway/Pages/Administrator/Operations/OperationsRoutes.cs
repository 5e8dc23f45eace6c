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

namespace Evaluation.Gateway.Pages.Administrator.Operations;

/// <summary>
/// The operations page of a round, with turnout, ballot boxes, refused ballots and the acts that are possible now, and the audit page.
/// </summary>
internal static class OperationsRoutes
{
    public static void MapOperations(this IEndpointRouteBuilder round)
    {
        round.MapGet("", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/refusals", (string round, RefusalCounts refusals) => TypedResults.Ok(refusals.Of(round))).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/acts/{act}", AskAsync).RequireRole(Role.Administrator);
        round.MapPost("/acts/{act}", ActAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> ShowAsync(string round, string? done, HttpContext context, IEngine engine, TurnoutSnapshots snapshots, RefusalCounts refusals)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var turnout = await snapshots.GetAsync(round);
        return turnout.ToResult(snapshot => PageResults.Show<OperationsPage>(new
        {
            Round = found.Answer.View,
            found.Answer.Rules,
            Turnout = Turnout.Of(snapshot).Groups,
            Refusals = refusals.Of(round),
            Done = RoundAct.Find(done ?? "")?.Name,
            MayAct = Access.Has(PageRequest.Of(context).Account, round, Role.Administrator),
        }));
    }

    private static async Task<IResult> AuditAsync(string round, string? page, IEngine engine, RoundUseCases rounds)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var trail = await rounds.ReadAuditAsync(round);
        return trail.ToResult(found => PageResults.Show<AuditPage>(new { Round = view.Answer, found.Lines, Page = int.TryParse(page, out var number) ? number : 1 }));
    }

    private static async Task<IResult> AskAsync(string round, string act, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(managed => RoundAct.Find(act) is { } known ? Ask(managed, known) : ManagedRounds.NoSuchPage.ToResult());
    }

    private static async Task<IResult> ActAsync(string round, string act, HttpContext context, IEngine engine, RoundUseCases rounds)
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
            ? await rounds.MoveAsync(round, to, reason, objectionsUntil: null, context.CallerAccount)
            : await ScheduleAsync(found.Answer, form, rounds, context.CallerAccount, reason);
        return acted.IsRefused(out refusal) ? Ask(found.Answer, known, refusal, form) : TypedResults.LocalRedirect($"/manage/rounds/{round}?done={known.Name}");
    }

    private static async ValueTask<Outcome<RoundView>> ScheduleAsync(
        (RoundView View, RoundRules Rules) round, IFormCollection form, RoundUseCases rounds, StaffAccount caller, string reason)
    {
        if (!TryInstant(form["opensAt"], round.Rules.TimeZone, out var opensAt) || !TryInstant(form["closesAt"], round.Rules.TimeZone, out var closesAt))
            return new Refusal(RefusalCode.BadSchedule, "A date and a time are needed.");
        return await rounds.ScheduleAsync(round.View.Id, opensAt, closesAt, reason, caller);
    }

    /// <summary>Reads a local time in the round's time zone. An empty text reads as null.</summary>
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
