using System.Collections.Frozen;
using System.Globalization;
using Evaluation.Complaints;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rounds;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Shared.Audit;

/// <summary>
/// Lines of an audit in the reader's language. The catalogue has the form of every detail; codes, names and what persons typed stay as
/// they are.
/// </summary>
public static class AuditTexts
{
    /// <summary>A ballot box, which the record counts from 0 and readers from 1.</summary>
    private const string BoxForm = "box {0}";

    private static readonly FrozenDictionary<string, string> Forms = ByEnglish("detail.");

    private static readonly FrozenDictionary<string, string> Reasons = ByEnglish("stated.");

    /// <summary>The acts that a schedule begins. What the system does after an act of a person is not the schedule's.</summary>
    private static readonly FrozenSet<string> Scheduled = ["voting-opened", "assessing-opened", "sealing-started", "schedule-missed"];

    /// <summary>Who acted: the name of an account, or what acts without an account.</summary>
    /// <param name="act">The name of the event.</param>
    /// <param name="names">The users of accounts; null leaves the accounts.</param>
    public static string By(Catalogue texts, string by, string act, AuditNames? names = null) => by switch
    {
        Complaint.Public => texts["audit.by-public"],
        RoundCommand.Schedule => texts[Scheduled.Contains(act) ? "audit.by-schedule" : "audit.by-system"],
        StaffGrain.System => texts["audit.by-system"],
        _ => names?.Account(by) ?? by,
    };

    /// <summary>The reason as it was typed; one that the system states, in the reader's language.</summary>
    public static string? Reason(Catalogue texts, string? reason) => reason is not null && Reasons.TryGetValue(reason, out var key) ? texts[key] : reason;

    /// <summary>What an audit says of an act besides its name, with instants to the second in a time zone.</summary>
    /// <param name="names">What values are called on a page; null says codes as the API does.</param>
    public static string Detail(Catalogue texts, AuditDetail detail, string timeZone, AuditNames? names = null)
    {
        var values = detail.Values.Select(object? (value, place) => Value(texts, detail.Form, place, value, timeZone, names)).ToArray();
        if (detail.Form == BoxForm && values is [string box] && int.TryParse(box, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            values = [index + 1];
        var said = Template.Fill(Forms.TryGetValue(detail.Form, out var key) ? texts[key] : detail.Form, values);
        return names is null || texts.Language == "en" ? said : said.Replace(" “", "“", StringComparison.Ordinal).Replace("” ", "”", StringComparison.Ordinal);
    }

    private static string Value(Catalogue texts, string form, int place, AuditValue value, string timeZone, AuditNames? names) => value.Kind switch
    {
        AuditValueKind.Instant when names is not null => names.Say(form, place, DateTimeOffset.Parse(value.Text, CultureInfo.InvariantCulture), timeZone),
        AuditValueKind.Instant => new Formats(texts).Second(DateTimeOffset.Parse(value.Text, CultureInfo.InvariantCulture), timeZone),
        AuditValueKind.Act => texts.Find("audited." + value.Text) ?? value.Text,
        AuditValueKind.Sentence => DomainTexts.Sentence(texts, value.Text),
        AuditValueKind.Codes => string.Join(texts["audit.between-codes"], names is null ? value.Items! : value.Items!.Select(names.Code)),
        AuditValueKind.Parts when value.Parts!.Count == 0 => texts["audit.none"],
        AuditValueKind.Parts => string.Join(texts["audit.between-parts"], value.Parts!.Select(part => Detail(texts, part, timeZone, names))),
        _ => names?.Say(form, place, value.Text) ?? value.Text,
    };

    /// <summary>The keys of a section by their English texts, which are the forms in the domain.</summary>
    private static FrozenDictionary<string, string> ByEnglish(string section) => Catalogue.English.Keys.Where(key => key.StartsWith(section, StringComparison.Ordinal))
        .ToFrozenDictionary(key => Catalogue.English[key], key => key, StringComparer.Ordinal);
}
