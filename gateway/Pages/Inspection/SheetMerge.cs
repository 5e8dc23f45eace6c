using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rules;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Pages.Inspection;

/// <summary>The choice among the versions that several devices have written: one version for each thing that differs.</summary>
/// <param name="Heads">The versions that the form has shown.</param>
/// <param name="Picked">By the code of a criterion, or <see cref="Whole"/>, the version that was chosen.</param>
public sealed record SheetMerge(IReadOnlyList<long> Heads, IReadOnlyDictionary<string, long> Picked)
{
    /// <summary>Stands for the note, the visit and the document of the sheet.</summary>
    public const string Whole = "*";

    public static readonly SheetMerge None = new([], new Dictionary<string, long>());

    public static SheetMerge Read(IFormCollection form, IReadOnlyList<Criterion> criteria) => new(
        InspectionForm.Versions(form),
        criteria.Select(criterion => criterion.Code).Append(Whole)
            .Select(what => (What: what, Text: form[Field(what)].ToString()))
            .Where(pick => long.TryParse(pick.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _))
            .ToDictionary(pick => pick.What, pick => long.Parse(pick.Text, System.Globalization.CultureInfo.InvariantCulture)));

    public static string Field(string what) => "pick." + what;

    /// <summary>What differs: the criteria, then the whole sheet if its note, visit or document do.</summary>
    public static IReadOnlyList<string> Differing(SheetView view) =>
        view.Heads.Select(head => (head.Note, head.VisitedAt, head.Document)).Distinct().Count() > 1 ? [.. view.Differences, Whole] : view.Differences;

    /// <summary>What differs and is not chosen.</summary>
    public IReadOnlyList<string> Open(SheetView view) => [.. Differing(view).Where(what => !Picked.TryGetValue(what, out var version) || view.Heads.All(head => head.Version != version))];

    /// <summary>
    /// The merged sheet. It names the versions that the form has shown, so that a version that came later still conflicts. Evidence of all
    /// versions stays. The caller has checked that nothing is open.
    /// </summary>
    public Outcome<SheetEdit> Edit(SheetView view, RoundRules rules, string? body)
    {
        var newest = view.Heads[^1];
        SheetHeadView Of(string what) => Picked.TryGetValue(what, out var version) ? view.Heads.First(head => head.Version == version) : newest;
        string[] codes = [.. rules.OnSheet(body, view.Period).Select(criterion => criterion.Code)];
        var whole = Of(Whole);
        return FormBody.Read((read, found) => SheetReader.Read(read, found, rules, body), RefusalCode.BadRequest, new()
        {
            ["period"] = view.Period,
            ["basedOn"] = Heads,
            ["points"] = Chosen(codes, code => Of(code).Points.GetValueOrDefault(code)),
            ["figures"] = Chosen(codes, code => Of(code).Figures?.GetValueOrDefault(code)),
            ["notes"] = Chosen(codes, code => Of(code).Notes.GetValueOrDefault(code)),
            ["note"] = whole.Note,
            ["visitedAt"] = whole.VisitedAt?.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
            ["document"] = whole.Document,
            ["evidence"] = view.Heads.SelectMany(head => head.Evidence).Distinct().ToArray(),
        });
    }

    /// <summary>An entry as the body of the API has it.</summary>
    private static Dictionary<string, object> Chosen(string[] codes, Func<string, object?> of) =>
        codes.Select(code => (Code: code, Value: of(code))).Where(entry => entry.Value is not null).ToDictionary(
            entry => entry.Code,
            entry => entry.Value is Assessment.SheetFigure figure
                ? new Dictionary<string, decimal?> { ["value"] = figure.Value, ["target"] = figure.Target }.Where(member => member.Value is not null).ToDictionary()
                : entry.Value!);
}
