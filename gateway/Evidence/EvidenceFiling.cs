using Evaluation.Evidence;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Gateway.Evidence;

/// <summary>Stores the file of an item and files the item, or leaves nothing.</summary>
internal sealed class EvidenceFiling(IEngine engine, IEvidenceStore store, TimeProvider clock)
{
    /// <summary>
    /// Reserves the item's place, stores the file, and files the item. Refused with <see cref="RefusalCode.TooMuchEvidence"/> before the
    /// file is stored.
    /// </summary>
    /// <param name="unit">The unit that the evidence is about.</param>
    /// <param name="owner">Whose list the item goes to.</param>
    /// <param name="item">The item.</param>
    /// <param name="key">The key of the call. A repeat gets the first item, and nothing is stored. Null for none.</param>
    /// <param name="content">The file.</param>
    /// <param name="refuse">The reason why the unit may not file any more. Called when the file has been stored.</param>
    /// <param name="by">The account that files.</param>
    /// <param name="cancel">Cancels the storing of the file.</param>
    /// <exception cref="EvidenceUnavailableException">The store did not take the file. Nothing was filed.</exception>
    public async ValueTask<Outcome<FiledEvidence>> FileAsync(
        GrainRef<UnitState> unit, EvidenceOwner owner, EvidenceItem item, CreationKey? key, Stream content, Func<ValueTask<Refusal?>> refuse, string by, CancellationToken cancel)
    {
        if (key is not null)
        {
            var created = await engine.SendAsync(unit, new ViewFiledEvidence(key, clock.GetUtcNow(), owner));
            if (!created.IsRefused(out var isNew) || isNew.Code != RefusalCode.NoSuchEvidence)
                return created;
        }
        var place = await engine.SendAsync(unit, new ReserveEvidence(item.Sha256, item.Size, clock.GetUtcNow(), by, owner));
        if (place.IsRefused(out var refusal))
            return refusal;
        KeptContent kept;
        try
        {
            // Also the file of a filed item: a folder stores it again, because it may be damaged.
            kept = await store.KeepAsync(item.Sha256, content, cancel);
        }
        catch
        {
            await ReleaseAsync(unit, owner, item, by);
            throw;
        }
        var filed = await refuse() is { } tooLate ? tooLate : await engine.SendAsync(unit, new FileEvidence(item, clock.GetUtcNow(), by, owner, key));
        if (filed.Refusal is { } notFiled && SurelyNotFiled(notFiled.Code))
        {
            await ReleaseAsync(unit, owner, item, by);
            if (kept.IsNew && place.Answer.Filed is null)
                await RemoveAsync(kept);
        }
        return filed;
    }

    /// <summary>
    /// Whether the refusal says that no item was filed. After any other one the file stays; if it has no item, the sweep removes it.
    /// </summary>
    private static bool SurelyNotFiled(RefusalCode code) => code is RefusalCode.WrongState or RefusalCode.NoSuchUnit or RefusalCode.TooMuchEvidence or RefusalCode.StorageFull or RefusalCode.KeyReused;

    /// <summary>A reservation that cannot be given back now ends by itself.</summary>
    private async ValueTask ReleaseAsync(GrainRef<UnitState> unit, EvidenceOwner owner, EvidenceItem item, string by) =>
        await engine.SendAsync(unit, new ReleaseEvidence(item.Sha256, clock.GetUtcNow(), by, owner));

    /// <summary>
    /// Removes the file, unless somebody has stored the same content since. What cannot be removed now, the sweep removes.
    /// </summary>
    private async ValueTask RemoveAsync(KeptContent kept)
    {
        try
        {
            await store.RemoveAsync(kept);
        }
        catch (EvidenceUnavailableException)
        {
            return;
        }
    }
}
