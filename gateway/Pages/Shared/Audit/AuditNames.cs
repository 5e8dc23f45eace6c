using Evaluation.Gateway.Pages.Shared.Figures;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Panels;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Shared.Audit;

/// <summary>
/// What the values in the details of an audit are called on a page: units, groups, criteria, panels, accounts and numbered entries by
/// their names, deadlines by the day that ends with them. A value without a name stands for itself.
/// </summary>
/// <param name="rules">The round's rules; null for acts of no round.</param>
/// <param name="staff">The users of accounts, where the reader may know them.</param>
/// <param name="rounds">The titles of other rounds by their ids; null for none.</param>
/// <param name="units">The names of units of other rounds by their codes; null for none.</param>
public sealed class AuditNames(
    PageRequest request, RoundRules? rules, IReadOnlyList<InspectionPanel> panels, StaffNames staff, IReadOnlyDictionary<string, string>? rounds = null,
    IReadOnlyDictionary<string, string>? units = null)
{
    private readonly Dictionary<string, string> _units = rules?.Units.ToDictionary(unit => unit.Code, unit => request.In(unit.Label), StringComparer.Ordinal) ?? new(units ?? new Dictionary<string, string>(), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _rounds = new(rounds ?? new Dictionary<string, string>(), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _criteria = rules?.Criteria.ToDictionary(criterion => criterion.Code, criterion => request.In(criterion.Label), StringComparer.Ordinal) ?? [];

    private readonly Dictionary<string, string> _groups = rules?.Groups.ToDictionary(group => group.Code, group => request.In(group.Label), StringComparer.Ordinal) ?? [];

    private readonly Dictionary<string, string> _panels = panels.ToDictionary(panel => panel.Code, panel => request.In(panel.Label), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _bodies = rules?.Assessors?.ToDictionary(body => body.Code, body => request.In(body.Label), StringComparer.Ordinal) ?? [];

    /// <summary>The user of an account, with the account where it has another name: one person may use several.</summary>
    public string Account(string account) => staff.Of(account) is var person && person != account ? request.Texts.Say("audit.user", person, account) : account;

    /// <summary>A value of a form, such as the second one of <c>{0}: unit {1}</c>.</summary>
    public string Say(string form, int place, string value) => WordBefore(form, place) switch
    {
        "unit" => Named(_units, value),
        "units" or "drawn:" => List(value, code => Find(_units, code) ?? Find(_criteria, code)),
        "of" when form == UnitOfRole => Named(_units, value),
        "in" => Named(_rounds, value),
        "objection" => EntryNumbers.NumberOf(request.Texts, value),
        "criterion" => Named(_criteria, value),
        "group" => Named(_groups, value),
        "panel" => Named(_panels, value),
        "of" when form.StartsWith("panel ", StringComparison.Ordinal) || form.StartsWith("draw ", StringComparison.Ordinal) => Find(_bodies, value) is { } body ? body : value,
        "inspectors" => List(value, Weighed).Replace(request.Texts["audit.between-codes"] + "(", " (", StringComparison.Ordinal),
        "inspector" or "by" or "to" => Account(value),
        _ when form == ComplaintAssigned => Account(value),
        _ when rules is not null && value.StartsWith('/') => new FigureNames(rules, request).Of(value),
        _ => EntryNumbers.Of(request.Texts, value),
    };

    /// <summary>An instant: to the minute, and a deadline as the end of its day.</summary>
    public string Say(string form, int place, DateTimeOffset at, string timeZone) => WordBefore(form, place) is "closes" or "close" || form.EndsWith("objections until {0}", StringComparison.Ordinal)
        ? request.Formats.Deadline(at, timeZone)
        : request.Formats.Moment(at, timeZone);

    private const string ComplaintAssigned = ": {0}";
    private const string UnitOfRole = " of {0}";

    private static string WordBefore(string form, int place) =>
        form.IndexOf($"{{{place}}}", StringComparison.Ordinal) is > 0 and var at && form[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var word] ? word : "";

    private string Named(Dictionary<string, string> names, string code) => Find(names, code) is { } name ? Quoted(name) : code;

    private string List(string codes, Func<string, string?> find) =>
        string.Join(request.Texts["audit.between-codes"], codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => find(code) ?? code));

    /// <summary>An inspector; a weight in brackets, which follows the name as an item of its own, stays.</summary>
    private string? Weighed(string account) => account.StartsWith('(') ? null : Account(account);

    private static string? Find(Dictionary<string, string> names, string code) => names.TryGetValue(code, out var name) && name.Length > 0 ? name : null;

    private string Quoted(string name) => request.Texts.Say("audit.named", name);
}
