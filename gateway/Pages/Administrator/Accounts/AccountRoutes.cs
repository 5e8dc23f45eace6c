using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Administrator.Accounts.Proposals;
using Evaluation.Gateway.Pages.Administrator.Accounts.Tables;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Audit;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Staff;
using Evaluation.Gateway.Staff.Proposals;
using Evaluation.Gateway.Staff.Sessions;
using Evaluation.Kernel.Reading;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Pages.Administrator.Accounts;

/// <summary>Pages of staff accounts and their roles. A new key or first password is shown only in the answer that made it.</summary>
internal static class AccountRoutes
{
    public static void MapAccounts(this IEndpointRouteBuilder manage)
    {
        manage.MapGet("/staff", (HttpContext context, IEngine engine, StaffUseCases staff) => ShowAllAsync(context, engine, staff)).RequireRole(Role.Administrator, Role.Auditor);
        manage.MapAccountTable();
        manage.MapProposalPages();
        manage.MapPost("/staff", AddAsync).RequireRole(Role.Administrator);
        manage.MapGet("/staff-audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor);
        manage.MapGet("/staff/{name}", (string name, IEngine engine, StaffUseCases staff) => ShowAsync(engine, staff, name)).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/roles", ChangeRolesAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/key", ReplaceKeyAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/password", ReplacePasswordAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/access", ProposeAccessAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/access/remove", RemoveAccessAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/person", NamePersonAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/provider-id", SetProviderIdAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/interests", EnterInterestAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/interests/remove", RemoveInterestAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/sessions", EndSessionsAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/sessions/all", EndSessionsAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/unlock", UnlockAsync).RequireRole(Role.Administrator);
        manage.MapPost("/staff/{name}/remove", RemoveAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> ShowAllAsync(HttpContext context, IEngine engine, StaffUseCases staff, AddAccountForm? typed = null, Refusal? why = null)
    {
        var found = await staff.ListAsync();
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var query = AccountQuery.Read(context.Request.Query);
        var accounts = found.Answer.Accounts.Values.Where(query.Takes).ToArray();
        var pages = Pager.Count(accounts.Length, AccountQuery.AccountsPerPage);
        query = query with { Page = Pager.Within(query.Page, accounts.Length, AccountQuery.AccountsPerPage) };
        var shown = accounts.Skip((query.Page - 1) * AccountQuery.AccountsPerPage).Take(AccountQuery.AccountsPerPage).ToArray();
        return PageResults.Show<StaffPage>(
            new
            {
                Accounts = shown,
                Found = accounts.Length,
                Pages = pages,
                Query = query,
                Names = await GrantNames.ReadAsync(engine, shown.SelectMany(account => account.Roles)),
                Book = found.Answer.FourEyes,
                Form = typed ?? AddAccountForm.Empty,
                Refusal = why,
                MayChange = Access.Has(PageRequest.Of(context).Account, null, Role.Administrator),
            },
            PageResults.Status(why));
    }

    /// <summary>Ends the session that the form names, or all.</summary>
    private static async Task<IResult> EndSessionsAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff, SessionUseCases sessions)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(engine, staff, name);
        var ended = await sessions.EndAsync(name, form.ContainsKey("session") ? form["session"].ToString() : null, context.CallerAccount);
        return ended.IsRefused(out var refusal) ? refusal.ToPage(["name"]) : TypedResults.LocalRedirect($"/manage/staff/{Uri.EscapeDataString(name)}#sessions");
    }

    private static async Task<IResult> AuditAsync(HttpContext context, IEngine engine, StaffUseCases staff, string? page)
    {
        var request = PageRequest.Of(context);
        var rounds = await RoundDirectory.ReadAsync(engine, context.RequestAborted);
        var units = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var round in rounds.Rounds)
            foreach (var unit in await rounds.UnitsAsync(round.Id))
                units[unit.Code] = request.In(unit.Label);
        var titles = rounds.Rounds.ToDictionary(round => round.Id, round => request.In(round.Title), StringComparer.Ordinal);
        return (await staff.ListAsync()).ToResult(found => PageResults.Show<StaffAuditPage>(new
        {
            Lines = found.Audit,
            Page = Pager.Read(page),
            Names = new AuditNames(request, null, [], StaffNames.OfPast(found), titles, units, ofStaff: true),
        }));
    }

    /// <summary>Adds an account without a role, and leads to its page, where it gets its roles.</summary>
    private static async Task<IResult> AddAsync(HttpContext context, IEngine engine, StaffUseCases staff, ProposalUseCases proposals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = AddAccountForm.Read(form);
        if (form.IsResumed)
            return await ShowAllAsync(context, engine, staff, typed);
        var account = typed.ToAccount();
        if (account.IsRefused(out var refusal))
            return await ShowAllAsync(context, engine, staff, typed, refusal);
        var added = await staff.AddAsync(account.Answer, context.CallerAccount);
        if (added.Refusal?.Code == RefusalCode.NeedsApproval)
        {
            var made = await ProposalForms.ProposeAsync(context, form, proposals, new(ProposalKind.Add, "", Accounts: [account.Answer]));
            return made.IsRefused(out refusal) ? await ShowAllAsync(context, engine, staff, typed, refusal) : ProposalForms.Show(made.Answer);
        }
        return added.IsRefused(out refusal) ? await ShowAllAsync(context, engine, staff, typed, refusal) : TypedResults.LocalRedirect($"/manage/staff/{account.Answer.Name}");
    }

    private static async Task<IResult> ChangeRolesAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff, ProposalUseCases proposals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = RoleForm.Read(form);
        if (form.IsResumed)
            return await ShowAsync(engine, staff, name, typed: typed, reason: form["reason"]);
        var roles = typed.ToRoles();
        if (roles.IsRefused(out var refusal))
            return await ShowAsync(engine, staff, name, why: refusal, typed: typed);
        var named = await RoleUnits.FindAsync(await RoundDirectory.ReadAsync(engine, context.RequestAborted), roles.Answer);
        if (named.IsRefused(out refusal))
            return await ShowAsync(engine, staff, name, why: refusal, typed: typed);
        var changed = await staff.ChangeRolesAsync(name, named.Answer, form.BasedOn(), context.CallerAccount);
        if (changed.Refusal?.Code == RefusalCode.NeedsApproval)
        {
            var made = await ProposalForms.ProposeAsync(context, form, proposals, new(ProposalKind.Roles, "", name, Roles: named.Answer), form.BasedOn());
            return made.IsRefused(out refusal) ? await ShowAsync(engine, staff, name, why: refusal, typed: typed, reason: form["reason"]) : ProposalForms.Show(made.Answer);
        }
        return changed.IsRefused(out refusal) ? await ShowAsync(engine, staff, name, why: refusal, typed: typed, reason: form["reason"]) : TypedResults.LocalRedirect($"/manage/staff/{name}");
    }

    private static async Task<IResult> ReplaceKeyAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff)
    {
        if ((await context.Request.ReadFormAsync(context.RequestAborted)).IsResumed)
            return await ShowAsync(engine, staff, name);
        return await ShowSecretAsync(engine, staff, name, "key", async () =>
        {
            var replaced = await staff.ReplaceKeyAsync(name, context.CallerAccount);
            return replaced.IsRefused(out var refusal) ? refusal : replaced.Answer.Key!;
        });
    }

    private static async Task<IResult> ReplacePasswordAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff)
    {
        if ((await context.Request.ReadFormAsync(context.RequestAborted)).IsResumed)
            return await ShowAsync(engine, staff, name);
        return await ShowSecretAsync(engine, staff, name, "password", () => staff.ReplacePasswordAsync(name, context.CallerAccount));
    }

    /// <summary>Proposes a new access, whose two codes the owner of the account needs.</summary>
    private static async Task<IResult> ProposeAccessAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff, ProposalUseCases proposals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(engine, staff, name, reason: form["reason"], isAccess: true);
        var made = await ProposalForms.ProposeAsync(context, form, proposals, new(ProposalKind.Access, "", name));
        return made.IsRefused(out var refusal) ? await ShowAsync(engine, staff, name, why: refusal, reason: form["reason"], isAccess: true) : ProposalForms.Show(made.Answer);
    }

    private static async Task<IResult> RemoveAccessAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff, ProposalUseCases proposals)
    {
        if ((await context.Request.ReadFormAsync(context.RequestAborted)).IsResumed)
            return await ShowAsync(engine, staff, name);
        var removed = await proposals.RemoveAccessAsync(name, context.CallerAccount);
        return removed.IsRefused(out var refusal) ? await ShowAsync(engine, staff, name, why: refusal) : TypedResults.LocalRedirect($"/manage/staff/{name}");
    }

    private static async Task<IResult> NamePersonAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff, ProposalUseCases proposals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = PersonForm.Read(form);
        if (form.IsResumed)
            return await ShowAsync(engine, staff, name, person: typed, reason: form["reason"]);
        var person = typed.ToPerson();
        if (person.IsRefused(out var refusal))
            return await ShowAsync(engine, staff, name, why: refusal, person: typed);
        var named = await staff.NamePersonAsync(name, person.Answer, context.CallerAccount);
        if (named.Refusal?.Code == RefusalCode.NeedsApproval)
        {
            var made = await ProposalForms.ProposeAsync(context, form, proposals, new(ProposalKind.Person, "", name, Person: person.Answer));
            return made.IsRefused(out refusal) ? await ShowAsync(engine, staff, name, why: refusal, person: typed, reason: form["reason"]) : ProposalForms.Show(made.Answer);
        }
        return named.IsRefused(out refusal) ? await ShowAsync(engine, staff, name, why: refusal, person: typed, reason: form["reason"]) : TypedResults.LocalRedirect($"/manage/staff/{name}");
    }

    private static async Task<IResult> SetProviderIdAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff, ProposalUseCases proposals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = form["provider-id"].ToString().Trim();
        if (form.IsResumed)
            return await ShowAsync(engine, staff, name, providerId: typed, reason: form["reason"]);
        if (typed.Length > 0 && PlainText.Fault(typed, Limits.ProviderIdCharacters, lines: false) is { } fault)
            return await ShowAsync(engine, staff, name, why: FormReason.At("/providerId", fault), providerId: typed, reason: form["reason"]);
        var set = await staff.SetProviderIdAsync(name, typed.Length > 0 ? typed : null, context.CallerAccount);
        if (set.Refusal?.Code == RefusalCode.NeedsApproval)
        {
            var made = await ProposalForms.ProposeAsync(context, form, proposals, new(ProposalKind.ProviderId, "", name, ProviderId: typed));
            return made.IsRefused(out var why) ? await ShowAsync(engine, staff, name, why: why, providerId: typed, reason: form["reason"]) : ProposalForms.Show(made.Answer);
        }
        return set.IsRefused(out var refusal) ? await ShowAsync(engine, staff, name, why: refusal, providerId: typed) : TypedResults.LocalRedirect($"/manage/staff/{name}");
    }

    private static async Task<IResult> EnterInterestAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = PersonForm.Read(form);
        if (form.IsResumed)
            return await ShowAsync(engine, staff, name, person: typed);
        var interest = typed.ToInterest();
        if (interest.IsRefused(out var refusal))
            return await ShowAsync(engine, staff, name, why: refusal, person: typed);
        var entered = await staff.EnterInterestAsync(name, interest.Answer, context.CallerAccount);
        return entered.IsRefused(out refusal) ? await ShowAsync(engine, staff, name, why: refusal, person: typed) : TypedResults.LocalRedirect($"/manage/staff/{name}");
    }

    private static async Task<IResult> RemoveInterestAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(engine, staff, name);
        var removed = await staff.RemoveInterestAsync(name, form["unit"].ToString(), context.CallerAccount);
        return removed.IsRefused(out var refusal) ? await ShowAsync(engine, staff, name, why: refusal) : TypedResults.LocalRedirect($"/manage/staff/{name}");
    }

    private static async Task<IResult> UnlockAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff)
    {
        if ((await context.Request.ReadFormAsync(context.RequestAborted)).IsResumed)
            return await ShowAsync(engine, staff, name);
        var unlocked = await staff.UnlockAsync(name, context.CallerAccount);
        return unlocked.IsRefused(out var refusal) ? await ShowAsync(engine, staff, name, why: refusal) : TypedResults.LocalRedirect($"/manage/staff/{name}");
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext context, IEngine engine, StaffUseCases staff)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await ShowAsync(engine, staff, name);
        if (form["sure"] != "yes")
            return await ShowAsync(engine, staff, name, why: new Refusal(RefusalCode.BadRequest, "Confirm that the account is to be removed."));
        var removed = await staff.RemoveAsync(name, context.CallerAccount);
        return removed.IsRefused(out var refusal) ? await ShowAsync(engine, staff, name, why: refusal) : TypedResults.LocalRedirect("/manage/staff");
    }

    /// <summary>Makes a new secret and shows it. The rest of the page is read before, so that no failure loses the secret.</summary>
    /// <param name="kind">The kind of the new secret: <c>key</c> or <c>password</c>.</param>
    /// <param name="make">Returns the new secret, which no other page contains.</param>
    private static async Task<IResult> ShowSecretAsync(IEngine engine, StaffUseCases staff, string name, string kind, Func<ValueTask<Outcome<string>>> make)
    {
        var found = await staff.FindAsync(name);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var rounds = (await RoundDirectory.ReadAsync(engine, CancellationToken.None)).Rounds;
        var names = await GrantNames.ReadAsync(engine, found.Answer.Roles);
        var made = await make();
        return made.IsRefused(out refusal)
            ? await ShowAsync(engine, staff, name, why: refusal)
            : PageResults.Show<StaffMemberPage>(new { Account = found.Answer, Names = names, Rounds = rounds, Kind = kind, Secret = made.Answer });
    }

    /// <param name="typed">The roles as typed; null for the stored ones.</param>
    /// <param name="person">The person or the interest as typed; null for the stored person.</param>
    /// <param name="providerId">The id at the identity provider as typed; null for the stored one.</param>
    /// <param name="reason">The reason as typed, while four eyes are on.</param>
    /// <param name="isAccess">Whether it is the form of a new access.</param>
    private static async Task<IResult> ShowAsync(IEngine engine, StaffUseCases staff, string name, Refusal? why = null, RoleForm? typed = null, PersonForm? person = null, string? providerId = null, string? reason = null, bool isAccess = false)
    {
        var found = await staff.FindAsync(name);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var all = await staff.ListAsync();
        if (all.IsRefused(out refusal))
            return refusal.ToResult();
        return PageResults.Show<StaffMemberPage>(
            new
            {
                Account = found.Answer,
                Names = await GrantNames.ReadAsync(engine, found.Answer.Roles),
                (await RoundDirectory.ReadAsync(engine, CancellationToken.None)).Rounds,
                Locked = await staff.LockedAddressesAsync(name),
                Refusal = why,
                Typed = typed,
                Person = person,
                ProviderId = providerId,
                Book = all.Answer.FourEyes,
                IsAccess = isAccess,
                Reason = reason,
            },
            PageResults.Status(why));
    }
}
