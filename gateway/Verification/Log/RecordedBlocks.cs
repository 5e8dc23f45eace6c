using System.Security.Cryptography;
using System.Text.Json;

namespace Evaluation.Gateway.Verification.Log;

/// <summary>
/// The stream of the log as it is stored, read with code of its own: the tree of each origin and what its blocks say of other streams.
/// </summary>
internal sealed class RecordedBlocks
{
    public const string Stream = "log";

    private readonly Dictionary<string, List<(long Version, UInt128 Chain)>> _heads = new(StringComparer.Ordinal);
    private readonly List<Tree> _trees = [];
    private readonly ILookup<int, long> _wanted;
    private byte[] _previous = SHA256.HashData([0]);
    private string _at = "";

    /// <param name="wanted">The heads at whose sizes a root is needed.</param>
    public RecordedBlocks(IEnumerable<KnownHead> wanted) => _wanted = wanted.ToLookup(head => head.Origin, head => head.Size);

    /// <summary>The number of events that were read.</summary>
    public long Version { get; private set; }

    /// <summary>By stream, the versions that blocks name with the start of the chain value, in the order of the blocks.</summary>
    public IReadOnlyDictionary<string, List<(long Version, UInt128 Chain)>> Heads => _heads;

    /// <summary>The origins in their order.</summary>
    public IReadOnlyList<Tree> Trees => _trees;

    public static UInt128 Start(ReadOnlySpan<byte> chain) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(chain);

    /// <summary>Reads one event. Returns what is wrong with it, or null.</summary>
    public string? Add(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        var block = json.RootElement;
        string? fault = null;
        if (block.TryGetProperty("origin", out var origin) || _trees.Count == 0)
            fault = Begin(origin);
        var tree = _trees[^1];
        if (block.GetProperty("event").GetString() != "block-added")
            fault ??= "this is no block";
        if (block.GetProperty("number").GetInt64() != tree.Size)
            fault ??= $"the block says number {block.GetProperty("number").GetInt64()} and is number {tree.Size}";
        if (!block.GetProperty("previous").GetBytesFromBase64().AsSpan().SequenceEqual(_previous))
            fault ??= "the block names another block before it";
        if (block.GetProperty("salt").GetBytesFromBase64().Length != 32)
            fault ??= "the salt of the block is not 32 bytes";
        // Instants of one form and zone sort as text; those of blocks are in UTC.
        var at = block.GetProperty("at").GetDateTimeOffset().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        if (string.CompareOrdinal(at, _at) < 0)
            fault ??= "the block is older than the block before it";
        fault = AddHeads(block.GetProperty("heads")) ?? fault;
        _previous = SHA256.HashData([0, .. bytes]);
        _at = at;
        tree.Add(_previous, _wanted[tree.Origin]);
        Version++;
        return fault;
    }

    private string? Begin(JsonElement origin)
    {
        if (origin.ValueKind == JsonValueKind.Undefined)
        {
            _trees.Add(new(1, null, null, Version));
            return null;
        }
        var number = origin.GetProperty("number").GetInt32();
        var isLater = _trees.Count > 0 && number > _trees[^1].Origin;
        _trees.Add(new(number, origin.TryGetProperty("last", out var last) ? last.GetString() : null, origin.GetProperty("reason").GetString(), Version));
        return isLater ? null : $"origin {number} does not follow the one before it";
    }

    private string? AddHeads(JsonElement heads)
    {
        string? before = null;
        string? fault = null;
        foreach (var head in heads.EnumerateArray())
        {
            var (stream, version) = (head.GetProperty("stream").GetString()!, head.GetProperty("version").GetInt64());
            if (string.CompareOrdinal(before, stream) >= 0)
                fault ??= $"the streams of the block are not in order at '{stream}'";
            before = stream;
            if (!_heads.TryGetValue(stream, out var known))
                _heads[stream] = known = [];
            // The first block of an origin names again what blocks of the origin before had.
            var chain = Start(head.GetProperty("chain").GetBytesFromBase64());
            if (known is not [.., var newest] || newest != (version, chain))
                known.Add((version, chain));
        }
        return fault;
    }

    /// <summary>The tree of one origin, with its roots at the wanted sizes.</summary>
    internal sealed class Tree(int origin, string? last, string? reason, long begins)
    {
        private readonly List<byte[]?> _levels = [];

        public int Origin => origin;

        /// <summary>The last signed head of the origin before, as its first block names it.</summary>
        public string? Last => last;

        public string? Reason => reason;

        /// <summary>The version of the stream at which it begins.</summary>
        public long Begins => begins;

        public long Size { get; private set; }

        public Dictionary<long, string> Roots { get; } = [];

        public void Add(byte[] leaf, IEnumerable<long> wanted)
        {
            var level = 0;
            for (; level < _levels.Count && _levels[level] is { } left; level++)
            {
                leaf = SHA256.HashData([1, .. left, .. leaf]);
                _levels[level] = null;
            }
            if (level == _levels.Count)
                _levels.Add(null);
            _levels[level] = leaf;
            Size++;
            if (wanted.Contains(Size))
                Roots[Size] = Convert.ToBase64String(_levels.OfType<byte[]>().Aggregate((right, left) => SHA256.HashData([1, .. left, .. right])));
        }
    }
}
