using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;

namespace Evaluation.Ballots;

/// <summary>A shard of a round's credentials with their standing slips. Changed in place, and only by <see cref="Evolve"/>.</summary>
/// <remarks>A credential takes one entry and, once it has voted, one array with all its standing slips in compact form.</remarks>
public sealed class BallotBox
{
    private readonly Participations _groups = new();
    private readonly RatingCounts _ratings = new();
    private readonly Holders _holders;
    private CommentIndex? _comments;
    private UniformIndex? _uniform;
    private long[] _changedAt = [];

    public BallotBox() => _holders = new(_groups, _ratings);

    /// <summary>Null until the rules are frozen and the box has received them.</summary>
    public BoxShape? Shape { get; private set; }

    public BoxWindow? Window { get; private set; }

    /// <summary>The key of the box; an old box has none.</summary>
    public BoxSeal Seal { get; } = new();

    public bool IsSealed { get; private set; }

    /// <summary>The number of the round's last decision about a lost slip; 0 before the first.</summary>
    public int SlipStep { get; internal set; }

    /// <summary>The number of ballots counted, repeated votes included. The next ballot gets the next number.</summary>
    public uint Sequence { get; private set; }

    /// <summary>Increases with every event.</summary>
    public long Version { get; private set; }

    public Tally Tally { get; } = new();

    /// <summary>
    /// The version at which a unit's standing slips last changed; 0 before the first slip. After a restore, at most the version of the
    /// snapshot.
    /// </summary>
    public long ChangedAt(int unit) => unit < _changedAt.Length ? _changedAt[unit] : 0;

    /// <summary>Whether the box has its rules and they contain a unit with this index.</summary>
    public bool HasUnit(int unit) => Shape is { } shape && unit >= 0 && unit < shape.Units.Count;

    public int CredentialCount => _holders.Count;

    /// <summary>Whether the credential is in the box, even if it is held back.</summary>
    public bool Holds(CredentialHash credential) => _holders.Contains(credential);

    public BatchStandings Batches => _holders.Batches;

    /// <summary>Groups with a credential that votes, in ordinal order.</summary>
    public IReadOnlyList<GroupParticipation> Groups => _groups.List(Shape is { NeedsFinish: true });

    /// <summary>Standing slips by unit, then by group; empty while the box has no shape.</summary>
    public IReadOnlyList<int> SlipsByCell => Shape is null ? [] : _ratings.Slips(Shape);

    /// <summary>Credentials that may rate, by unit, then by group; empty while the box has no shape.</summary>
    public IReadOnlyList<int> RatersByCell => Shape is null ? [] : _ratings.Raters(Shape);

    /// <summary>The data of a credential; null for one that is unknown, held back, revoked, or a spare.</summary>
    public Holding? Find(CredentialHash credential) => _holders.TryFindVoting(credential, out var holder) ? View(holder) : null;

    /// <summary>Whether the credential is held back for a moment, until the round has decided about its batch.</summary>
    public bool IsUndecided(CredentialHash credential) => !IsSealed && _holders.IsUndecided(credential);

    /// <summary>All credentials with their slips, for a snapshot, in no particular order.</summary>
    public IEnumerable<(CredentialHash Credential, string Batch, Holding Holding)> Holdings =>
        _holders.Known.Select(known => (known.Credential, Batches.Name(known.Holder.Batch), View(known.Holder)));

    /// <summary>The number of credentials of a batch, and how many of them have voted.</summary>
    public (int Count, int Voted) CountBatch(string batch) => _holders.CountBatch(batch);

    /// <summary>The credential of a slip, whatever it may do.</summary>
    internal SlipStanding FindSlip(SlipTag tag) => _holders.FindSlip(tag);

    /// <summary>The comments on one unit.</summary>
    /// <exception cref="InvalidOperationException">The box is not sealed, so its slips may still change.</exception>
    public UnitComments Comments(int unit) => CommentIndex().Read(unit);

    /// <summary>The number of slips of a unit that have a comment; throws as <see cref="Comments"/>.</summary>
    internal int CountComments(int unit) => CommentIndex().Count(unit);

    /// <summary>Slips of a unit in a sealed box that the rules flag: their ballot has the same mark everywhere.</summary>
    internal IReadOnlyList<PatternCount>? Uniform(int unit) =>
        IsSealed && Shape is { Ballot.FlagsUniform: true } shape ? (_uniform ??= UniformIndex.Of(this, shape)).Read(unit) : null;

    public void Evolve(BoxEvent happened)
    {
        var plain = happened is SealedEvent sealedEvent ? sealedEvent.Open(this) : happened;
        Version++;
        switch (plain)
        {
            case BoxKeyed keyed: Seal.Name(keyed.Commitment); break;
            case BallotCast cast: Count(cast); break;
            case BallotFinished finished: Finish(finished.Credential); break;
            case ResendMismatched mismatched: _holders[mismatched.Credential].Last.Mismatches++; break;
            case CredentialsStored stored: Store(stored); break;
            case BatchStored stored: Store(stored); break;
            case BatchSettled settled: _holders.Set(settled.Batch, new(settled.Version, BatchRight.Votes)); break;
            case BatchHeld held: _holders.Set(held.Batch, new(held.Version, BatchRight.Held)); break;
            case CredentialsVoided voided: _holders.Void(voided.Batch); break;
            case SlipRevoked revoked: Revoke(revoked); break;
            case SpareActivated activated: Activate(activated); break;
            case BoxOpened opened: Open(opened.Shape); break;
            case WindowSet set: Window = set.Window; break;
            case BoxClosed: IsSealed = true; LeaveOut(); break;
            default: throw new System.Diagnostics.UnreachableException(happened.GetType().Name);
        }
    }

    /// <summary>Restores the state of a snapshot; the holdings follow.</summary>
    internal void Restore(BoxShape? shape, BoxWindow? window, bool isSealed, uint sequence, long version)
    {
        (Window, IsSealed, Sequence, Version) = (window, isSealed, sequence, version);
        if (shape is not null)
            Open(shape);
    }

    internal void Restore(CredentialHash credential, string batch, string group, AllowedUnits allowed) => _holders.Add(credential, batch, group, allowed);

    /// <summary>Restores the slip of the credential at a place in the order in which they were restored.</summary>
    internal void Restore(int at, SlipTag tag, SlipRight right) => _holders.SetSlip(at, tag, right);

    /// <summary>Restores the slips of the credential that was restored before.</summary>
    internal void Restore(ReadOnlySpan<byte> standing, LastBallot last)
    {
        ref var holder = ref _holders.All[^1];
        holder.Last = last;
        Replace(ref holder, standing);
    }

    /// <summary>Restores how many ballots of a credential were counted.</summary>
    internal void Restore(CredentialHash credential, uint ballots) => _holders[credential].Last.Count = ballots;

    private void Open(BoxShape shape) => (Shape, _changedAt) = (shape, new long[shape.Units.Count]);

    private void Store(CredentialsStored stored)
    {
        var allowed = stored.Units is null ? AllowedUnits.All : new AllowedUnits(stored.Units);
        foreach (var credential in stored.Hashes)
            _holders.Add(credential, stored.Batch, stored.Group, allowed);
    }

    private void Store(BatchStored stored)
    {
        if (!Batches.TryFind(stored.Batch, out _))
            Batches[Batches.Number(stored.Batch)] = new(0, BatchRight.Held);
        var allowed = stored.Units is null ? AllowedUnits.All : new AllowedUnits(stored.Units);
        for (var i = 0; i < stored.Hashes.Count; i++)
            _holders.Add(stored.Hashes[i], stored.Batch, stored.Group, allowed, stored.Slips?[i]);
    }

    private void Revoke(SlipRevoked revoked)
    {
        SlipStep = revoked.Step;
        if (Seal.OpenedSlip(revoked.Slip) is { } tag)
            _holders.Revoke(tag);
    }

    private void Activate(SpareActivated activated)
    {
        SlipStep = activated.Step;
        if (Seal.OpenedSlip(activated.Spare) is { } tag)
            _holders.Activate(tag);
    }

    internal void Set(string batch, BatchStanding standing) => _holders.Set(batch, standing);

    private void Count(BallotCast cast)
    {
        Sequence++;
        ref var holder = ref _holders[cast.Credential];
        if (holder.Last.IsFinished)
            _groups.Leave(holder.Group, 1);
        holder.Last = new(Sequence, cast.Slips.Length, cast.Minute, 0, cast.Id, Count: holder.Last.Count + 1);
        Replace(ref holder, cast.Slips);
    }

    internal void Finish(CredentialHash credential)
    {
        ref var holder = ref _holders[credential];
        holder.Last.IsFinished = true;
        _groups.Leave(holder.Group, -1);
    }

    /// <summary>Takes ballots that were not finished out of the count, where the rules say so. Their slips stay on record.</summary>
    internal void LeaveOut()
    {
        foreach (ref var holder in Shape is { IgnoresUnfinished: true } ? _holders.All : [])
        {
            if (holder.Standing.IsEmpty || holder.Last.IsFinished)
                continue;
            holder.Last.IsLeftOut = true;
            _groups.Vote(holder.Group, -1);
            foreach (var slip in Slips.Read(holder.Standing.Bytes.Span, Shape!.Criteria))
                Count(slip, FormGroup(holder.Group), -1);
        }
    }

    private void Count(Slips.Slip slip, byte group, int slips)
    {
        Tally.Add(new SlipPattern(slip.Unit, group, slip.Marks), slips);
        _ratings.AddSlips(slip.Unit, group, slips);
        _changedAt[slip.Unit] = Version;
    }

    private CommentIndex CommentIndex() =>
        IsSealed && Shape is { } shape ? _comments ??= Ballots.CommentIndex.Of(this, shape) : throw new InvalidOperationException("Comments are read from a sealed box.");

    /// <summary>Replaces the earlier slips for the same units.</summary>
    private void Replace(ref Holder holder, ReadOnlySpan<byte> slips)
    {
        var group = FormGroup(holder.Group);
        if (holder.Standing.IsEmpty)
        {
            _groups.Vote(holder.Group, 1);
            _groups.Leave(holder.Group, 1);
        }
        holder.Standing.Put(RemoveReplaced(ref holder, slips, group), slips);
        foreach (var slip in Slips.Read(slips, Shape!.Criteria))
        {
            Count(slip, group, 1);
            holder.Rated++;
        }
    }

    /// <summary>Takes earlier slips for the same units out of the tally, and returns the length of the others in bytes.</summary>
    private int RemoveReplaced(ref Holder holder, ReadOnlySpan<byte> slips, byte group)
    {
        if (holder.Standing.IsEmpty)
            return 0;
        var ballot = new SlipIndex(stackalloc int[Shape!.Units.Count], slips, Shape.Criteria);
        var standing = holder.Standing.Bytes.Span;
        var kept = 0;
        foreach (var earlier in Slips.Read(standing, Shape.Criteria))
        {
            if (ballot.TryFind(earlier.Unit, out _))
            {
                Count(earlier, group, -1);
                holder.Rated--;
                continue;
            }
            earlier.Bytes.CopyTo(standing[kept..]);
            kept += earlier.Bytes.Length;
        }
        return kept;
    }

    private byte FormGroup(int group)
    {
        var code = _groups.Code(group);
        for (var i = 0; i < Shape!.Groups.Count; i++)
            if (Shape.Groups[i] == code)
                return (byte)i;
        throw new InvalidDataException($"The box has credentials of group '{code}', which the round does not have.");
    }

    private Holding View(Holder holder) => new(_groups.Code(holder.Group), _holders.AllowedOf(holder), holder.Standing.Bytes, holder.Rated, holder.Last, holder.Slip, holder.SlipRight);
}

