using System.Text;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Tables;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>Units, groups and weights as tables: downloads CSV, and imports CSV or a workbook after a preview of the changes.</summary>
internal static class TableRoutes
{
    public static void MapTables(this IEndpointRouteBuilder round)
    {
        round.MapGet("/tables/{table}", ShowAsync).RequireRole(Role.Administrator);
        round.MapGet("/tables/{table}.csv", DownloadAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapPost("/tables/{table}", ImportAsync).RequireRole(Role.Administrator).TakesForms(Limits.TableFormBytes).TakesOneFormAtATime();
    }

    private static async Task<IResult> ShowAsync(string round, string table, string? saved, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(managed => DefinitionTable.Find(table) is { } known
            ? PageResults.Show<TablePage>(new { Round = managed.View, managed.Rules, Table = known, IsSaved = saved is not null })
            : ManagedRounds.NoSuchPage.ToResult());
    }

    private static async Task<IResult> DownloadAsync(string round, string table, HttpContext context, IEngine engine)
    {
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.ToResult(found => DefinitionTable.Find(table) is { } known
            ? TypedResults.File(Encoding.UTF8.GetBytes(Csv.Write([[.. TableHeading.Shown(PageRequest.Of(context).Texts, known, found)], .. known.Rows(found)])), "text/csv; charset=utf-8", DownloadName.Of($"{round}-{table}", "csv"))
            : ManagedRounds.NoSuchPage.ToResult());
    }

    private static async Task<IResult> ImportAsync(string round, string table, HttpContext context, IEngine engine, RoundUseCases rounds)
    {
        var cancel = context.RequestAborted;
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        if (DefinitionTable.Find(table) is not { } known)
            return ManagedRounds.NoSuchPage.ToResult();
        var (view, stored) = found.Answer;
        var form = await context.Request.ReadFormAsync(cancel);
        // A file is not resumed: without a pasted table there is nothing to preview.
        if (form.IsResumed && form["csv"].ToString().Length == 0)
            return await ShowAsync(round, table, saved: null, engine);
        var isTaken = form["act"] == "take";
        if (view.State != RoundState.Draft)
            return (await FrozenAsync(view, stored, isTaken)).ToResult();
        // A preview of older rules is made anew: what it did not show must not be lost.
        var isStale = isTaken && !form.BasedOn().Contains(view.RulesVersion);
        var (import, typed) = await ReadAsync(known, stored, form, cancel);
        if (!isTaken || isStale || import.Rules is null)
        {
            if (import.FileFaults.Count > 0)
                return Preview(import);
            var check = await rounds.CheckAsync(import.Definition, round, cancel);
            return check.ToResult(definition => Preview(import with { Faults = definition.Faults, Rules = definition.Rules }));
        }
        var replaced = await rounds.ReplaceAsync(round, import.Definition, form.BasedOn(), context.CallerAccount, cancel);
        if (!replaced.IsRefused(out refusal))
            return TypedResults.LocalRedirect(table == "units" ? $"/manage/rounds/{round}/units?saved=1" : $"/manage/rounds/{round}/tables/{table}?saved=1");
        if (refusal.Code == RefusalCode.Stale)
            return await ImportAsync(round, table, context, engine, rounds);
        return refusal.Faults is { } faults ? Preview(import with { Faults = faults, Rules = null }) : refusal.ToResult();

        IResult Preview(TableImport looked) => PageResults.Show<TablePage>(
            new { Round = view, Rules = stored, Table = known, Import = looked, Typed = typed, IsStale = isStale },
            looked.FileFaults.Count + looked.Faults.Count > 0 ? StatusCodes.Status400BadRequest : isStale ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);

        // The decider refuses a change of frozen rules and logs it. A preview changes nothing and is not logged.
        async ValueTask<Refusal> FrozenAsync(RoundView frozen, RoundRules rules, bool isLogged)
        {
            if (isLogged && (await rounds.ReplaceAsync(round, new(rules, []) { Units = rules.Units }, null, context.CallerAccount, cancel)).IsRefused(out var logged))
                return logged;
            var state = frozen.State.ToString().ToLowerInvariant();
            return new(RefusalCode.RulesFrozen, $"The rules were frozen when the round was opened; it is {state} now.", ("state", state));
        }
    }

    /// <summary>
    /// The table from the chosen file, or else from the text field; with the text that was typed, so that it is not lost.
    /// </summary>
    private static async ValueTask<(TableImport Import, string? Typed)> ReadAsync(DefinitionTable table, RoundRules stored, IFormCollection form, CancellationToken cancel)
    {
        var typed = form["csv"].ToString();
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return (TableImport.Read(table, stored, Csv.Read(typed, table.RowsMax)), typed);
        if (file.Length > Limits.TableBytes)
            return (TableImport.Read(table, stored, TableContent.Unreadable($"the file has more than {Limits.TableBytes >> 20} MiB")), typed);
        await using var content = file.OpenReadStream();
        return (TableImport.Read(table, stored, await TableFile.ReadAsync(content, table.RowsMax, cancel)), typed);
    }
}
