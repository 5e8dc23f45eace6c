using Evaluation.Gateway.Http.Authentication;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>Where one can go from every page, by role. A new audience's pages get their line here.</summary>
internal static class Navigation
{
    private static readonly (string Address, string Text, Role[] Roles)[] Lines =
    [
        ("/unit", "nav.unit", [Role.Unit]),
        ("/inspection", "nav.inspection", [Role.Inspector]),
        ("/reviews", "nav.reviews", [Role.Reviewer, Role.Administrator]),
        ("/manage", "nav.manage", [Role.Administrator, Role.Auditor, Role.Reviewer]),
        ("/manage/staff", "nav.staff", [Role.Administrator, Role.Auditor]),
    ];

    /// <summary>Pages for roles in all rounds, which a role for one round does not open.</summary>
    private static readonly (string Address, string Text, Role[] Roles)[] OfAllRounds = [("/operations", "nav.operations", [Role.Operator, Role.Administrator])];

    /// <summary>Pages below <c>/manage</c> without a line of their own.</summary>
    private static readonly string[] UnderManage = ["/manage/rounds", "/manage/new", "/manage/honours"];

    /// <summary>Addresses with the keys of their names. Staff signs in at the foot of the page.</summary>
    public static IEnumerable<(string Address, string Text)> For(StaffAccount? account)
    {
        yield return ("/", "nav.home");
        yield return ("/results", "nav.results");
        yield return ("/honours", "nav.honours");
        yield return ("/vote", "nav.vote");
        // For staff the line would be too long; the help leads there too.
        if (account is null)
            yield return ("/receipt", "nav.receipt");
        yield return ("/help", "nav.help");
        foreach (var line in Own(account))
            yield return line;
    }

    /// <summary>The pages of the account's roles and the page of the account itself; none without an account.</summary>
    public static IEnumerable<(string Address, string Text)> Own(StaffAccount? account)
    {
        if (account is null)
            yield break;
        foreach (var (address, text, roles) in Lines)
            if (Access.HasAnywhere(account, roles))
                yield return (address, text);
        foreach (var (address, text, roles) in OfAllRounds)
            if (Access.Has(account, null, roles))
                yield return (address, text);
        yield return ("/account", "nav.account");
    }

    /// <summary>Whether the page at <paramref name="path"/> belongs to this line.</summary>
    public static bool IsHere(string address, string path) => address switch
    {
        "/" => path == "/",
        "/results" => path.StartsWith("/rounds/", StringComparison.Ordinal),
        "/help" => path == "/help" || path.StartsWith("/complaints", StringComparison.Ordinal),
        "/manage" => path == "/manage" || UnderManage.Any(part => path.StartsWith(part, StringComparison.Ordinal)),
        // Also its proposals, audit and table, whose addresses begin with it.
        "/manage/staff" => path.StartsWith(address, StringComparison.Ordinal),
        _ => path == address || path.StartsWith(address + "/", StringComparison.Ordinal),
    };
}
