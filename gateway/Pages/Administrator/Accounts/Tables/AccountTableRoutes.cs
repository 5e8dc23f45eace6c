using System.Security.Cryptography;
using System.Text;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Administrator.Accounts.Proposals;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Staff;
using Evaluation.Gateway.Staff.Proposals;
using Evaluation.Gateway.Tables;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Administrator.Accounts.Tables;

/// <summary>
/// Adds many accounts with a table: all or none, after a preview. The keys are in the answer that made them. The same form sent again gets
/// the same keys, also as a file.
/// </summary>
internal static class AccountTableRoutes
{
    private const string Csv = "csv";

    public static void MapAccountTable(this IEndpointRouteBuilder manage)
    {
        manage.MapGet("/staff-table", ShowAsync).RequireRole(Role.Administrator);
        manage.MapGet("/staff-table.csv", TemplateAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff-table", AddAsync).RequireRole(Role.Administrator).TakesForms(Limits.TableFormBytes).TakesOneFormAtATime();
    }

    private static async Task<IResult> ShowAsync(IEngine engine, StaffUseCases staff, CancellationToken cancel)
    {
        var found = await staff.ListAsync();
        return found.IsRefused(out var refusal) ? refusal.ToResult() : Page(found.Answer, await RoundDirectory.ReadAsync(engine, cancel), null, null);
    }

    private static async Task<IResult> TemplateAsync(string? round, HttpContext context, IEngine engine, StaffUseCases staff)
    {
        var found = await staff.ListAsync();
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var rounds = await RoundDirectory.ReadAsync(engine, context.RequestAborted);
        var rows = await AccountTemplate.RowsAsync(rounds, rounds.Rounds.FirstOrDefault(known => known.Id == round)?.Id, found.Answer, PageRequest.Of(context));
        return File(rows, "accounts");
    }

    private static async Task<IResult> AddAsync(HttpContext context, IEngine engine, StaffUseCases staff, ProposalUseCases proposals)
    {
        var cancel = context.RequestAborted;
        var form = await context.Request.ReadFormAsync(cancel);
        var rounds = await RoundDirectory.ReadAsync(engine, cancel);
        var typed = form["csv"].ToString();
        var found = await staff.ListAsync();
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        // A file is not resumed: without a pasted table there is nothing to preview.
        if (form.IsResumed && typed.Length == 0)
            return Page(found.Answer, rounds, null, null);
        var act = form["act"].ToString();
        var isMade = act is "take" or Csv;
        // A form that is sent again names accounts that its first sending has added.
        var reader = new AccountTableReader(rounds, name => !isMade && found.Answer.Accounts.ContainsKey(name));
        var table = await reader.ReadAsync(await ContentAsync(form, typed, cancel));
        // Read before the accounts are made, so that no failure loses their keys.
        var names = await GrantNames.ReadAsync(engine, table.Accounts.SelectMany(account => account.Roles));
        if (!isMade || table.Faults.Count > 0)
            return Page(found.Answer, rounds, table, typed, names: names);
        var added = await staff.AddAllAsync(table.Accounts, context.CallerAccount, form["key"].ToString(), IdempotencyKey.OfForm(context, form, table.Accounts));
        if (added.Refusal?.Code == RefusalCode.NeedsApproval)
            return await ProposeAsync();
        if (added.IsRefused(out refusal))
            return Page(found.Answer, rounds, table, typed, refusal, names);
        var keys = added.Answer;
        if (act == Csv)
            return File(KeyRows(keys, PageRequest.Of(context)), "keys");
        return PageResults.Show<AccountKeysPage>(new { Accounts = keys, Names = names, Table = table.Csv, Key = form["key"].ToString() });

        async ValueTask<IResult> ProposeAsync()
        {
            var made = await ProposalForms.ProposeAsync(context, form, proposals, new(ProposalKind.Add, "", Accounts: table.Accounts));
            if (made.IsRefused(out var why))
                return Page(found.Answer, rounds, table, typed, why, names, form["reason"]);
            return act == Csv
                ? ProposalPageRoutes.File(made.Answer, PageRequest.Of(context), isFirst: true)
                : PageResults.Show<CodesPage>(new { Made = made.Answer, IsFirst = true, Again = "/manage/staff-table", Table = table.Csv, Key = form["key"].ToString() });
        }
    }

    private static async ValueTask<TableContent> ContentAsync(IFormCollection form, string typed, CancellationToken cancel)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return Gateway.Tables.Csv.Read(typed, Limits.AccountsPerCall);
        if (file.Length > Limits.TableBytes)
            return TableContent.Unreadable($"the file has more than {Limits.TableBytes >> 20} MiB");
        await using var content = file.OpenReadStream();
        return await TableFile.ReadAsync(content, Limits.AccountsPerCall, cancel);
    }

    private static IEnumerable<string[]> KeyRows(IEnumerable<StaffKey> keys, PageRequest request) =>
    [
        [request.Texts["column.account"], request.Texts["column.person"], request.Texts["staff.key"]],
        .. keys.Select(account => new[] { account.Name, account.Person, account.Key ?? "" }),
    ];

    private static FileContentHttpResult File(IEnumerable<string[]> rows, string name) =>
        TypedResults.File(Encoding.UTF8.GetBytes(Gateway.Tables.Csv.Write(rows)), "text/csv; charset=utf-8", DownloadName.Of(name, "csv"));

    private static RazorComponentResult Page(
        StaffRoster staff, RoundDirectory rounds, AccountTable? table, string? typed, Refusal? refusal = null, GrantNames? names = null, string? reason = null) => PageResults.Show<AccountTablePage>(
        new { rounds.Rounds, Table = table, Typed = typed, Refusal = refusal, Names = names, staff.FourEyes.IsOn, Reason = reason, Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) },
        table is { Faults.Count: > 0 } ? StatusCodes.Status400BadRequest : PageResults.Status(refusal));
}
