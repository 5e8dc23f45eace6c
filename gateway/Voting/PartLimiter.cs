using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Http.Authentication;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// Slows down who has first parts of credentials and guesses second ones. A first part with too many unknown second ones has to wait a
/// moment, from the address that tried them; after the pause the right pair always works.
/// </summary>
/// <remarks>
/// While a first part waits, nobody is asked whether the pair is right, so that the answer does not tell. First parts are kept as keyed
/// hashes in memory, until their pauses are over. Without an unknown pair in the last minutes, a check reads one number.
/// </remarks>
public sealed class PartLimiter(TimeProvider clock)
{
    private static readonly Rate OfAddress = new(Limits.UnknownPartsAtOnce, Limits.UnknownPartEvery);
    private static readonly Rate OfAll = new(Limits.UnknownPartsAtOnceOfAll, Limits.UnknownPartEveryOfAll);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _lock = new();

    /// <summary>By the hash of a first part, or of one with an address: when all its tries are free again.</summary>
    private readonly Dictionary<UInt128, long> _free = [];

    /// <summary>The latest of these instants.</summary>
    private long _last;

    /// <summary>Whether the first part has to wait. The call itself is not counted.</summary>
    /// <param name="secret">The credential. One in one part never waits.</param>
    /// <param name="from">Null: unknown.</param>
    public bool IsExhausted(CredentialSecret secret, IPAddress? from, [NotNullWhen(true)] out Refusal? refusal)
    {
        refusal = null;
        if (!secret.HasTwoParts || Volatile.Read(ref _last) is var last && (last == 0 || last <= clock.GetTimestamp()))
            return false;
        var now = clock.GetTimestamp();
        TimeSpan wait;
        lock (_lock)
        {
            var (ofAddress, ofAll) = (OfAddress.Wait(Owed(Hash(secret, from), now)), OfAll.Wait(Owed(Hash(secret, null), now)));
            wait = ofAddress > ofAll ? ofAddress : ofAll;
        }
        if (wait <= TimeSpan.Zero)
            return false;
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        refusal = new(
            RefusalCode.TooManyAttempts,
            $"Too many second parts that do not belong to this first part were tried. Wait {seconds} seconds; the right second part is accepted then.",
            ("retryAfter", seconds));
        return true;
    }

    /// <summary>Counts a pair that is unknown.</summary>
    /// <param name="from">Null: unknown.</param>
    public void Count(CredentialSecret secret, IPAddress? from)
    {
        if (!secret.HasTwoParts)
            return;
        var now = clock.GetTimestamp();
        lock (_lock)
        {
            if (_free.Count >= Limits.FirstPartsRemembered)
                Forget(now);
            Add(Hash(secret, from), OfAddress, now);
            Add(Hash(secret, null), OfAll, now);
        }
    }

    /// <summary>The number of hashes in memory.</summary>
    internal int Remembered => _free.Count;

    private void Add(UInt128 hash, Rate rate, long now)
    {
        var owed = rate.More(Owed(hash, now));
        var free = now + (long)(owed.TotalSeconds * clock.TimestampFrequency);
        _free[hash] = free;
        Volatile.Write(ref _last, Math.Max(_last, free));
    }

    private TimeSpan Owed(UInt128 hash, long now) => _free.TryGetValue(hash, out var free) && free > now ? clock.GetElapsedTime(now, free) : TimeSpan.Zero;

    /// <summary>Removes what has ended. Where that is too little, removes half: what ends first, which was tried the least.</summary>
    private void Forget(long now)
    {
        foreach (var (hash, free) in _free)
            if (free <= now)
                _free.Remove(hash);
        if (_free.Count > Limits.FirstPartsRemembered / 2)
            foreach (var (hash, _) in _free.OrderBy(part => part.Value).Take(_free.Count / 2).ToArray())
                _free.Remove(hash);
    }

    private UInt128 Hash(CredentialSecret secret, IPAddress? from)
    {
        Span<byte> text = stackalloc byte[CredentialParts.FirstBytes + 16];
        secret.WriteFirst(text);
        var length = CredentialParts.FirstBytes;
        if (from is not null && NetworkAddress.Of(from).TryWriteBytes(text[length..], out var written))
            length += written;
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text[..length], mac);
        return BinaryPrimitives.ReadUInt128BigEndian(mac);
    }

    /// <summary>Some tries at once, and then one more in each time.</summary>
    private sealed record Rate(int AtOnce, TimeSpan Every)
    {
        /// <summary>How long to wait for a try, when this time is owed for earlier ones.</summary>
        public TimeSpan Wait(TimeSpan owed) => owed - ((AtOnce - 1) * Every);

        /// <summary>What is owed after one more. Tries at the same moment add up only to a pause that ends soon.</summary>
        public TimeSpan More(TimeSpan owed)
        {
            var (more, most) = (owed + Every, (AtOnce * Every) + Limits.UnknownPartsPauseMax);
            return more < most ? more : most;
        }
    }
}
