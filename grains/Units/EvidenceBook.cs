using System.Collections.Immutable;
using Evaluation.Evidence;

namespace Evaluation.Units;

/// <summary>
/// One list of evidence about a unit: each content once, numbered in the order of filing, and the places that are reserved for files on
/// their way.
/// </summary>
/// <param name="Owner">Who files to the list.</param>
/// <param name="Filed">Without withdrawn items.</param>
/// <param name="Numbered">The number of items that were ever filed.</param>
public sealed record EvidenceBook(EvidenceOwner Owner, ImmutableList<FiledEvidence> Filed, int Numbered)
{
    private const string UnitPrefix = "ev-";
    private const string InspectionPrefix = "iev-";

    /// <summary>Reservations by hash. One that has ended counts no more.</summary>
    private ImmutableDictionary<string, Reservation> Reserved { get; init; } = ImmutableDictionary.Create<string, Reservation>(StringComparer.Ordinal);

    private ImmutableDictionary<string, FiledEvidence> Withdrawn { get; init; } = ImmutableDictionary.Create<string, FiledEvidence>(StringComparer.Ordinal);

    private CreationKeys Keys { get; init; } = CreationKeys.Empty;

    /// <summary>The number of the next item.</summary>
    public string NextId => $"{(Owner == EvidenceOwner.Unit ? UnitPrefix : InspectionPrefix)}{Numbered + 1}";

    public static EvidenceBook Empty(EvidenceOwner owner) => new(owner, [], 0);

    /// <summary>The owner of an item with this number.</summary>
    public static EvidenceOwner OwnerOf(string id) => id.StartsWith(InspectionPrefix, StringComparison.Ordinal) ? EvidenceOwner.Inspection : EvidenceOwner.Unit;

    public FiledEvidence? Find(string sha256) => Filed.Find(filed => filed.Item.Sha256 == sha256);

    /// <summary>
    /// The item that a call with this key has filed, also when it has been withdrawn since; null for a new key and without one. Refused
    /// with <see cref="RefusalCode.KeyReused"/>.
    /// </summary>
    public Outcome<FiledEvidence?> FiledBy(CreationKey? key, DateTimeOffset at)
    {
        var created = Keys.Find(key, at);
        if (created.IsRefused(out var refusal))
            return refusal;
        return created.Answer is { } id ? Filed.Find(filed => filed.Id == id) ?? Withdrawn[id] : null;
    }

    internal Decision<UnitEvent> Reserve(ReserveEvidence reserve)
    {
        var (sha256, at) = (reserve.Sha256, reserve.At);
        if (Find(sha256) is not null || (Reserved.TryGetValue(sha256, out var reserved) && reserved.Until > at))
            return Decision<UnitEvent>.NothingToDo;
        return Refuse(sha256, reserve.Size, at) is { } refusal ? refusal : new EvidenceReserved(sha256, reserve.Size, at + Limits.EvidenceReservedFor, at, reserve.By, Stored(Owner));
    }

    internal Decision<UnitEvent> Release(ReleaseEvidence release) =>
        Reserved.ContainsKey(release.Sha256) ? new EvidenceReleased(release.Sha256, release.At, release.By, Stored(Owner)) : Decision<UnitEvent>.NothingToDo;

    internal Decision<UnitEvent> File(FileEvidence file)
    {
        var item = file.Item;
        var created = FiledBy(file.Key, file.At);
        if (created.IsRefused(out var reused))
            return reused;
        if (created.Answer is not null || Find(item.Sha256) is not null)
            return Decision<UnitEvent>.NothingToDo;
        return Refuse(item.Sha256, item.Size, file.At) is { } refusal ? refusal : new EvidenceFiled(NextId, item, file.At, file.By, file.Key);
    }

    internal Decision<UnitEvent> Withdraw(WithdrawEvidence withdraw)
    {
        if (Withdrawn.ContainsKey(withdraw.Id))
            return Decision<UnitEvent>.NothingToDo;
        return Filed.Exists(filed => filed.Id == withdraw.Id)
            ? new EvidenceWithdrawn(withdraw.Id, withdraw.Reason, withdraw.At, withdraw.By)
            : new Refusal(RefusalCode.NoSuchEvidence, $"The unit has filed no evidence '{withdraw.Id}'.", ("id", withdraw.Id));
    }

    internal EvidenceBook Add(FiledEvidence filed, CreationKey? key) => this with
    {
        Filed = Filed.Add(filed),
        Numbered = Numbered + 1,
        Reserved = Reserved.Remove(filed.Item.Sha256),
        Keys = Keys.With(key, filed.Id, filed.At),
    };

    internal EvidenceBook Remove(EvidenceWithdrawn withdrawn) =>
        this with { Filed = Filed.RemoveAll(filed => filed.Id == withdrawn.Id), Withdrawn = Withdrawn.SetItem(withdrawn.Id, Filed.Find(filed => filed.Id == withdrawn.Id)!) };

    /// <summary>Reservations that have ended are forgotten here, so that they do not add up.</summary>
    internal EvidenceBook Hold(EvidenceReserved reserved) => this with
    {
        Reserved = Reserved.RemoveRange(Reserved.Where(other => other.Value.Until <= reserved.At).Select(other => other.Key))
            .SetItem(reserved.Sha256, new(reserved.Size, reserved.Until)),
    };

    internal EvidenceBook Free(EvidenceReleased released) => this with { Reserved = Reserved.Remove(released.Sha256) };

    /// <summary>The owner as events store it: null for the unit, as before inspectors filed evidence.</summary>
    private static EvidenceOwner? Stored(EvidenceOwner owner) => owner == EvidenceOwner.Unit ? null : owner;

    /// <summary>The reason why a file has no place beside the filed files and the reservations of others.</summary>
    private Refusal? Refuse(string sha256, long size, DateTimeOffset at)
    {
        Reservation[] others = [.. Reserved.Where(other => other.Key != sha256 && other.Value.Until > at).Select(other => other.Value)];
        if (Filed.Count + others.Length >= Limits.EvidencePerUnit)
            return new(RefusalCode.TooMuchEvidence, $"A unit can file at most {Limits.EvidencePerUnit} items.", ("itemsMax", Limits.EvidencePerUnit));
        if (Filed.Sum(filed => filed.Item.Size) + others.Sum(other => other.Size) + size > Limits.EvidenceBytesPerUnit)
            return new(RefusalCode.TooMuchEvidence, $"The files of a unit can have at most {Limits.EvidenceBytesPerUnit} bytes in total.", ("bytesMax", Limits.EvidenceBytesPerUnit));
        return null;
    }

    private sealed record Reservation(long Size, DateTimeOffset Until);
}
