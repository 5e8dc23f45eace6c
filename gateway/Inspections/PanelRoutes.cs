using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Inspections;

/// <summary>Inspection panels: administrators set them, staff of the round read them.</summary>
internal static class PanelRoutes
{
    public static void MapPanels(this IEndpointRouteBuilder api)
    {
        var panels = api.MapGroup("/rounds/{round}/panels").WithTags("Inspection").Refuses(NoSuchRound);
        panels.MapGet("", ListAsync).RequireRole(Access.Readers).WithSummary("The round's panels in the order of their creation").Pages();
        var panel = panels.MapGroup("/{panel}").Refuses(NoSuchPanel);
        panel.MapGet("", ReadAsync).RequireRole(Access.Readers).WithSummary("A panel with its inspectors, units and visits").SendsVersion();
        panel.MapPut("", SetAsync).RequireRole(Role.Administrator).WithSummary("Create or replace a panel; the same again changes nothing")
            .Reads<PanelBody>().Refuses(RefusalCode.BadRequest, WrongState, ConflictOfInterest, SamePerson, PanelsMixed, TooManyEntries).ReplacesVersion(andBody: true);
        panel.MapDelete("", RemoveAsync).RequireRole(Role.Administrator).WithSummary("Remove a panel of which no sheet was filed, or only the version basedOn of it; the same again changes nothing")
            .Refuses(RefusalCode.BadRequest, WrongState).ReplacesVersion(andBody: true);
    }

    private static async Task<Results<Ok<ListPage<PanelView>>, RefusalResult>> ListAsync(string round, HttpContext context, PanelUseCases panels)
    {
        var page = PageQuery.Read(context.Request);
        if (page.IsRefused(out var refusal))
            return refusal.ToResult();
        var list = await panels.ListAsync(round);
        if (list.IsRefused(out refusal))
            return refusal.ToResult();
        return page.Answer.Of(list.Answer, panel => panel.Panel).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<PanelView>, RefusalResult>> ReadAsync(string round, string panel, HttpContext context, PanelUseCases panels) =>
        (await panels.FindAsync(round, panel)).ToTypedResult(found => Versioned(found, context));

    private static async Task<Results<Ok<PanelView>, RefusalResult>> SetAsync(string round, string panel, HttpContext context, PanelUseCases panels)
    {
        var basedOn = VersionTag.Panel.BasedOn(context.Request);
        if (basedOn.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadAsync(context.Request, Limits.PanelBytes, RefusalCode.BadRequest, PanelBody.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        var read = new ReadVersions(basedOn.Answer, body.Answer.BasedOn);
        var set = await panels.SetAsync(round, panel, body.Answer, read.Both, context.CallerAccount);
        return set.IsRefused(out refusal) ? (await read.RefuseAsync(refusal, () => StandingAsync(round, panel, panels))).ToResult() : Versioned(PanelView.Of(set.Answer), context);
    }

    /// <summary>The version stands in the address, because bodies of DELETE may be dropped on the way.</summary>
    private static async Task<Results<NoContent, RefusalResult>> RemoveAsync(string round, string panel, string? basedOn, HttpContext context, PanelUseCases panels)
    {
        var matching = VersionTag.Panel.BasedOn(context.Request);
        if (matching.IsRefused(out var refusal))
            return refusal.ToResult();
        var version = NumberQuery.Read(ReadVersions.Member, basedOn);
        if (version.IsRefused(out refusal))
            return refusal.ToResult();
        var read = new ReadVersions(matching.Answer, version.Answer);
        var removed = await panels.RemoveAsync(round, panel, read.Both, context.CallerAccount);
        return removed.IsRefused(out refusal) ? (await read.RefuseAsync(refusal, () => StandingAsync(round, panel, panels))).ToResult() : TypedResults.NoContent();
    }

    private static ValueTask<Outcome<PanelView>> StandingAsync(string round, string panel, PanelUseCases panels) => panels.FindAsync(round, panel);

    private static Ok<PanelView> Versioned(PanelView panel, HttpContext context)
    {
        VersionTag.Panel.Send(context, panel.Version);
        return TypedResults.Ok(panel);
    }
}
