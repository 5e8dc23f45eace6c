using System.Text.Json;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Honours;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Honours;

/// <summary>The body that defines a title.</summary>
/// <param name="TermMonths">Calendar months of a term.</param>
/// <param name="ReexaminationMonths">Calendar months from the beginning of a term to the re-examination; null for none.</param>
/// <param name="BasedOn">The version that the body replaces: 0 before the first. Left out: any.</param>
public sealed record NewTitle(LocalText Label, HonourLevel Level, int TermMonths, int? ReexaminationMonths = null, long? BasedOn = null)
{
    internal static NewTitle Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("label", "level", "termMonths", "reexaminationMonths", ReadVersions.Member);
        var reexamination = fields.Nullable("reexaminationMonths");
        return new(
            LocalTextReader.Read(fields.Required("label")), fields.Required("level").Choice<HonourLevel>(), Months(fields.Required("termMonths")),
            reexamination.IsThere ? Months(reexamination) : null, ReadVersions.Read(fields));
    }

    internal Title For(string code) => new(code, Label, Level, TermMonths, ReexaminationMonths);

    private static int Months(JsonCursor at) => at.Integer(1, Limits.TermMonths);
}

/// <summary>The body that confers a title on a unit.</summary>
/// <param name="From">The first day of the term.</param>
/// <param name="Document">The document that confers the title.</param>
/// <param name="Round">The round that the honour follows from.</param>
public sealed record NewHonour(string Title, string Unit, DateOnly From, string? Document = null, string? Round = null)
{
    internal static NewHonour Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("title", "unit", "from", "document", "round");
        return new(
            fields.Required("title").Text(Limits.SlugCharacters), fields.Required("unit").Text(Limits.SlugCharacters), fields.Required("from").WorkDay() ?? default,
            fields.Nullable("document").TextOrNull(Limits.LabelCharacters), fields.Nullable("round").TextOrNull(Limits.SlugCharacters));
    }
}

/// <summary>The body that renews an honour. All members may be left out.</summary>
/// <param name="From">The first day of the new term; the end of the renewed one if left out.</param>
/// <param name="Unit">The unit that continues the renewed one after a renaming or a merger; the same unit if left out.</param>
/// <param name="Round">The round that the renewal follows from.</param>
public sealed record Renewal(DateOnly? From = null, string? Unit = null, string? Document = null, string? Round = null)
{
    internal static Renewal Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("from", "unit", "document", "round");
        return new(
            fields.Nullable("from").WorkDay(), fields.Nullable("unit").TextOrNull(Limits.SlugCharacters), fields.Nullable("document").TextOrNull(Limits.LabelCharacters),
            fields.Nullable("round").TextOrNull(Limits.SlugCharacters));
    }
}

/// <summary>The body that withdraws an honour.</summary>
/// <param name="On">The first day without the title; today if left out.</param>
public sealed record NewWithdrawal(string Grounds, DateOnly? On = null)
{
    internal static NewWithdrawal Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("grounds", "on");
        return new(fields.Required("grounds").Text(Limits.ReasonCharacters, lines: true), fields.Nullable("on").WorkDay());
    }
}
