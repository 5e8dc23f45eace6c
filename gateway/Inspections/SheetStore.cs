using System.Text.Json;
using Evaluation.Documents;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Rounds;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Inspections;

/// <summary>
/// Stores the sheets that inspectors work on, each as one document with all its heads. Nobody but the inspector reads it.
/// </summary>
public sealed class SheetStore(IDocumentStore documents, TimeProvider clock)
{
    /// <summary>
    /// The sheet as it stands. Refused with <see cref="RefusalCode.Busy"/> when the store does not answer.
    /// </summary>
    /// <param name="filed">The filed version; null for none.</param>
    /// <param name="period">The period of the sheet; null for criteria without periods.</param>
    public async ValueTask<Outcome<SheetDraft>> FindAsync(
        string round, string unit, string inspector, FiledSheet? filed, CancellationToken cancel, string? period = null)
    {
        try
        {
            return Read(await documents.ReadAsync(Id(round, unit, inspector, period), cancel), filed);
        }
        catch (DocumentsUnavailableException)
        {
            return Refusal.Busy;
        }
    }

    /// <summary>
    /// Merges an edit into the sheet. Edits from several devices at once are all merged, one after the other. An edit that adds nothing is
    /// not saved. Refused with <see cref="RefusalCode.TooManyEntries"/> when too many versions conflict.
    /// </summary>
    /// <param name="refuse">The refusal of the merged sheet before it is saved; null to save it. Called for every attempt.</param>
    public async ValueTask<Outcome<SheetDraft>> MergeAsync(
        string round, string unit, string inspector, FiledSheet? filed, SheetEdit edit, Func<SheetDraft, bool, Refusal?> refuse, CancellationToken cancel)
    {
        var id = Id(round, unit, inspector, edit.Period);
        try
        {
            for (var attempt = 0; attempt < Limits.SheetSaveAttempts; attempt++)
            {
                var stored = await documents.ReadAsync(id, cancel);
                var draft = Read(stored, filed);
                var merged = draft.Merge(edit.BasedOn, edit.Content, clock.GetUtcNow());
                var isChanged = !ReferenceEquals(merged, draft);
                if (refuse(merged, isChanged) is { } refusal)
                    return refusal;
                if (!isChanged)
                    return draft;
                if (merged.Heads.Count > Limits.SheetHeads)
                    return new Refusal(RefusalCode.TooManyEntries, $"The sheet has {draft.Heads.Count} versions that conflict. Read them and send one that names them all in basedOn.", ("headsMax", Limits.SheetHeads));
                var content = JsonSerializer.SerializeToUtf8Bytes(merged, ApiJson.Options);
                if (content.Length > Limits.DocumentBytes)
                    return JsonBody.TooLarge;
                if ((await documents.SaveAsync(id, new(content, inspector, ExpectedVersion: stored?.Version ?? 0), cancel)).IsSaved)
                    return merged;
            }
            return Refusal.Busy;
        }
        catch (DocumentsUnavailableException failure)
        {
            return failure.StorageFull ? Refusal.StorageFull : Refusal.Busy;
        }
    }

    private static SheetDraft Read(StoredDocument? stored, FiledSheet? filed) =>
        SheetDraft.Of(stored is null ? null : JsonSerializer.Deserialize<SheetDraft>(stored.Content.Span, ApiJson.Options), filed);

    // Names of accounts have no slash.
    private static DocumentId Id(string round, string unit, string inspector, string? period) =>
        AssessmentDrafts.Id(AssessmentDrafts.Sheets, round, unit, period is null ? inspector : $"{inspector}/{period}");
}
