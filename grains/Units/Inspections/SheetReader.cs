using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Units.Inspections;

/// <summary>An edit of a sheet.</summary>
/// <param name="BasedOn">The versions that the edit has seen.</param>
/// <param name="Content">The whole sheet as the edit leaves it.</param>
/// <param name="File">Whether the sheet is to be filed.</param>
/// <param name="Period">The period of the sheet; null for criteria without periods.</param>
public sealed record SheetEdit(IReadOnlyList<long> BasedOn, SheetContent Content, bool File, string? Period = null);

/// <summary>
/// Reads an edit of a sheet from a request body and lists all faults of form; see <see cref="SheetCheck"/> for the others.
/// </summary>
public static class SheetReader
{
    private const string NotApplicable = "na";

    /// <param name="body">The body.</param>
    /// <param name="faults">Receives the faults.</param>
    /// <param name="rules">The rules of the round, which name the criteria.</param>
    /// <param name="assessor">The assessing body of the inspector; null for the inspection panel.</param>
    public static SheetEdit Read(JsonElement body, FaultList faults, RoundRules rules, string? assessor = null)
    {
        var fields = JsonCursor.Root(body, faults).Object("period", "basedOn", "points", "notes", "note", "visitedAt", "document", "evidence", "file", "figures");
        var period = Period(fields.Nullable("period"), faults, rules, assessor);
        var criteria = rules.OnSheet(assessor, period);
        var basedOn = fields.Nullable("basedOn").List(Limits.SheetEdits, Version);
        var points = fields.Nullable("points");
        var notes = fields.Nullable("notes");
        var figures = fields.Nullable("figures");
        var content = new SheetContent(
            Known(points, points.Map(Limits.Criteria, Points), criteria, rules, faults, criterion => criterion.Score is null, "takes no points: they follow from a figure"),
            Given(Known(notes, notes.Map(Limits.Criteria, Note), criteria, rules, faults, _ => true, "")),
            Note(fields.Nullable("note")),
            fields.Nullable("visitedAt").WorkInstant(),
            Blank(fields.Nullable("document"), Limits.LabelCharacters, lines: false),
            fields.Nullable("evidence").List(Limits.EvidencePerEntry, Evidence) is { Count: > 0 } evidence ? evidence : null,
            SheetFigureReader.Read(figures) is { } given ? Known(figures, given, criteria, rules, faults, criterion => criterion.HasFigure, "takes no figure on a sheet") : null);
        return new(basedOn, content, fields.Nullable("file").Flag(), period);
    }

    private static string? Period(JsonCursor at, FaultList faults, RoundRules rules, string? assessor)
    {
        var period = at.TextOrNull(Limits.SlugCharacters);
        // Without a criterion, every entry is a fault.
        if (rules.SheetPeriods(assessor) is { Count: > 0 } periods && period is not "")
            SheetFormCheck.IsPeriod(periods, period, "/period", faults);
        return period;
    }

    private static long Version(JsonCursor at)
    {
        var version = at.Integer(1);
        if (version < 1)
            at.Expected("a version from 1");
        return version;
    }

    /// <summary>The entries in ordinal order. One for a criterion that the sheet does not have, or that takes none, is a fault.</summary>
    private static SortedDictionary<string, TValue> Known<TValue>(
        JsonCursor at, IReadOnlyDictionary<string, TValue> entries, IReadOnlyList<Criterion> criteria, RoundRules rules, FaultList faults, Func<Criterion, bool> takes, string otherwise)
    {
        string[] known = [.. criteria.Select(criterion => criterion.Code)];
        var place = rules.FiledCriteria.Count == known.Length ? "of the round" : "of this sheet";
        foreach (var code in entries.Keys.Except(known))
            faults.Add($"{at.Pointer}/{JsonCursor.Escaped(code)}", $"is no assessed criterion {place}; {NameHint.For(code, known)}");
        foreach (var criterion in criteria.Where(criterion => entries.ContainsKey(criterion.Code) && !takes(criterion)))
            faults.Add($"{at.Pointer}/{criterion.Code}", otherwise);
        return new(entries.ToDictionary(entry => entry.Key, entry => entry.Value), StringComparer.Ordinal);
    }

    private static SortedDictionary<string, string>? Given(SortedDictionary<string, string?> notes)
    {
        var given = notes.Where(note => note.Value is not null).ToDictionary(note => note.Key, note => note.Value!);
        return given.Count == 0 ? null : new(given, StringComparer.Ordinal);
    }

    /// <summary>A number of points, or <c>"na"</c> for "not applicable". Zeros at the end of the decimals are removed.</summary>
    private static decimal? Points(JsonCursor at)
    {
        if (at.IsText)
        {
            at.Word([NotApplicable], " or a number of points");
            return null;
        }
        var points = at.Number() / 1.0000000000000000000000000000m;
        if (points < 0)
            at.Expected("a number of points from 0, or \"na\"");
        else if (points.Scale > Limits.DraftPointDecimals)
            at.Expected($"a number with at most {Limits.DraftPointDecimals} decimals");
        return points;
    }

    private static string? Note(JsonCursor at) => Blank(at, Limits.NoteCharacters, lines: true);

    /// <summary>A text; null when it is blank, as a form sends a field that was not filled in.</summary>
    private static string? Blank(JsonCursor at, int charactersMax, bool lines)
    {
        if (!at.IsThere)
            return null;
        var text = at.TypedText();
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (PlainText.Fault(text, charactersMax, lines) is { } fault)
            at.Fail(fault);
        return text;
    }

    private static string Evidence(JsonCursor at)
    {
        var id = at.Text(Limits.SlugCharacters);
        if (id.Length > 0 && !Slug.IsValid(id))
            at.Expected("the id of an item of evidence");
        return id;
    }
}
