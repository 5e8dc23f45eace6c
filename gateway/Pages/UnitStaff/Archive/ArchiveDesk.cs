using System.Text.Json;
using Evaluation.Complaints;
using Evaluation.Evidence;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;
using Evaluation.Units;

namespace Evaluation.Gateway.Pages.UnitStaff.Archive;

/// <summary>The evidence of a unit over all rounds in which the account may read it, and links of files to criteria.</summary>
internal sealed class ArchiveDesk(ComplaintRounds rounds, UnitDesk desk, EvidenceUseCases evidence, EvidenceUses uses, SelfAssessmentUseCases assessments, StaffDirectory directory)
{
    /// <summary>The files, newest first. Refused with <see cref="RefusalCode.UnitNotYours"/> for another unit.</summary>
    public async ValueTask<Outcome<ShownArchive>> ReadAsync(string round, string unit, ArchiveQuery query, StaffAccount caller)
    {
        var shown = await desk.AssessmentAsync(round, unit, caller);
        if (shown.IsRefused(out var refusal))
            return refusal;
        var takes = await desk.TakesEvidenceAsync(shown.Answer, caller);
        if (takes.IsRefused(out refusal))
            return refusal;
        var units = await rounds.ReadAsync();
        var accounts = await directory.ListAsync();
        if (units.IsRefused(out refusal) || accounts.IsRefused(out refusal))
            return refusal;
        var all = new List<ArchivedFile>();
        foreach (var (other, code) in units.Answer.LineOf(new ComplaintUnit(round, unit)).Where(one => Access.IsUnit(caller, one.Round, one.Unit)))
        {
            var files = await FilesAsync(other, code, caller);
            if (files.IsRefused(out refusal))
                return refusal;
            all.AddRange(files.Answer.Select(file => file with { FiledBy = new StaffNames(accounts.Answer).Of(file.Item.FiledBy) }));
        }
        ArchivedFile[] taken = [.. all.Where(query.Takes).OrderByDescending(file => file.Item.FiledAt).ThenByDescending(file => file.Item.Id, StringComparer.Ordinal)];
        query = query with { Page = Pager.Within(query.Page, taken.Length, ArchiveQuery.FilesPerPage) };
        return new ShownArchive(query, shown.Answer, [.. taken.Skip(query.From).Take(ArchiveQuery.FilesPerPage)], taken.Length, all.Count, [.. all.Select(file => file.Round).DistinctBy(known => known.Id)], takes.Answer);
    }

    /// <summary>
    /// Names a file under a criterion of the draft of the self-assessment; a file of another round is filed in this one first, without an
    /// upload. Refused as filing and saving are.
    /// </summary>
    /// <param name="from">The round and unit of the file.</param>
    /// <param name="row">The place of the criterion and period in the form.</param>
    public async ValueTask<Outcome<string>> LinkAsync(string round, string unit, (string Round, string Unit) from, string id, int row, StaffAccount caller, CancellationToken cancel)
    {
        var shown = await desk.AssessmentAsync(round, unit, caller);
        if (shown.IsRefused(out var refusal))
            return refusal;
        var form = SelfAssessmentForm.Of(shown.Answer.Rules, shown.Answer.View);
        if (row < 0 || row >= form.Rows.Count)
            return new Refusal(RefusalCode.NoSuchCriterion, "The self-assessment has no such criterion.");
        if (from != (round, unit))
        {
            var copied = await CopyAsync(round, unit, from, id, form.Rows[row].Criterion.Code, caller, cancel);
            if (copied.IsRefused(out refusal))
                return refusal;
            id = copied.Answer.Id;
        }
        else if (shown.Answer.Evidence.All(item => item.Id != id))
        {
            return new Refusal(RefusalCode.NoSuchEvidence, $"The unit has filed no evidence '{id}'.", ("id", id));
        }
        if (form.Rows[row].Evidence.Contains(id))
            return id;
        var edit = (form with { Rows = [.. form.Rows.Index().Select(known => known.Index == row ? known.Item with { Evidence = [.. known.Item.Evidence, id] } : known.Item)] }).Edit();
        if (edit.IsRefused(out refusal))
            return refusal;
        var saved = await assessments.SaveAsync(round, unit, edit.Answer, null, caller, cancel);
        return saved.IsRefused(out refusal) ? refusal : id;
    }

    /// <summary>
    /// Withdraws a file of the unit. Refused while anything names it, also the draft of the self-assessment, and as
    /// <see cref="EvidenceUseCases.WithdrawAsync"/> refuses. Null when it is withdrawn.
    /// </summary>
    public async ValueTask<Refusal?> WithdrawAsync(string round, string unit, string id, string reason, StaffAccount caller)
    {
        var files = await FilesAsync(round, unit, caller);
        if (files.IsRefused(out var refusal))
            return refusal;
        if (files.Answer.FirstOrDefault(file => file.Item.Id == id) is { Links.Count: > 0 })
            return new Refusal(RefusalCode.WrongState, "The file is in use.", ("id", id));
        return (await evidence.WithdrawAsync(round, unit, id, reason, caller)).Refusal;
    }

    /// <summary>The period of the round; null for none, and for a unit that the caller may not read.</summary>
    private async ValueTask<Outcome<IReadOnlyList<ArchivedFile>>> FilesAsync(string round, string unit, StaffAccount caller)
    {
        var shown = await desk.AssessmentAsync(round, unit, caller);
        if (shown.IsRefused(out var refusal))
            return refusal;
        var used = await uses.OfAsync(round, unit, caller);
        if (used.IsRefused(out refusal))
            return refusal;
        var drafted = (shown.Answer.View?.Items ?? []).SelectMany(item => item.Evidence, (item, id) => (Id: id, Use: new EvidenceUse(EvidenceUser.Claim, item.Criterion))).ToLookup(known => known.Id, known => known.Use);
        return shown.Answer.Evidence.Select(item => new ArchivedFile(shown.Answer.Round, shown.Answer.Rules, unit, item, [.. used.Answer[item.Id].Concat(drafted[item.Id]).Distinct()])).ToArray();
    }

    private async ValueTask<Outcome<EvidenceView>> CopyAsync(string round, string unit, (string Round, string Unit) from, string id, string criterion, StaffAccount caller, CancellationToken cancel)
    {
        if (!Access.IsUnit(caller, from.Round, from.Unit))
            return new Refusal(RefusalCode.UnitNotYours, $"'{caller.Name}' is not an account of this unit.", ("unit", from.Unit));
        var found = await evidence.FindAsync(from.Round, from.Unit, id, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var item = found.Answer.Item;
        return await evidence.FileAsync(round, unit, ReceiveAsync, _ => default(CreationKey), caller, cancel);

        async ValueTask<Outcome<EvidenceUpload>> ReceiveAsync()
        {
            await using var stored = await evidence.OpenAsync(item, cancel);
            var content = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await stored.CopyToAsync(content, cancel);
            content.Position = 0;
            return new EvidenceUpload(content, JsonSerializer.SerializeToElement(EvidenceWords.Of(item.Title, item.Kind, criterion, item.Date)), StoredDate: item.Date);
        }
    }
}

/// <summary>The archive of a unit.</summary>
/// <param name="Query">The filters; the page is one that the archive has.</param>
/// <param name="Shown">The unit, its rules and the draft of its self-assessment.</param>
/// <param name="Files">The files of the page.</param>
/// <param name="Total">The files that the filters take.</param>
/// <param name="All">All files.</param>
/// <param name="Rounds">The rounds that have a file.</param>
/// <param name="MayUpload">Whether anything of the unit takes a file now.</param>
public sealed record ShownArchive(ArchiveQuery Query, ShownAssessment Shown, IReadOnlyList<ArchivedFile> Files, int Total, int All, IReadOnlyList<RoundView> Rounds, bool MayUpload);

/// <summary>A file of a unit in one round.</summary>
/// <param name="Rules">The rules of the unit's class.</param>
/// <param name="Unit">The code of the unit in this round.</param>
/// <param name="Links">The entries that name it, and the criteria of the draft.</param>
public sealed record ArchivedFile(RoundView Round, RoundRules Rules, string Unit, EvidenceView Item, IReadOnlyList<EvidenceUse> Links)
{
    /// <summary>Who filed it; empty for a person whom the unit does not see.</summary>
    public string FiledBy { get; init; } = "";

    public string Address => $"/api/rounds/{Round.Id}/units/{Unit}/evidence/{Item.Id}";

    public bool IsPicture => Gateway.Evidence.Thumbnails.Thumbnails.IsPicture(Item.Type);

    /// <summary>Whether inspectors or reviewers filed it. The unit sees it after publication, and does not name it.</summary>
    public bool IsOfInspection => EvidenceBook.OwnerOf(Item.Id) == EvidenceOwner.Inspection;

    /// <summary>The criteria that it was filed for, or under which it is named.</summary>
    public IEnumerable<string> Criteria => Links.Where(use => use.Kind == EvidenceUser.Claim).Select(use => use.Id).Append(Item.Criterion).OfType<string>().Distinct();
}

/// <summary>The description of a file as its form has it.</summary>
internal static class EvidenceWords
{
    public static Dictionary<string, string> Of(string title, EvidenceKind kind, string? criterion, DateOnly date)
    {
        var words = new Dictionary<string, string>
        {
            ["title"] = title,
            ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()),
            ["date"] = date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (criterion is { Length: > 0 })
            words["criterion"] = criterion;
        return words;
    }
}
