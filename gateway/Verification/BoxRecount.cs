using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Verification.Boxes;
using Evaluation.Journal;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// Counts a ballot box from its journal entries with independent code. It shares no code with the grains, so that an error there shows as a
/// difference.
/// </summary>
/// <remarks>
/// Format of the journal: a tag, then fields. Numbers are in 7-bit groups, lowest first. Texts and bytes follow their length.
/// </remarks>
/// <param name="key">The key of the round, for a box that is encrypted; null for none.</param>
/// <param name="stream">The name of the box's stream, which its own key depends on.</param>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the check of one box.")]
internal sealed class BoxRecount(RoundKey? key = null, string stream = "")
{
    private readonly AesGcm? _cipher = key is null ? null : SealedBytes.CipherOf(key, stream);
    private readonly Dictionary<UInt128, Voter> _voters = [];
    private readonly HashSet<string> _batches = [];
    private readonly HashSet<string> _held = [];
    private readonly SlipRecount _slips = new(key);
    private string[] _groups = [];
    private int _criteria;
    private bool _needsFinish;
    private bool _ignoresUnfinished;

    public int Ballots => _voters.Values.Count(voter => voter.Slips.Count > 0);

    public long Slips => _voters.Values.Sum(voter => (long)voter.Slips.Count);

    /// <summary>Ballots of a group that are not finished, left out or not; 0 where ballots are not finished.</summary>
    public int Unfinished(string group) => _needsFinish ? _voters.Values.Count(voter => voter.Group == group && voter.IsOpen) : 0;

    /// <summary>Issued credentials and voters by group code, without credentials that are held back.</summary>
    public IReadOnlyDictionary<string, (int Issued, int Voted)> Groups => _voters.Values
        .Where(voter => !_held.Contains(voter.Batch) && voter.Right is Voter.Votes)
        .GroupBy(voter => voter.Group)
        .ToDictionary(group => group.Key, group => (group.Count(), group.Count(voter => voter.Slips.Count > 0)));

    /// <summary>Whether the round decided about a lost slip.</summary>
    public bool HasSlipDecisions { get; private set; }

    /// <summary>
    /// SHA-256 over the distinct slips in order of unit, group and marks, each as unit (2 bytes), group (1), marks (8) and number of slips
    /// (4), big-endian.
    /// </summary>
    public string TallyHash()
    {
        var slips = _voters.Values.SelectMany(voter => voter.Slips.Select(slip => (Unit: slip.Key, Group: Array.IndexOf(_groups, voter.Group), Marks: slip.Value)));
        using var bytes = new MemoryStream();
        Span<byte> line = stackalloc byte[15];
        foreach (var same in slips.GroupBy(slip => slip).OrderBy(same => same.Key.Unit).ThenBy(same => same.Key.Group).ThenBy(same => same.Key.Marks))
        {
            BinaryPrimitives.WriteUInt16BigEndian(line, (ushort)same.Key.Unit);
            line[2] = (byte)same.Key.Group;
            BinaryPrimitives.WriteUInt64BigEndian(line[3..], same.Key.Marks);
            BinaryPrimitives.WriteInt32BigEndian(line[11..], same.Count());
            bytes.Write(line);
        }
        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }

    /// <exception cref="InvalidDataException">The entry has a format that the recount does not know.</exception>
    public void Add(JournalEntry entry)
    {
        entry = entry.Unframed();
        if (entry.Format != 2)
            throw new InvalidDataException($"Stream '{entry.Stream}' has an entry of format {entry.Format}, which the recount does not know.");
        using var reader = new BinaryReader(new MemoryStream(entry.Payload.ToArray()), Encoding.UTF8);
        while (reader.BaseStream.Position < reader.BaseStream.Length)
            AddEvent(reader);
    }

    private void AddEvent(BinaryReader reader)
    {
        switch (reader.ReadByte())
        {
            case 1:
                AddCredentials(reader, isHeld: false);
                break;
            case 16:
                AddCredentials(reader, isHeld: true);
                break;
            case 20:
                foreach (var voter in AddCredentials(reader, isHeld: true))
                    (voter.Right, voter.Slip) = (reader.ReadByte() == 1 ? Voter.IsSpare : Voter.Votes, BinaryPrimitives.ReadUInt64BigEndian(reader.ReadBytes(8)));
                break;
            case 21:
                foreach (var voter in SlipsOf(reader).Where(voter => voter.Slips.Count == 0 && voter.Right == Voter.Votes))
                    voter.Right = Voter.IsLost;
                break;
            case 22:
                foreach (var voter in SlipsOf(reader).Where(voter => voter.Right == Voter.IsSpare))
                    voter.Right = Voter.Votes;
                break;
            case 10:
                using (var plain = new BinaryReader(new MemoryStream(SealedBytes.Open(_cipher, Bytes(reader))), Encoding.UTF8))
                {
                    plain.Read7BitEncodedInt64();
                    AddEvent(plain);
                }
                break;
            case 19:
                Text(reader);
                break;
            case 17:
                Hold(Text(reader), isHeld: false);
                reader.Read7BitEncodedInt();
                break;
            case 18:
                Hold(Text(reader), isHeld: true);
                reader.Read7BitEncodedInt();
                break;
            case 2:
                var batch = Text(reader);
                foreach (var (credential, _) in _voters.Where(voter => voter.Value.Batch == batch && voter.Value.Slips.Count == 0).ToArray())
                    _voters.Remove(credential);
                break;
            case 3:
                using (var shape = JsonDocument.Parse(Bytes(reader)))
                {
                    _groups = [.. shape.RootElement.GetProperty("groups").EnumerateArray().Select(group => group.GetString()!)];
                    _criteria = shape.RootElement.GetProperty("criteria").GetInt32();
                    if (shape.RootElement.TryGetProperty("ballot", out var terms))
                        (_needsFinish, _ignoresUnfinished) = (terms.GetProperty("needsFinish").GetBoolean(), terms.GetProperty("ignoresUnfinished").GetBoolean());
                }
                break;
            case 4:
                Bytes(reader);
                break;
            case 6:
                Bytes(reader);
                foreach (var voter in _voters.Values.Where(voter => _ignoresUnfinished && voter.IsOpen))
                    voter.Slips.Clear();
                break;
            case 9:
                _voters[Hash(reader)].IsOpen = false;
                reader.Read7BitEncodedInt64();
                break;
            case 5:
                AddBallot(reader, idBytes: 0);
                break;
            case 7:
                AddBallot(reader, idBytes: 8);
                break;
            case 8:
                Hash(reader);
                break;
            case var tag:
                throw new InvalidDataException($"A box has no event with tag {tag}.");
        }
    }

    /// <param name="isHeld">Whether the credentials of a new batch are held back.</param>
    /// <returns>The credentials of the event, in its order.</returns>
    private List<Voter> AddCredentials(BinaryReader reader, bool isHeld)
    {
        var added = new List<Voter>();
        var (batch, group) = (Text(reader), Text(reader));
        if (!_batches.Contains(batch))
            Hold(batch, isHeld);
        for (var units = reader.Read7BitEncodedInt64(); units > 1; units--)
            Text(reader);
        for (var left = reader.Read7BitEncodedInt64(); left > 0; left--)
        {
            var hash = Hash(reader);
            _voters.TryAdd(hash, new(group, batch, []));
            added.Add(_voters[hash]);
        }
        return added;
    }

    private List<Voter> SlipsOf(BinaryReader reader)
    {
        HasSlipDecisions = true;
        reader.Read7BitEncodedInt();
        var tag = _slips.Open(Text(reader));
        return [.. _voters.Values.Where(voter => voter.Slip is { } known && known == tag)];
    }

    private void Hold(string batch, bool isHeld)
    {
        _batches.Add(batch);
        if (isHeld)
            _held.Add(batch);
        else
            _held.Remove(batch);
    }

    private void AddBallot(BinaryReader reader, int idBytes)
    {
        var voter = _voters[Hash(reader)];
        reader.Read7BitEncodedInt64();
        reader.ReadBytes(idBytes);
        voter.IsOpen = true;
        AddSlips(voter, Bytes(reader));
    }

    private void AddSlips(Voter voter, byte[] bytes)
    {
        using var slips = new BinaryReader(new MemoryStream(bytes));
        while (slips.BaseStream.Position < bytes.Length)
        {
            var head = slips.ReadUInt16();
            var marks = 0UL;
            for (var i = 0; i < (_criteria + 1) / 2; i++)
                marks += (ulong)slips.ReadByte() << (8 * i);
            if (head >= 0x8000)
                slips.ReadBytes(slips.ReadUInt16());
            voter.Slips[head % 0x8000] = marks;
        }
    }

    private static byte[] Bytes(BinaryReader reader) => reader.ReadBytes(reader.Read7BitEncodedInt());

    private static string Text(BinaryReader reader) => Encoding.UTF8.GetString(Bytes(reader));

    private static UInt128 Hash(BinaryReader reader) => BinaryPrimitives.ReadUInt128BigEndian(reader.ReadBytes(16));

    /// <summary>A credential's group and batch, and its marks by unit.</summary>
    private sealed record Voter(string Group, string Batch, Dictionary<int, ulong> Slips)
    {
        /// <summary>Whether a ballot was cast that was not finished since.</summary>
        public bool IsOpen { get; set; }

        public const int Votes = 0;
        public const int IsSpare = 1;
        public const int IsLost = 2;

        /// <summary>What it may do by its slip.</summary>
        public int Right { get; set; }

        /// <summary>The tag of its slip number; null for none.</summary>
        public ulong? Slip { get; set; }
    }
}
