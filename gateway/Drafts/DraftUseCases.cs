using System.Text.Json;
using Evaluation.Documents;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Bodies;

namespace Evaluation.Gateway.Drafts;

/// <summary>Reads, saves and removes the drafts of an account. A draft belongs to one account; nobody else reads it.</summary>
/// <remarks>
/// When the store does not answer, the answer is <see cref="Refusal.Busy"/>: a form can be filled in and sent without drafts.
/// </remarks>
public sealed class DraftUseCases(IDocumentStore documents, TimeProvider clock)
{
    private static readonly Refusal TooMany = new(
        RefusalCode.TooManyDrafts, $"An account has at most {Limits.DraftsPerAccount} drafts. Send or discard one of them.");

    /// <summary>The draft, or null when there is none.</summary>
    public async ValueTask<Outcome<FormDraft?>> FindAsync(string account, FormName form, CancellationToken cancel = default)
    {
        try
        {
            return await documents.ReadAsync(Id(account, form), cancel) is { } stored ? Draft(form, stored) : default(FormDraft);
        }
        catch (DocumentsUnavailableException)
        {
            return Refusal.Busy;
        }
    }

    /// <summary>
    /// The saved draft; or <see cref="RefusalCode.DraftReplaced"/> when another version is stored, with its number, instant and device,
    /// <see cref="RefusalCode.TooManyDrafts"/>, or <see cref="RefusalCode.BodyTooLarge"/>. A repeated save changes nothing.
    /// </summary>
    /// <param name="account">The account that types.</param>
    /// <param name="form">The form.</param>
    /// <param name="draft">What was typed.</param>
    /// <param name="device">Where: see <see cref="Device"/>.</param>
    /// <param name="cancel">Abandons the wait.</param>
    public async ValueTask<Outcome<FormDraft>> SaveAsync(string account, FormName form, NewDraft draft, string device, CancellationToken cancel = default)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(draft.BasedOn, device, draft.Fields), ApiJson.Options);
        if (content.Length > Limits.DraftBytes)
            return JsonBody.TooLarge;
        try
        {
            if (draft.Version is null or 0 && await IsFullAsync(account, form, cancel))
                return TooMany;
            var save = new DocumentSave(content, account, clock.GetUtcNow() + Limits.DraftAge, draft.Version);
            var result = await documents.SaveAsync(Id(account, form), save, cancel);
            return result.IsSaved ? Draft(form, result.Stored!) : Replaced(form, result.Stored);
        }
        catch (DocumentsUnavailableException failure)
        {
            return failure.StorageFull ? Refusal.StorageFull : Refusal.Busy;
        }
    }

    /// <summary>Removes the draft, whatever its version, or only this version of it. There may be none.</summary>
    public async ValueTask<Outcome<Nothing>> RemoveAsync(string account, FormName form, long? version = null, CancellationToken cancel = default)
    {
        try
        {
            await documents.RemoveAsync(Id(account, form), version, cancel);
            return Nothing.Value;
        }
        catch (DocumentsUnavailableException)
        {
            return Refusal.Busy;
        }
    }

    /// <summary>
    /// Removes the draft of a form that was sent, if the stored draft has the version of the form or the same fields. The fields are
    /// compared because the form may not know its newest version: the answer to its last save may be lost. A draft that another device
    /// has saved since is not removed.
    /// </summary>
    public async ValueTask RemoveSentAsync(string account, FormName form, NewDraft sent, CancellationToken cancel = default)
    {
        var found = await FindAsync(account, form, cancel);
        if (!found.IsRefused(out _) && found.Answer is { } draft && (draft.Version == sent.Version || draft.Fields.SequenceEqual(sent.Fields)))
            await RemoveAsync(account, form, draft.Version, cancel);
    }

    /// <summary>The account's drafts, in the order of their forms' names.</summary>
    public async ValueTask<Outcome<DraftLine[]>> ListAsync(string account, CancellationToken cancel = default)
    {
        try
        {
            List<DraftLine> lines = [];
            await foreach (var head in documents.ListAsync(DocumentKind.Draft, Prefix(account), cancel))
                if (FormName.Parse(head.Id.Key[Prefix(account).Length..]) is { } form && head.KeptUntil is { } until)
                    lines.Add(new(form, head.SavedAt, until));
            return lines.ToArray();
        }
        catch (DocumentsUnavailableException)
        {
            return Refusal.Busy;
        }
    }

    private async ValueTask<bool> IsFullAsync(string account, FormName form, CancellationToken cancel)
    {
        var others = 0;
        await foreach (var head in documents.ListAsync(DocumentKind.Draft, Prefix(account), cancel))
            if (head.Id != Id(account, form))
                others++;
        return others >= Limits.DraftsPerAccount;
    }

    private static string Prefix(string account) => account + "/";

    private static DocumentId Id(string account, FormName form) => new(DocumentKind.Draft, Prefix(account) + form);

    private static FormDraft Draft(FormName form, StoredDocument stored)
    {
        var content = JsonSerializer.Deserialize<Content>(stored.Content.Span, ApiJson.Options)!;
        return new(form.ToString(), stored.Version, stored.SavedAt, stored.KeptUntil ?? DateTimeOffset.MaxValue, content.Device, content.BasedOn, content.Fields);
    }

    private static Refusal Replaced(FormName form, StoredDocument? stored) => stored is null
        ? new(RefusalCode.DraftReplaced, "The draft is not there any more: it was sent or discarded elsewhere.", ("version", 0L))
        : new(
            RefusalCode.DraftReplaced, $"Another draft of this form was saved at {stored.SavedAt:u}.",
            ("version", stored.Version), ("savedAt", stored.SavedAt), ("device", Draft(form, stored).Device));

    /// <summary>A draft as it is stored. A member that is added later gets a default.</summary>
    private sealed record Content(int? BasedOn, string Device, IReadOnlyList<FormField> Fields);
}
