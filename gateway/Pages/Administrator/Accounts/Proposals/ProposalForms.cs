using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Staff.Proposals;
using Evaluation.Staff.Proposals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Administrator.Accounts.Proposals;

/// <summary>What the forms of accounts do while four eyes are on: they propose, with a reason, and show codes once.</summary>
internal static class ProposalForms
{
    public const string All = "/manage/staff-proposals";

    /// <summary>The time zone of pages that belong to no round, as in the audit of the staff.</summary>
    public const string TimeZone = "Asia/Shanghai";

    /// <summary>What the list can say of the act that led to it.</summary>
    public static readonly string?[] Dones = ["proposed", "approved", "rejected", "withdrawn", "cancelled"];

    /// <summary>The end of the key of the kind's text.</summary>
    public static string Word(ProposalKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>The key of a form, so that a form that is sent twice proposes once and gets the same codes.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Proposes what the form asks for. Refused with <see cref="RefusalCode.ReasonMissing"/> without a reason.</summary>
    /// <param name="proposal">The proposal without its reason, which is in the form.</param>
    public static async ValueTask<Outcome<ProposalMade>> ProposeAsync(HttpContext context, IFormCollection form, ProposalUseCases proposals, NewProposal proposal, long[]? basedOn = null)
    {
        var reason = FormReason.Read(form);
        if (reason.IsRefused(out var refusal))
            return refusal;
        var body = proposal with { Reason = reason.Answer };
        return await proposals.ProposeAsync(body, context.CallerAccount, form["key"].ToString(), IdempotencyKey.OfForm(context, form, body), basedOn);
    }

    /// <summary>The page after a proposal: its codes, or the list of proposals.</summary>
    public static IResult Show(ProposalMade made) => made.Codes.Count > 0
        ? PageResults.Show<CodesPage>(new { Made = made, IsFirst = true })
        : Done("proposed");

    /// <summary>Leads to the list, which says what has just been done.</summary>
    public static RedirectHttpResult Done(string done) => TypedResults.LocalRedirect($"{All}?done={done}");
}
