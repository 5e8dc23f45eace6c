using System.Text;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>Units, groups and weights as tables: downloads CSV, and imports CSV or a workbook after a preview of the changes.</summary>
internal static class TableRoutes
{
    /// <summary>Most bytes of a table: a thousand units with reports of several pages.</summary>
    private const int TableBytes = 32 << 20;

    public static void MapTables(this IEndpointRouteBuilder round)
    {
        round.MapGet("/units", UnitsAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/tables/{table}", ShowAsync).RequireRole(Role.Administrator);
        round.MapGet("/tables/{table}.csv", DownloadAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapPost("/tables/{table}", ImportAsync).RequireRole(Role.Administrator).TakesForms(TableBytes);
    }

    private static async Task<IResult> UnitsAsync(string round, string? saved, HttpContext context, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(managed => PageResults.Show<UnitsPage>(new
        {
            Round = managed.View,
            managed.Rules,
            IsSaved = saved is not null,
            MayChange = managed.View.State == RoundState.Draft && Access.Has(PageRequest.Of(context).Account, round, Role.Administrator),
        }));
    }

    private static async Task<IResult> ShowAsync(string round, string table, string? saved, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(managed => DefinitionTable.Find(table) is { } known
            ? PageResults.Show<TablePage>(new { Round = managed.View, managed.Rules, Table = known, IsSaved = saved is not null })
            : ManagedRounds.NoSuchPage.ToResult());
    }

    private static async Task<IResult> DownloadAsync(string round, string table, IEngine engine)
    {
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.ToResult(found => DefinitionTable.Find(table) is { } known
            ? TypedResults.File(Encoding.UTF8.GetBytes(Csv.Write([known.Columns(found), .. known.Rows(found)])), "text/csv; charset=utf-8", $"{round}-{table}.csv")
            : ManagedRounds.NoSuchPage.ToResult());
    }

    private static async Task<IResult> ImportAsync(string round, string table, HttpContext context, IEngine engine, RoundUseCases rounds)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        if (DefinitionTable.Find(table) is not { } known)
            return ManagedRounds.NoSuchPage.ToResult();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        // A file is not resumed: without a pasted table there is nothing to preview.
        if (form.IsResumed && form["csv"].ToString().Length == 0)
            return await ShowAsync(round, table, saved: null, engine);
        var csv = await TextAsync(form, context.RequestAborted);
        var import = TableImport.Read(known, found.Answer.Rules, csv);
        // A preview of older rules is made anew: what it did not show must not be lost.
        var isStale = form["act"] == "take" && !form.BasedOn().Contains(found.Answer.View.RulesVersion);
        if (form["act"] != "take" || isStale || import.Rules is null)
        {
            var check = await rounds.CheckAsync(import.Definition, round, context.RequestAborted);
            return check.ToResult(definition => Preview(import with { Faults = definition.Faults, Rules = definition.Rules }));
        }
        var replaced = await rounds.ReplaceAsync(round, import.Definition, form.BasedOn(), context.CallerAccount, context.RequestAborted);
        if (!replaced.IsRefused(out refusal))
            return TypedResults.LocalRedirect(table == "units" ? $"/manage/rounds/{round}/units?saved=1" : $"/manage/rounds/{round}/tables/{table}?saved=1");
        if (refusal.Code == RefusalCode.Stale)
            return await ImportAsync(round, table, context, engine, rounds);
        return refusal.Faults is { } faults ? Preview(import with { Faults = faults, Rules = null }) : refusal.ToResult();

        IResult Preview(TableImport looked) => PageResults.Show<TablePage>(
            new { Round = found.Answer.View, found.Answer.Rules, Table = known, Import = looked, Csv = csv, IsStale = isStale },
            looked.Faults.Count > 0 ? StatusCodes.Status400BadRequest : isStale ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    /// <summary>The table as CSV, from the chosen file or else from the text field; null for a workbook that cannot be read.</summary>
    private static async Task<string?> TextAsync(IFormCollection form, CancellationToken cancel)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return form["csv"].ToString();
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        content.Position = 0;
        if (Workbook.IsOne(content))
            return Workbook.TryRead(content, out var rows) ? Csv.Text(rows) : null;
        return Csv.Decode(content.GetBuffer().AsSpan(0, (int)content.Length));
    }
}
