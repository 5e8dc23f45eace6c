using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Supervision;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Reviewer.Entries;

/// <summary>The form that proposes an adjustment, as it was typed.</summary>
/// <param name="Evidence">The ids of the unit's evidence that is ticked.</param>
/// <param name="Choice">An entry of the catalogue with its level; empty for a free adjustment.</param>
public sealed record ProposalForm(string Choice, string Kind, string Points, string Rule, string Fact, string Document, string Note, IReadOnlyList<string> Evidence)
{
    public static readonly ProposalForm Empty = new("", "bonus", "", "", "", "", "", []);

    /// <summary>Between the code of an entry and its level. No code has it.</summary>
    private const char Separator = '/';

    internal static ProposalForm Read(IFormCollection form) => new(
        Text(form, "entry"), Text(form, "kind"), Text(form, "points"), Text(form, "rule"), Text(form, "fact"), Text(form, "document"), Text(form, "note"),
        [.. form["evidence"].OfType<string>().Where(id => id.Length > 0).Distinct()]);

    /// <summary>The values of the choice: each entry, with each of its levels.</summary>
    public static IEnumerable<(string Choice, CatalogueEntry Entry, string? Level, decimal Points)> Choices(RoundRules rules) => (rules.Entries ?? []).SelectMany(entry =>
        entry.Levels is { } levels
            ? levels.Select(level => ($"{entry.Code}{Separator}{level.Key}", entry, (string?)level.Key, level.Value))
            : [(entry.Code, entry, null, entry.Points ?? 0)]);

    /// <summary>The adjustment, read as the API reads it.</summary>
    /// <param name="hasCatalogue">Whether an entry gives kind, points and rule.</param>
    internal Outcome<NewAdjustment> ToBody(bool hasCatalogue)
    {
        if (hasCatalogue && Choice.Length == 0)
            return Missing(Fact.Length == 0 ? ["/entry", "/fact"] : ["/entry"]);
        var chosen = Choice.Split(Separator, 2);
        return FormBody.Read(NewAdjustment.Read, RefusalCode.BadRequest, new()
        {
            ["entry"] = hasCatalogue ? chosen[0] : null,
            ["level"] = hasCatalogue ? chosen.ElementAtOrDefault(1) : null,
            ["kind"] = hasCatalogue ? null : Kind,
            ["points"] = hasCatalogue ? null : FormNumber.OrText(Points),
            ["rule"] = hasCatalogue ? null : Rule,
            ["fact"] = Fact,
            ["document"] = Document,
            ["note"] = Note,
            ["evidence"] = Evidence,
        });
    }

    private static Refusal Missing(IEnumerable<string> pointers)
    {
        Fault[] faults = [.. pointers.Select(pointer => new Fault(pointer, "is missing"))];
        return new(RefusalCode.BadRequest, JsonBody.Describe(faults), ("faults", faults));
    }

    internal static string Text(IFormCollection form, string name) => form[name].ToString().Trim().ReplaceLineEndings("\n");
}

/// <summary>The form that states a fact, as it was typed.</summary>
public sealed record FactForm(string Fact, string Document, string On, string Note)
{
    public static readonly FactForm Empty = new("", "", "", "");

    internal static FactForm Read(IFormCollection form) =>
        new(ProposalForm.Text(form, "fact"), ProposalForm.Text(form, "document"), ProposalForm.Text(form, "on"), ProposalForm.Text(form, "note"));

    /// <summary>The fact, read as the API reads it.</summary>
    internal Outcome<NewFact> ToBody() => FormBody.Read(NewFact.Read, RefusalCode.BadRequest, new() { ["fact"] = Fact, ["document"] = Document, ["on"] = On, ["note"] = Note });
}

/// <summary>The form on the page of a unit's entries that was refused, or is shown again as it was typed.</summary>
/// <param name="At">The id of an adjustment or a fact with a form of its own.</param>
/// <param name="Reason">The reason that was typed there.</param>
public sealed record EntryForm(string? At = null, string? Reason = null, ProposalForm? Proposal = null, FactForm? Fact = null);
