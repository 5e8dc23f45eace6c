using System.Runtime.InteropServices;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.LostSlips;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Batches;

/// <summary>The credentials of a box and what each may do. Changed in place; counts those that vote as issued.</summary>
internal sealed class Holders(Participations groups, RatingCounts ratings)
{
    private readonly Dictionary<CredentialHash, int> _index = [];
    private readonly List<Holder> _holders = [];
    private readonly NumberedItems<AllowedUnits> _allowed = new(EqualityComparer<AllowedUnits>.Default);

    public BatchStandings Batches { get; } = new();

    public int Count => _index.Count;

    /// <summary>Credentials that were removed are among them, without slips.</summary>
    public Span<Holder> All => CollectionsMarshal.AsSpan(_holders);

    /// <summary>The credentials in no particular order, which stays the same while none is added or removed.</summary>
    public IEnumerable<(CredentialHash Credential, Holder Holder)> Known => _index.Select(pair => (pair.Key, _holders[pair.Value]));

    public ref Holder this[CredentialHash credential] => ref All[_index[credential]];

    public bool Contains(CredentialHash credential) => _index.ContainsKey(credential);

    public AllowedUnits AllowedOf(Holder holder) => _allowed.Items[holder.Allowed];

    /// <summary>Finds a credential that votes.</summary>
    public bool TryFindVoting(CredentialHash credential, out Holder holder)
    {
        var isKnown = _index.TryGetValue(credential, out var at);
        holder = isKnown ? _holders[at] : default;
        return isKnown && Votes(holder);
    }

    /// <summary>Whether the credential would vote if its batch were not held back by a decision of the round.</summary>
    public bool IsUndecided(CredentialHash credential) =>
        _index.TryGetValue(credential, out var at) && MayVote(_holders[at]) && Batches[_holders[at].Batch] is { Right: BatchRight.Held, Version: > 0 };

    /// <summary>Adds a credential, unless the box holds it.</summary>
    public void Add(CredentialHash credential, string batch, string group, AllowedUnits allowed, SlipMark? slip = null)
    {
        var number = groups.Number(group);
        if (!_index.TryAdd(credential, _holders.Count))
            return;
        var right = slip switch { null => SlipRight.Unnumbered, { IsSpare: true } => SlipRight.Spare, _ => SlipRight.Issued };
        var holder = new Holder { Group = checked((byte)number), Allowed = _allowed.Number(allowed), Batch = Batches.Number(batch), Slip = slip?.Tag ?? default, SlipRight = right };
        _holders.Add(holder);
        if (Votes(holder))
            Issue(holder, 1);
    }

    /// <summary>Sets what the credentials of a batch may do.</summary>
    public void Set(string batch, BatchStanding standing)
    {
        var number = Batches.Number(batch);
        var (voted, votes) = (Batches[number].Right == BatchRight.Votes, standing.Right == BatchRight.Votes);
        Batches[number] = standing;
        if (voted == votes)
            return;
        foreach (var at in _index.Values)
            if (_holders[at].Batch == number && MayVote(_holders[at]))
                Issue(_holders[at], votes ? 1 : -1);
    }

    /// <summary>Removes the credentials of a batch that have not voted.</summary>
    public void Void(string batch)
    {
        var number = Batches.Number(batch);
        foreach (var (credential, at) in _index.ToArray())
        {
            var holder = _holders[at];
            if (holder.Batch != number || !holder.Standing.IsEmpty)
                continue;
            SetSlip(at, default, SlipRight.Unnumbered);
            _index.Remove(credential);
            if (Votes(_holders[at]))
                Issue(holder, -1);
        }
        if (Batches[number].Right == BatchRight.Held)
            Batches[number] = Batches[number] with { Right = BatchRight.Void };
    }

    /// <summary>The number of credentials of a batch, and how many of them have voted.</summary>
    public (int Count, int Voted) CountBatch(string batch)
    {
        if (!Batches.TryFind(batch, out var number))
            return (0, 0);
        var holders = _index.Values.Select(at => _holders[at]).Where(holder => holder.Batch == number);
        return (holders.Count(), holders.Count(holder => !holder.Standing.IsEmpty));
    }

    public SlipStanding FindSlip(SlipTag tag)
    {
        var (count, first) = (0, -1);
        foreach (var at in PlacesOf(tag))
            (count, first) = (count + 1, first < 0 ? at : first);
        return count == 0 ? new(0) : new(count, Batches.Name(_holders[first].Batch), _holders[first].SlipRight);
    }

    /// <summary>Revokes the credentials with this slip that have not voted.</summary>
    public void Revoke(SlipTag tag)
    {
        foreach (var at in PlacesOf(tag))
            if (MayVote(_holders[at]) && _holders[at].Standing.IsEmpty)
                SetSlip(at, tag, SlipRight.Revoked);
    }

    /// <summary>Lets the spare with this slip vote.</summary>
    public void Activate(SlipTag tag)
    {
        foreach (var at in PlacesOf(tag))
            if (_holders[at].SlipRight == SlipRight.Spare)
                SetSlip(at, tag, SlipRight.Activated);
    }

    /// <summary>Sets the slip of the credential at a place of <see cref="All"/>.</summary>
    public void SetSlip(int at, SlipTag tag, SlipRight right)
    {
        ref var holder = ref All[at];
        var voted = Votes(holder);
        groups.CountSlip(holder.Group, holder.SlipRight, -1);
        (holder.Slip, holder.SlipRight) = (tag, right);
        groups.CountSlip(holder.Group, right, 1);
        if (voted != Votes(holder))
            Issue(holder, voted ? -1 : 1);
    }

    /// <summary>A search through all credentials: a slip is rarely lost, and an index would take memory for each of them.</summary>
    private IEnumerable<int> PlacesOf(SlipTag tag) =>
        Enumerable.Range(0, _holders.Count).Where(at => _holders[at].SlipRight != SlipRight.Unnumbered && _holders[at].Slip == tag);

    private bool Votes(Holder holder) => MayVote(holder) && Batches[holder.Batch].Right == BatchRight.Votes;

    private static bool MayVote(Holder holder) => holder.SlipRight is not (SlipRight.Spare or SlipRight.Revoked);

    private void Issue(Holder holder, int credentials)
    {
        groups.Issue(holder.Group, credentials);
        ratings.Issue(groups.Code(holder.Group), _allowed.Items[holder.Allowed], credentials);
    }
}
