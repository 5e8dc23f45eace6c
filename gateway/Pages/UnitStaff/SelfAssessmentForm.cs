using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Headings;

namespace Evaluation.Gateway.Pages.UnitStaff;

/// <summary>The form of a self-assessment: one row for each criterion and period, with what was typed.</summary>
/// <param name="BasedOn">The version that the form was made from; 0 before the first save.</param>
/// <param name="Seen">The <see cref="Mark"/> of the form when it was opened or last saved; empty where that is not known.</param>
public sealed record SelfAssessmentForm(IReadOnlyList<SelfAssessmentRow> Rows, string DeclaredTotal, bool? NoComplaints, string Report, long BasedOn, string Seen = "")
{
    /// <summary>The labels of the fields whose faults do not stand beside them alone.</summary>
    private static readonly Dictionary<string, string> FieldTexts = new(StringComparer.Ordinal)
    {
        ["report"] = "unit.reportText",
        ["reason"] = "unit.reason",
        ["name"] = "unit.figureName",
        ["value"] = "unit.figureValue",
        ["unit"] = "unit.figureUnit",
        ["numerator"] = "unit.numerator",
        ["denominator"] = "unit.denominator",
        ["asOf"] = "unit.asOf",
    };

    /// <summary>What the fields beside the rows say, in a few characters: equal for equal text.</summary>
    public string Mark => FormMark.Of([DeclaredTotal, NoComplaints == true ? "true" : "", Report.Trim()]);

    /// <summary>
    /// The form after somebody else has saved: a row that the person has changed stays as typed, and every other row says what stands.
    /// </summary>
    /// <param name="standing">The form of what stands.</param>
    public SelfAssessmentForm After(SelfAssessmentForm standing)
    {
        var head = Seen == Mark ? standing : this;
        return new(
            [.. Rows.Zip(standing.Rows, (mine, now) => mine.Seen == mine.Mark ? now : mine with { Seen = now.Seen })],
            head.DeclaredTotal, head.NoComplaints, head.Report, standing.BasedOn, standing.Seen);
    }

    /// <summary>The form of what stands.</summary>
    /// <param name="view">Null before the first save.</param>
    public static SelfAssessmentForm Of(RoundRules rules, SelfAssessmentView? view)
    {
        var form = new SelfAssessmentForm(
            [.. Places(rules).Select(place => SelfAssessmentRow.Of(place.Criterion, place.Period, view?.Items.FirstOrDefault(item => item.Criterion == place.Criterion.Code && item.Period == place.Period)))],
            view?.DeclaredTotal is { } total ? Plain(total) : "", view?.NoComplaints, view?.Report ?? "", view?.Version ?? 0);
        return form with { Seen = form.Mark };
    }

    /// <summary>The form as it was sent. Fields of rows that the rules do not have are ignored.</summary>
    public static SelfAssessmentForm Read(RoundRules rules, IFormCollection form) => new(
        [.. Places(rules).Select((place, index) => SelfAssessmentRow.Read(place.Criterion, place.Period, form, index))],
        form["declaredTotal"].ToString().Trim(), form["noComplaints"].Contains("true") ? true : null, form["report"].ToString().ReplaceLineEndings("\n"), form.BasedOn().FirstOrDefault(), form["seen"].ToString());

    /// <summary>
    /// What the form says, read as the API reads a body. Points may be typed as people do: 9 分, full-width digits. Refused with faults
    /// whose pointers begin with the row, as in <c>/items/3/claimed</c>.
    /// </summary>
    public Outcome<SelfAssessmentEdit> Edit()
    {
        var faults = new List<Fault>();
        var filled = Rows.Index().Where(row => row.Item.IsFilled).ToList();
        var items = filled.Select(row => row.Item.Body($"/items/{row.Index}", faults)).ToArray();
        object? total = DeclaredTotal.Length == 0 ? null : SelfAssessmentRow.Number(DeclaredTotal, "/declaredTotal", faults);
        if (faults.Count > 0)
            return new Refusal(RefusalCode.BadRequest, "Some fields cannot be read.", ("faults", (IReadOnlyList<Fault>)faults));
        var read = FormBody.Read(SelfAssessmentEdit.Read, RefusalCode.BadRequest, new()
        {
            ["items"] = items,
            ["declaredTotal"] = total,
            ["noComplaints"] = NoComplaints,
            ["report"] = Report.Trim(),
            ["basedOn"] = BasedOn,
        });
        return read.IsRefused(out var refusal) ? AtRows(refusal, [.. filled.Select(row => row.Index)]) : read;
    }

    /// <summary>
    /// What can be saved of the form, with a fault for each field that cannot be read. Such a field keeps what stands, so one of them does
    /// not stop the others. Refused when nothing can be saved.
    /// </summary>
    /// <param name="standing">The form of what stands.</param>
    public Outcome<(SelfAssessmentEdit Edit, IReadOnlyList<Fault> Faults)> Readable(SelfAssessmentForm standing)
    {
        var (form, faults) = (this, new List<Fault>());
        while (true)
        {
            var edit = form.Edit();
            if (!edit.IsRefused(out var refusal))
                return (edit.Answer, faults);
            Fault[] found = [.. FieldFaults.All(refusal)];
            var without = form.Without(found, standing);
            // A fault that belongs to no field stays however often it is read.
            if (found.Length == 0 || faults.Count > 0 && found.All(faults.Contains))
                return refusal;
            faults.AddRange(found);
            form = without;
        }
    }

    /// <summary>Whether the form says what a remark on the saved form misses: it holds text that is not saved.</summary>
    public bool Fills(AssessmentRemark remark) => remark.Pointer == "/items" && Named(remark) is { Length: > 0 } rows && rows.All(row => row.Item.IsFilled);

    /// <summary>A remark on the saved form, with its row; null for one about the whole.</summary>
    public (int? Row, string Text) Said(AssessmentRemark remark, SelfAssessmentView? view, PageRequest request)
    {
        var row = remark.Pointer == "/items"
            ? Named(remark).Where(known => !known.Item.IsFilled).Select(known => (int?)known.Index).FirstOrDefault()
            : RowOf(remark, view?.Items ?? []);
        return (row, remark.Code == "over-maximum" && row is { } over
            ? request.Texts.Say("inspection.aboveMost", request.Formats.Number(Rows[over].Criterion.Points))
            : request.Texts["remark." + remark.Code]);
    }

    /// <summary>The row of a fault of the form; null for a fault of the whole.</summary>
    internal static int? RowAt(string pointer) => ItemOf(pointer);

    /// <summary>What to do about a field that cannot be read.</summary>
    internal string Say(PageRequest request, Fault fault) => fault.Pointer.Split('/') switch
    {
        [_, "items", .., "claimed"] when RowAt(fault.Pointer) is { } row && row < Rows.Count => SelfAssessmentRow.SayPoints(request, Rows[row].Criterion.Points),
        [_, "declaredTotal"] => SelfAssessmentRow.SayPoints(request, Rows.Select(row => row.Criterion).DistinctBy(criterion => criterion.Code).Sum(criterion => criterion.Points)),
        [.., var field] when FieldTexts.TryGetValue(field, out var label) => $"{request.Texts[label]}{request.Texts["unit.colon"]}{Words(request.Texts, fault)}",
        _ => Words(request.Texts, fault),
    };

    private static string Words(Catalogue texts, Fault fault) =>
        fault.Message.StartsWith(SelfAssessmentRow.NotANumber, StringComparison.Ordinal) ? texts["unit.number"] : DomainTexts.Fault(texts, fault.Message);

    /// <summary>The form with what stands in each field that has a fault.</summary>
    private SelfAssessmentForm Without(IReadOnlyList<Fault> faults, SelfAssessmentForm standing)
    {
        var places = faults.Select(fault => fault.Pointer.Split('/')).ToArray();
        return this with
        {
            Rows = [.. Rows.Select((row, index) => row.Without([.. places.Where(place => place is [_, "items", var at, ..] && at == $"{index}").Select(place => place[3..])], standing.Rows[index]))],
            DeclaredTotal = Has("declaredTotal") ? standing.DeclaredTotal : DeclaredTotal,
            Report = Has("report") ? standing.Report : Report,
        };

        bool Has(string field) => places.Any(place => place is [_, var at, ..] && at == field);
    }

    /// <summary>The row that a remark about the saved items belongs to; null for one about the whole.</summary>
    /// <param name="items">The items of the view in which the remark stands.</param>
    public int? RowOf(AssessmentRemark remark, IReadOnlyList<SelfAssessmentItemView> items)
    {
        if (ItemOf(remark.Pointer) is not { } at || at >= items.Count)
            return null;
        var row = Rows.Index().Where(row => row.Item.Criterion.Code == items[at].Criterion && row.Item.Period == items[at].Period).Select(row => (int?)row.Index);
        return row.FirstOrDefault();
    }

    /// <summary>
    /// The points that are entered below a heading (F27), as far as they can be read. Those of a criterion with periods are the mean over
    /// the periods that apply.
    /// </summary>
    public decimal SumBelow(IReadOnlyList<LocalText> path) => Below(path)
        .Where(row => !row.IsNotApplicable && FormNumber.Read(row.Claimed) is >= 0)
        .GroupBy(row => row.Criterion.Code, row => FormNumber.Read(row.Claimed)!.Value)
        .Sum(points => Math.Round(points.Sum() / points.Count(), Limits.PointsDecimals));

    /// <summary>The points of the criteria below a heading.</summary>
    public decimal MaximumBelow(IReadOnlyList<LocalText> path) => Below(path).Select(row => row.Criterion).DistinctBy(criterion => criterion.Code).Sum(criterion => criterion.Points);

    /// <summary>The rows of the criterion that a remark about a missing item names.</summary>
    private (int Index, SelfAssessmentRow Item)[] Named(AssessmentRemark remark) =>
        [.. Rows.Index().Where(row => remark.Detail.Contains($"'{row.Item.Criterion.Code}'", StringComparison.Ordinal))];

    private IEnumerable<SelfAssessmentRow> Below(IReadOnlyList<LocalText> path) => Rows.Where(row => HeadingPath.IsBelow(row.Criterion.Path, path));

    /// <summary>Points without trailing zeros.</summary>
    internal static string Plain(decimal number) => SelfAssessmentReader.Plain(number).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<(Criterion Criterion, string? Period)> Places(RoundRules rules) =>
        rules.FiledCriteria.SelectMany(SheetForm.PeriodsOf, (criterion, period) => (criterion, period));

    private static Refusal AtRows(Refusal refusal, int[] rows)
    {
        Fault[] faults =
        [
            .. FieldFaults.All(refusal).Select(fault => ItemOf(fault.Pointer) is { } at && at < rows.Length
                ? new Fault($"/items/{rows[at]}{fault.Pointer[(fault.Pointer.IndexOf('/', "/items/".Length) is var end and > 0 ? end : fault.Pointer.Length)..]}", fault.Message)
                : fault),
        ];
        return new(refusal.Code, refusal.Detail, ("faults", (IReadOnlyList<Fault>)faults));
    }

    private static int? ItemOf(string pointer) =>
        pointer.Split('/') is [_, "items", var index, ..] && int.TryParse(index, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : null;
}

/// <summary>A row of the form: what a unit claims for one criterion and period.</summary>
/// <param name="Claimed">The points as typed.</param>
/// <param name="Evidence">The numbers of the evidence.</param>
/// <param name="Seen">The <see cref="Mark"/> of the row when the form was opened or last saved; empty where that is not known.</param>
public sealed record SelfAssessmentRow(
    Criterion Criterion, string? Period, string Claimed, bool IsNotApplicable, string Reason, IReadOnlyList<string> Evidence, IReadOnlyList<FigureRow> Figures, string Seen = "")
{
    /// <summary>What the row says, in a few characters: equal for equal text.</summary>
    public string Mark => FormMark.Of([Claimed, IsNotApplicable ? "true" : "", Reason, .. Evidence.Order(StringComparer.Ordinal), .. Figures.Select(figure => figure.ToString())]);

    /// <summary>The beginning of the fault of a text that is no number.</summary>
    internal const string NotANumber = "must be a number, but is the text ";

    public bool IsFilled => Claimed.Length > 0 || IsNotApplicable || Reason.Length > 0 || Evidence.Count > 0 || Figures.Count > 0;

    public static SelfAssessmentRow Of(Criterion criterion, string? period, SelfAssessmentItemView? item)
    {
        var row = new SelfAssessmentRow(
            criterion, period, item?.Claimed?.Points is { } points ? SelfAssessmentForm.Plain(points) : "", item?.Claimed is { IsNotApplicable: true }, item?.Reason ?? "", item?.Evidence ?? [],
            [.. (item?.Figures ?? []).Select(FigureRow.Of)]);
        return row with { Seen = row.Mark };
    }

    internal static SelfAssessmentRow Read(Criterion criterion, string? period, IFormCollection form, int index) => new(
        criterion,
        period,
        form[$"claimed.{index}"].ToString().Trim(),
        form[$"na.{index}"].Contains("true"),
        form[$"reason.{index}"].ToString().Trim().ReplaceLineEndings("\n"),
        [.. form[$"evidence.{index}"].OfType<string>().Where(id => id.Length > 0).Distinct()],
        FigureRow.Read(form, index),
        form[$"seen.{index}"].ToString());

    /// <summary>The row as the API has it.</summary>
    internal Dictionary<string, object?> Body(string at, List<Fault> faults) => new()
    {
        ["criterion"] = Criterion.Code,
        ["period"] = Period,
        ["claimed"] = IsNotApplicable ? ClaimedPoints.NotApplicable : Claimed.Length == 0 ? null : Number(Claimed, at + "/claimed", faults),
        ["reason"] = Reason,
        ["evidence"] = Evidence,
        ["figures"] = Figures.Select((figure, index) => figure.Body($"{at}/figures/{index}", faults)).ToArray(),
    };

    /// <summary>The row with what stands in each field that has a fault.</summary>
    /// <param name="places">The pointers of the faults within the row; an empty one is the row.</param>
    internal SelfAssessmentRow Without(IReadOnlyList<string[]> places, SelfAssessmentRow standing)
    {
        if (places.Count == 0)
            return this;
        if (places.Any(place => place.Length == 0))
            return standing;
        return this with
        {
            Claimed = Has("claimed") ? standing.Claimed : Claimed,
            Reason = Has("reason") ? standing.Reason : Reason,
            Evidence = Has("evidence") ? standing.Evidence : Evidence,
            Figures = places.Any(place => place is ["figures"]) ? standing.Figures : [.. Figures.Where((_, index) => !places.Any(place => place is ["figures", var at, ..] && at == $"{index}"))],
        };

        bool Has(string field) => places.Any(place => place[0] == field);
    }

    internal static decimal? Number(string text, string at, List<Fault> faults)
    {
        var number = FormNumber.Read(text);
        if (number is null)
            faults.Add(NoNumber(at, text));
        else if (SelfAssessmentReader.PointsFault(number.Value) is { } fault)
            faults.Add(new(at, fault));
        return number;
    }

    /// <summary>What points can be, at a field that holds something else.</summary>
    internal static string SayPoints(PageRequest request, decimal most) => request.Texts.Say("unit.points", request.Formats.Number(most), Limits.PointsDecimals);

    internal static Fault NoNumber(string at, string text) => new(at, $"{NotANumber}{PlainText.Quoted(text)}");
}
