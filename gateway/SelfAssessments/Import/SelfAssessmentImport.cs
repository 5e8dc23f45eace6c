using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Tables;
using Evaluation.Rules;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.Features;

namespace Evaluation.Gateway.SelfAssessments.Import;

/// <summary>Reads a self-assessment from a table as people type it, and saves it if asked to.</summary>
public sealed class SelfAssessmentImport(SelfAssessmentUseCases assessments)
{
    /// <summary>
    /// What the self-assessment of the caller's own unit becomes, with the cells that were read as something else than they say. Refused
    /// with <see cref="RefusalCode.BadRequest"/> and the faults by row, and when saving is refused.
    /// </summary>
    /// <param name="request">Its body is a CSV file or a workbook, which its content shows.</param>
    /// <param name="save">Whether it is saved as a draft.</param>
    /// <param name="matching">The versions that <c>If-Match</c> names; null for any.</param>
    public async ValueTask<Outcome<SelfAssessmentView>> ReadAsync(
        string round, string unit, HttpRequest request, bool save, long[]? matching, StaffAccount caller, CancellationToken cancel)
    {
        var found = await assessments.OfOwnAsync(round, unit, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var standing = found.Answer;
        var file = await FileAsync(request, cancel);
        if (file.IsRefused(out refusal))
            return refusal;
        await using var content = file.Answer;
        var table = await TableAsync(standing, content, cancel);
        if (table.Faults.Count > 0)
            return new Refusal(RefusalCode.BadRequest, JsonBody.Describe(table.Faults), ("faults", table.Faults));
        var view = save
            ? await assessments.SaveAsync(round, unit, Edit(table.Content, standing.Newest?.Version ?? 0), matching, caller, cancel)
            : await assessments.PreviewAsync(standing, table.Content);
        return view.IsRefused(out refusal) ? refusal : view.Answer with { Read = table.Read };
    }

    /// <summary>
    /// What a file would make of the self-assessment of the caller's own unit, for a page that shows it before anything is saved. A file
    /// that cannot be read is no refusal: the table has the faults. Refused as saving is.
    /// </summary>
    /// <param name="file">A CSV file or a workbook; it can seek.</param>
    internal async ValueTask<Outcome<(SelfAssessmentTable Table, SelfAssessmentView View)>> LookAsync(string round, string unit, Stream file, StaffAccount caller, CancellationToken cancel)
    {
        var found = await assessments.OfOwnAsync(round, unit, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var table = await TableAsync(found.Answer, file, cancel);
        if (SelfAssessmentUseCases.RefuseEdit(found.Answer, table.Content) is { } notNow)
            return notNow;
        var view = await assessments.PreviewAsync(found.Answer, table.Content);
        return view.IsRefused(out refusal) ? refusal : (table, view.Answer);
    }

    private static async ValueTask<SelfAssessmentTable> TableAsync(StandingSelfAssessment standing, Stream file, CancellationToken cancel)
    {
        var rules = standing.Work.Rules;
        var rows = await TableFile.ReadAsync(file, rules.FiledCriteria.Sum(criterion => SheetForm.PeriodsOf(criterion).Count) + Limits.SelfAssessmentTableExtraRows, cancel);
        return SelfAssessmentTable.Of(rows, rules, standing.Newest?.Content ?? SelfAssessmentContent.Empty);
    }

    private static SelfAssessmentEdit Edit(SelfAssessmentContent content, long basedOn) =>
        new(basedOn, content.Items, content.DeclaredTotal, content.NoComplaints, content.Report);

    private static async ValueTask<Outcome<MemoryStream>> FileAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > Limits.SelfAssessmentTableBytes)
            return JsonBody.TooLarge;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Limits.SelfAssessmentTableBytes;
        var file = new MemoryStream();
        await request.Body.CopyToAsync(file, cancel);
        file.Position = 0;
        return file;
    }
}
