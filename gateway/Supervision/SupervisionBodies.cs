using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Gateway.Evidence;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Supervision;

/// <summary>The body of a spot check.</summary>
/// <param name="On">The day of the check, in the period of the round.</param>
/// <param name="Evidence">Ids of evidence of the unit.</param>
public sealed record NewSpotCheck(bool Failed, DateOnly On, string? Note = null, IReadOnlyList<string>? Evidence = null)
{
    internal static NewSpotCheck Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("failed", "on", "note", "evidence");
        return new(
            fields.Required("failed").Flag(),
            fields.Required("on").WorkDay() ?? default,
            fields.Nullable("note").TextOrNull(Limits.NoteCharacters, lines: true),
            EvidenceIds.Read(fields.Nullable("evidence")));
    }
}

/// <summary>The body of a fact.</summary>
/// <param name="Fact">A name that a veto of the round uses.</param>
/// <param name="Document">The document that records the fact.</param>
/// <param name="On">The day of the fact, in the period of the round.</param>
/// <param name="Evidence">Ids of evidence of the unit.</param>
public sealed record NewFact(string Fact, string? Document = null, DateOnly? On = null, string? Note = null, IReadOnlyList<string>? Evidence = null)
{
    internal static NewFact Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("fact", "document", "on", "note", "evidence");
        return new(
            fields.Required("fact").Text(Limits.LabelCharacters),
            fields.Nullable("document").TextOrNull(Limits.LabelCharacters),
            fields.Nullable("on").WorkDay(),
            fields.Nullable("note").TextOrNull(Limits.NoteCharacters, lines: true),
            EvidenceIds.Read(fields.Nullable("evidence")));
    }
}

/// <summary>
/// The body of an adjustment. In a round with a catalogue it names an entry, whose points count; otherwise kind, points and rule are
/// required.
/// </summary>
/// <param name="Kind">With an entry it may be left out.</param>
/// <param name="Points">Above 0; the kind decides whether they are added or subtracted. Left out with an entry.</param>
/// <param name="Rule">The rule that provides for it. With an entry it may be left out.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Document">The document that records the fact.</param>
/// <param name="Evidence">Ids of evidence of the unit.</param>
/// <param name="Entry">The code of an entry of the round's catalogue.</param>
/// <param name="Level">The level of the entry, if it has levels.</param>
public sealed record NewAdjustment(
    AdjustmentKind? Kind, decimal? Points, string? Rule, string Fact, string? Document = null, string? Note = null, IReadOnlyList<string>? Evidence = null, string? Entry = null,
    string? Level = null)
{
    internal static NewAdjustment Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("kind", "points", "rule", "fact", "document", "note", "evidence", "entry", "level");
        var entry = fields.Nullable("entry").TextOrNull(Limits.SlugCharacters);
        var kind = entry is null ? fields.Required("kind") : fields.Nullable("kind");
        return new(
            kind.IsThere ? kind.Choice<AdjustmentKind>() : null,
            AdjustmentFields.Points(fields, entry),
            AdjustmentFields.Rule(fields, entry),
            fields.Required("fact").Text(Limits.ReasonCharacters, lines: true),
            fields.Nullable("document").TextOrNull(Limits.LabelCharacters),
            fields.Nullable("note").TextOrNull(Limits.NoteCharacters, lines: true),
            EvidenceIds.Read(fields.Nullable("evidence")),
            entry,
            fields.Nullable("level").TextOrNull(Limits.SlugCharacters));
    }
}
