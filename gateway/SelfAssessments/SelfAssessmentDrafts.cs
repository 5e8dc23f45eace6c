using System.Text.Json;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Documents;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Bodies;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>A draft of a self-assessment as it is stored.</summary>
/// <param name="Version">The version of the self-assessment. It counts up for ever.</param>
/// <param name="Stored">The version of the stored document.</param>
public sealed record SelfAssessmentDraft(long Version, long Stored, SelfAssessmentContent Content, DateTimeOffset SavedAt, string SavedBy);

/// <summary>
/// Stores the drafts of self-assessments. The store's own versions guard against overlapping saves; they become versions of the
/// self-assessment by an offset, so that a draft never gets the number of a filed version, also when the store was restored from an older
/// copy.
/// </summary>
public sealed class SelfAssessmentDrafts(IDocumentStore documents)
{
    private const string Prefix = "self-assessment/";

    /// <summary>The draft of a unit, or null.</summary>
    public async ValueTask<Outcome<SelfAssessmentDraft?>> FindAsync(string round, string unit, CancellationToken cancel = default)
    {
        try
        {
            return await documents.ReadAsync(Id(round, unit), cancel) is { } stored ? Draft(stored) : default(SelfAssessmentDraft);
        }
        catch (DocumentsUnavailableException)
        {
            return Refusal.Busy;
        }
    }

    /// <summary>
    /// Saves a draft under a new version. The answer is null when another draft was saved meanwhile: nothing was stored then. Refused with
    /// <see cref="RefusalCode.BodyTooLarge"/>.
    /// </summary>
    /// <param name="round">The round.</param>
    /// <param name="unit">The unit's code.</param>
    /// <param name="content">What is saved.</param>
    /// <param name="before">The draft that this one replaces; null where there is none.</param>
    /// <param name="above">The new version is higher than this one.</param>
    /// <param name="by">The account that saves.</param>
    /// <param name="cancel">Abandons the wait.</param>
    public async ValueTask<Outcome<SelfAssessmentDraft?>> SaveAsync(
        string round, string unit, SelfAssessmentContent content, SelfAssessmentDraft? before, long above, string by, CancellationToken cancel = default)
    {
        // Without a stored draft the number of the save is unknown, because the store may have removed one: it is at least 1.
        var offset = before is null ? above : Math.Max(before.Version - before.Stored, above - before.Stored);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new Document(offset, content), ApiJson.Options);
        if (bytes.Length > Limits.DocumentBytes)
            return JsonBody.TooLarge;
        try
        {
            var saved = await documents.SaveAsync(Id(round, unit), new(bytes, by, KeptUntil: null, before?.Stored ?? 0), cancel);
            return saved is { IsSaved: true, Stored: { } stored }
                ? new SelfAssessmentDraft(stored.Version + offset, stored.Version, content, stored.SavedAt, stored.SavedBy)
                : default(SelfAssessmentDraft);
        }
        catch (DocumentsUnavailableException failure)
        {
            return failure.StorageFull ? Refusal.StorageFull : Refusal.Busy;
        }
    }

    private static DocumentId Id(string round, string unit) => new(DocumentKind.Assessment, $"{Prefix}{round}/{unit}");

    private static SelfAssessmentDraft Draft(StoredDocument stored)
    {
        var document = JsonSerializer.Deserialize<Document>(stored.Content.Span, ApiJson.Options)!;
        return new(stored.Version + document.Offset, stored.Version, document.Content, stored.SavedAt, stored.SavedBy);
    }

    /// <summary>A draft as it is stored. A member that is added later gets a default.</summary>
    /// <param name="Offset">The version of the self-assessment minus that of the document.</param>
    private sealed record Document(long Offset, SelfAssessmentContent Content);
}
