using System.Collections.Frozen;
using Evaluation.Awards;
using Evaluation.Gateway.Pages.Shared.Figures;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Panels;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Shared.Audit;

/// <summary>
/// What the values in the details of an audit are called on a page: units, groups, criteria, panels, awards, accounts and numbered
/// entries by their names, deadlines by the day that ends with them. A value without a name stands for itself.
/// </summary>
/// <param name="rules">The round's rules; null for acts of no round.</param>
/// <param name="staff">The users of accounts, where the reader may know them.</param>
/// <param name="rounds">The titles of other rounds by their ids; null for none.</param>
/// <param name="units">The names of units of other rounds by their codes; null for none.</param>
/// <param name="awards">The awards of the round; null for none.</param>
/// <param name="ofStaff">Whether it is the audit of the staff, whose entries begin with an account or the id of a proposal.</param>
public sealed class AuditNames(
    PageRequest request, RoundRules? rules, IReadOnlyList<InspectionPanel> panels, StaffNames staff, IReadOnlyDictionary<string, string>? rounds = null,
    IReadOnlyDictionary<string, string>? units = null, AwardView? awards = null, bool ofStaff = false)
{
    private readonly Dictionary<string, string> _units = rules?.Units.ToDictionary(unit => unit.Code, unit => request.In(unit.Label), StringComparer.Ordinal) ?? new(units ?? new Dictionary<string, string>(), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _rounds = new(rounds ?? new Dictionary<string, string>(), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _criteria = rules?.Criteria.ToDictionary(criterion => criterion.Code, criterion => request.In(criterion.Label), StringComparer.Ordinal) ?? [];

    private readonly Dictionary<string, string> _groups = rules?.Groups.ToDictionary(group => group.Code, group => request.In(group.Label), StringComparer.Ordinal) ?? [];

    private readonly Dictionary<string, string> _panels = panels.ToDictionary(panel => panel.Code, panel => request.In(panel.Label), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _bodies = rules?.Assessors?.ToDictionary(body => body.Code, body => request.In(body.Label), StringComparer.Ordinal) ?? [];

    private readonly Dictionary<string, string> _awards = Awards(awards).GroupBy(award => award.Code, StringComparer.Ordinal)
        .ToDictionary(award => award.Key, award => request.In(award.First().Label), StringComparer.Ordinal);

    /// <summary>The user of an account, with the account where it has another name: one person may use several.</summary>
    public string Account(string account) => staff.Said(request.Texts, account);

    /// <summary>One of a list of codes: in the audit of the staff an account.</summary>
    public string Code(string code) => ofStaff ? Account(code) : code;

    /// <summary>A value of a form, such as the second one of <c>{0}: unit {1}</c>.</summary>
    public string Say(string form, int place, string value) => WordBefore(form, place) switch
    {
        "unit" => Named(_units, value),
        "units" or "drawn:" => List(value, code => Find(_units, code) ?? Find(_criteria, code)),
        _ when ofStaff && place == 0 && StaffEntries.Contains(form) => EntryNumbers.OfProposal(request.Texts, value) is { } proposal ? proposal : Account(value),
        _ when place == 0 && form is AwardTier or AwardedUnit && Find(_awards, value) is { } award => award,
        "of" when form == UnitOfRole => Named(_units, value),
        "in" => Named(_rounds, value),
        "objection" => EntryNumbers.NumberOf(request.Texts, value),
        "criterion" => Named(_criteria, value),
        "group" => Named(_groups, value),
        // As on its sheet.
        "share" => value.ToUpperInvariant(),
        "panel" => Named(_panels, value),
        "of" when form.StartsWith("panel ", StringComparison.Ordinal) || form.StartsWith("draw ", StringComparison.Ordinal) => Find(_bodies, value) is { } body ? body : value,
        "inspectors" => List(value, Weighed).Replace(request.Texts["audit.between-codes"] + "(", " (", StringComparison.Ordinal),
        "inspector" or "by" or "to" => Account(value),
        _ when form == ComplaintAssigned && !ofStaff => Account(value),
        _ when form == StatedFact && rules?.Vetoes.Any(veto => veto.When.Fact == value) == true => new RoundNames(rules, request).Fact(value),
        _ when rules is not null && value.StartsWith('/') => new FigureNames(rules, request).Of(value),
        _ => EntryNumbers.Of(request.Texts, value),
    };

    /// <summary>An instant: to the minute, and a deadline as the end of its day.</summary>
    public string Say(string form, int place, DateTimeOffset at, string timeZone) => WordBefore(form, place) is "closes" or "close" || form.EndsWith("objections until {0}", StringComparison.Ordinal)
        ? request.Formats.Deadline(at, timeZone)
        : request.Formats.Moment(at, timeZone);

    private const string ComplaintAssigned = ": {0}";
    private const string StatedFact = "{0}";
    private const string UnitOfRole = " of {0}";
    private const string AwardTier = "{0} {1} units";
    private const string AwardedUnit = "{0}: unit {1}";

    /// <summary>The forms of the staff whose first value is an account or a proposal. That of a new account has the person.</summary>
    private static readonly FrozenSet<string> StaffEntries =
        ["{0}", "{0}: {1}", "{0}: {1}, {2}{3}", AwardedUnit, "{0}: unit {1}, {2}", "{0}: locked until {1}", "{0}: effective at {1}"];

    private static string WordBefore(string form, int place) =>
        form.IndexOf($"{{{place}}}", StringComparison.Ordinal) is > 0 and var at && form[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var word] ? word : "";

    private static IEnumerable<(string Code, LocalText Label)> Awards(AwardView? awards) =>
    [
        .. awards?.List?.Tiers.Select(tier => (tier.Code, tier.Label)) ?? [],
        .. awards?.Special.SelectMany(special => new[] { special.Proposed, special.Standing }).OfType<SpecialAward>().Select(prize => (prize.Code, prize.Label)) ?? [],
        .. awards?.FormerTiers?.Select(tier => (tier.Code, tier.Label)) ?? [],
    ];

    private string Named(Dictionary<string, string> names, string code) => Find(names, code) is { } name ? Quoted(name) : code;

    private string List(string codes, Func<string, string?> find) =>
        string.Join(request.Texts["audit.between-codes"], codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => find(code) ?? code));

    /// <summary>An inspector; a weight in brackets, which follows the name as an item of its own, stays.</summary>
    private string? Weighed(string account) => account.StartsWith('(') ? null : Account(account);

    private static string? Find(Dictionary<string, string> names, string code) => names.TryGetValue(code, out var name) && name.Length > 0 ? name : null;

    private string Quoted(string name) => request.Texts.Say("audit.named", name);
}
