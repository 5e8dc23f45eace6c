using System.Collections.Immutable;
using Evaluation.Kernel.Reading;

namespace Evaluation.Assessment;

/// <summary>
/// Reads changes of a ledger from a request body and lists all faults of form. <see cref="LedgerChangeCheck"/> checks them against the
/// rules.
/// </summary>
public static class LedgerChangeReader
{
    private const string NotApplicable = "na";

    /// <summary>Reads a list of changes, each like <c>{"change": "spot-check-withdrawn", "id": "c1"}</c>.</summary>
    public static IReadOnlyList<LedgerChange> Read(JsonCursor at) => [.. at.List(Limits.CorrectionsPerAnswer, Change).OfType<LedgerChange>()];

    private static LedgerChange? Change(JsonCursor at)
    {
        if (!at.IsObject)
        {
            at.Expected("an object");
            return null;
        }
        return at.Kind(LedgerChange.Discriminator).Word(
            [
                "sheet-entered", "sheet-withdrawn", "claim-decided", "adjustment-entered", "adjustment-withdrawn", "spot-check-entered", "spot-check-withdrawn",
                "fact-stated", "fact-withdrawn",
            ]) switch
        {
            "sheet-entered" => new SheetEntered(Sheet(Only(at, "sheet"))),
            "sheet-withdrawn" => Withdrawn(at),
            "claim-decided" => new ClaimDecided(Claim(Only(at, "claim"))),
            "adjustment-entered" => new AdjustmentEntered(Adjustment(Only(at, "adjustment"))),
            "adjustment-withdrawn" => new AdjustmentWithdrawn(Stored(Only(at, "id"))),
            "spot-check-entered" => new SpotCheckEntered(SpotCheck(Only(at, "spotCheck"))),
            "spot-check-withdrawn" => new SpotCheckWithdrawn(Stored(Only(at, "id"))),
            "fact-stated" => new FactStated(Fact(Only(at, "fact"))),
            "fact-withdrawn" => new FactWithdrawn(Stored(Only(at, "fact"))),
            _ => null,
        };
    }

    /// <summary>The only member that a change has besides its kind.</summary>
    private static JsonCursor Only(JsonCursor at, string name) => at.Object(LedgerChange.Discriminator, name).Required(name);

    private static Sheet Sheet(JsonCursor at)
    {
        var fields = at.Object("inspector", "points", "panel", "note", "visitedOn", "by", "period", "figures");
        return new(
            Name(fields.Required("inspector")),
            fields.Required("points").Map(Limits.Criteria, Points).ToImmutableSortedDictionary(StringComparer.Ordinal),
            fields.Nullable("panel").TextOrNull(Limits.LabelCharacters),
            fields.Nullable("note").TextOrNull(Limits.ReasonCharacters, lines: true),
            fields.Nullable("visitedOn").WorkDay(),
            fields.Nullable("by").TextOrNull(Limits.SlugCharacters),
            fields.Nullable("period").TextOrNull(Limits.SlugCharacters),
            SheetFigureReader.Read(fields.Nullable("figures")));
    }

    private static SheetWithdrawn Withdrawn(JsonCursor at)
    {
        var fields = at.Object(LedgerChange.Discriminator, "inspector", "period");
        return new(Stored(fields.Required("inspector")), fields.Nullable("period").TextOrNull(Limits.SlugCharacters));
    }

    private static Claim Claim(JsonCursor at)
    {
        var fields = at.Object("criterion", "claimed", "accepted", "reason", "period");
        return new(
            Name(fields.Required("criterion")),
            Points(fields.Required("claimed")),
            Points(fields.Required("accepted")),
            fields.Nullable("reason").TextOrNull(Limits.ReasonCharacters, lines: true),
            Period: fields.Nullable("period").TextOrNull(Limits.SlugCharacters));
    }

    /// <summary>
    /// Reads an adjustment without proposer and approver; see <see cref="LedgerChange.SignedBy"/>. One that names an entry of the catalogue
    /// gets its points from <see cref="CataloguePrice"/>.
    /// </summary>
    private static Adjustment Adjustment(JsonCursor at)
    {
        var fields = at.Object("id", "kind", "points", "rule", "fact", "document", "entry", "level");
        var entry = fields.Nullable("entry").TextOrNull(Limits.SlugCharacters);
        return new(
            Name(fields.Required("id")),
            fields.Required("kind").Choice<AdjustmentKind>(),
            AdjustmentFields.Points(fields, entry),
            AdjustmentFields.Rule(fields, entry),
            fields.Required("fact").Text(Limits.ReasonCharacters, lines: true),
            ProposedBy: "",
            Document: fields.Nullable("document").TextOrNull(Limits.LabelCharacters),
            Entry: entry,
            Level: fields.Nullable("level").TextOrNull(Limits.SlugCharacters));
    }

    private static SpotCheck SpotCheck(JsonCursor at)
    {
        var fields = at.Object("id", "failed", "on", "note");
        return new(
            Name(fields.Required("id")),
            fields.Required("failed").Flag(),
            fields.Nullable("on").WorkDay(),
            fields.Nullable("note").TextOrNull(Limits.ReasonCharacters, lines: true));
    }

    private static StatedFact Fact(JsonCursor at)
    {
        var fields = at.Object("fact", "document");
        return new(Name(fields.Required("fact")), fields.Nullable("document").TextOrNull(Limits.LabelCharacters));
    }

    private static string Name(JsonCursor at) => at.Text(Limits.LabelCharacters);

    private static string Stored(JsonCursor at) => at.StoredName(Limits.LabelCharacters);

    /// <summary>A number of points, or <c>"na"</c> for "not applicable".</summary>
    private static decimal? Points(JsonCursor at)
    {
        if (!at.IsText)
            return at.Number();
        at.Word([NotApplicable], " or a number of points");
        return null;
    }
}
