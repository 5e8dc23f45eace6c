using System.Runtime.InteropServices;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots;

/// <summary>A shard of a round's credentials with their standing slips. Changed in place, and only by <see cref="Evolve"/>.</summary>
/// <remarks>A credential takes one entry and, once it has voted, one array with all its standing slips in compact form.</remarks>
public sealed class BallotBox
{
    private readonly Dictionary<CredentialHash, int> _index = [];
    private readonly List<Holder> _holders = [];
    private readonly BatchStandings _batches = new();
    private readonly Participations _groups = new();
    private readonly NumberedItems<AllowedUnits> _allowed = new(EqualityComparer<AllowedUnits>.Default);
    private readonly RatingCounts _ratings = new();
    private CommentIndex? _comments;
    private UniformIndex? _uniform;
    private long[] _changedAt = [];

    /// <summary>Null until the rules are frozen and the box has received them.</summary>
    public BoxShape? Shape { get; private set; }

    public BoxWindow? Window { get; private set; }

    /// <summary>The key of the box; an old box has none.</summary>
    public BoxSeal Seal { get; } = new();

    public bool IsSealed { get; private set; }

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

    public int CredentialCount => _index.Count;

    /// <summary>Whether the credential is in the box, even if it is held back.</summary>
    public bool Holds(CredentialHash credential) => _index.ContainsKey(credential);

    public BatchStandings Batches => _batches;

    /// <summary>Groups with a credential that votes, in ordinal order.</summary>
    public IReadOnlyList<GroupParticipation> Groups => _groups.List(Shape is { NeedsFinish: true });

    /// <summary>Standing slips by unit, then by group; empty while the box has no shape.</summary>
    public IReadOnlyList<int> SlipsByCell => Shape is null ? [] : _ratings.Slips(Shape);

    /// <summary>Credentials that may rate, by unit, then by group; empty while the box has no shape.</summary>
    public IReadOnlyList<int> RatersByCell => Shape is null ? [] : _ratings.Raters(Shape);

    /// <summary>The data of a credential; null for one that is unknown or held back.</summary>
    public Holding? Find(CredentialHash credential) => _index.TryGetValue(credential, out var at) && Votes(_holders[at]) ? View(_holders[at]) : null;

    /// <summary>Whether the credential is held back for a moment, until the round has decided about its batch.</summary>
    public bool IsUndecided(CredentialHash credential) =>
        !IsSealed && _index.TryGetValue(credential, out var at) && _batches[_holders[at].Batch] is { Right: BatchRight.Held, Version: > 0 };

    /// <summary>All credentials with their slips, for a snapshot, in no particular order.</summary>
    public IEnumerable<(CredentialHash Credential, string Batch, Holding Holding)> Holdings =>
        _index.Select(pair => (pair.Key, _batches.Name(_holders[pair.Value].Batch), View(_holders[pair.Value])));

    /// <summary>The number of credentials of a batch, and how many of them have voted.</summary>
    public (int Count, int Voted) CountBatch(string batch)
    {
        if (!_batches.TryFind(batch, out var number))
            return (0, 0);
        var holders = _index.Values.Select(at => _holders[at]).Where(holder => holder.Batch == number);
        return (holders.Count(), holders.Count(holder => !holder.Standing.IsEmpty));
    }

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
            case ResendMismatched mismatched: CollectionsMarshal.AsSpan(_holders)[_index[mismatched.Credential]].Last.Mismatches++; break;
            case CredentialsStored stored: Store(stored); break;
            case BatchStored stored: Store(stored); break;
            case BatchSettled settled: Set(settled.Batch, new(settled.Version, BatchRight.Votes)); break;
            case BatchHeld held: Set(held.Batch, new(held.Version, BatchRight.Held)); break;
            case CredentialsVoided voided: Void(voided.Batch); break;
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

    internal void Restore(CredentialHash credential, string batch, string group, AllowedUnits allowed) => Add(credential, batch, group, allowed);

    /// <summary>Restores the slips of the credential that was restored before.</summary>
    internal void Restore(ReadOnlySpan<byte> standing, LastBallot last)
    {
        ref var holder = ref CollectionsMarshal.AsSpan(_holders)[^1];
        holder.Last = last;
        Replace(ref holder, standing);
    }

    /// <summary>Restores how many ballots of a credential were counted.</summary>
    internal void Restore(CredentialHash credential, uint ballots) => CollectionsMarshal.AsSpan(_holders)[_index[credential]].Last.Count = ballots;

    private void Open(BoxShape shape) => (Shape, _changedAt) = (shape, new long[shape.Units.Count]);

    private void Store(CredentialsStored stored)
    {
        var allowed = stored.Units is null ? AllowedUnits.All : new AllowedUnits(stored.Units);
        foreach (var credential in stored.Hashes)
            Add(credential, stored.Batch, stored.Group, allowed);
    }

    private void Store(BatchStored stored)
    {
        if (!_batches.TryFind(stored.Batch, out _))
            _batches[_batches.Number(stored.Batch)] = new(0, BatchRight.Held);
        var allowed = stored.Units is null ? AllowedUnits.All : new AllowedUnits(stored.Units);
        foreach (var credential in stored.Hashes)
            Add(credential, stored.Batch, stored.Group, allowed);
    }

    /// <summary>Sets what the credentials of a batch may do, and counts them as issued or no longer.</summary>
    internal void Set(string batch, BatchStanding standing)
    {
        var number = _batches.Number(batch);
        var (voted, votes) = (_batches[number].Right == BatchRight.Votes, standing.Right == BatchRight.Votes);
        _batches[number] = standing;
        if (voted == votes)
            return;
        foreach (var at in _index.Values)
            if (_holders[at].Batch == number)
                Issue(_holders[at], votes ? 1 : -1);
    }

    private bool Votes(Holder holder) => _batches[holder.Batch].Right == BatchRight.Votes;

    private void Issue(Holder holder, int credentials)
    {
        _groups.Issue(holder.Group, credentials);
        _ratings.Issue(_groups.Code(holder.Group), _allowed.Items[holder.Allowed], credentials);
    }

    private void Add(CredentialHash credential, string batch, string group, AllowedUnits allowed)
    {
        var number = _groups.Number(group);
        if (!_index.TryAdd(credential, _holders.Count))
            return;
        var holder = new Holder { Group = checked((byte)number), Allowed = _allowed.Number(allowed), Batch = _batches.Number(batch) };
        _holders.Add(holder);
        if (Votes(holder))
            Issue(holder, 1);
    }

    private void Void(string batch)
    {
        var number = _batches.Number(batch);
        foreach (var (credential, at) in _index.ToArray())
        {
            var holder = _holders[at];
            if (holder.Batch != number || !holder.Standing.IsEmpty)
                continue;
            _index.Remove(credential);
            if (Votes(holder))
                Issue(holder, -1);
        }
        if (_batches[number].Right == BatchRight.Held)
            _batches[number] = _batches[number] with { Right = BatchRight.Void };
    }

    private void Count(BallotCast cast)
    {
        Sequence++;
        ref var holder = ref CollectionsMarshal.AsSpan(_holders)[_index[cast.Credential]];
        if (holder.Last.IsFinished)
            _groups.Leave(holder.Group, 1);
        holder.Last = new(Sequence, cast.Slips.Length, cast.Minute, 0, cast.Id, Count: holder.Last.Count + 1);
        Replace(ref holder, cast.Slips);
    }

    internal void Finish(CredentialHash credential)
    {
        ref var holder = ref CollectionsMarshal.AsSpan(_holders)[_index[credential]];
        holder.Last.IsFinished = true;
        _groups.Leave(holder.Group, -1);
    }

    /// <summary>Takes ballots that were not finished out of the count, where the rules say so. Their slips stay on record.</summary>
    internal void LeaveOut()
    {
        foreach (ref var holder in Shape is { IgnoresUnfinished: true } ? CollectionsMarshal.AsSpan(_holders) : [])
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

    private Holding View(Holder holder) => new(_groups.Code(holder.Group), _allowed.Items[holder.Allowed], holder.Standing.Bytes, holder.Rated, holder.Last);
}

