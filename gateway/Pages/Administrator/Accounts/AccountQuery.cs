using System.Globalization;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Accounts;

/// <summary>The search, the filter and the page number of the list of accounts. Values that cannot be read are ignored.</summary>
/// <param name="Text">Part of an account's name, of its person, or of a round or unit of its roles.</param>
/// <param name="Role">Only accounts with this role; null for all.</param>
public sealed record AccountQuery(string Text, Role? Role, int Page = 1)
{
    public const int AccountsPerPage = 50;

    public bool IsFiltered => Text.Length > 0 || Role is not null;

    internal static AccountQuery Read(IQueryCollection query) => new(
        query["text"].ToString().Trim(),
        Enum.TryParse<Role>(query["role"], ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : null,
        Pager.Read(query["page"]));

    public bool Takes(StaffAccount account) =>
        (Role is null || account.Roles.Any(grant => grant.Role == Role))
        && (Text.Length == 0 || Words(account).Any(word => word.Contains(Text, StringComparison.CurrentCultureIgnoreCase)));

    public string AddressOf(int page)
    {
        (string Name, string? Value)[] fields = [("text", Text), ("role", Role?.ToString().ToLowerInvariant()), ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null)];
        var query = string.Join('&', fields.Where(field => field.Value is not (null or "")).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"));
        return $"/manage/staff{(query.Length > 0 ? "?" : "")}{query}";
    }

    private static IEnumerable<string> Words(StaffAccount account) =>
        [account.Name, account.Actor.Person, .. account.Roles.SelectMany(grant => new[] { grant.Round, grant.Unit }).OfType<string>()];
}
