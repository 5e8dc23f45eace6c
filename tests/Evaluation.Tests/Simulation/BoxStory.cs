using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evaluation.Gateway.Verification.Boxes;
using Evaluation.Journal;

namespace Evaluation.Tests.Simulation;

/// <summary>
/// An independent reading of one box's stream: it uses no code of the grains. A slip is text, <c>unit:marks:comment</c>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as one comparison.")]
internal sealed class BoxStory
{
    private readonly Dictionary<UInt128, (string Group, string Batch, Dictionary<int, string> Slips)> _voters = [];
    private readonly HashSet<string> _held = [];
    private readonly Dictionary<UInt128, (ulong Tag, string Right)> _slips = [];
    private SlipRecount _tags = new(null);
    private readonly Dictionary<UInt128, (string Id, string[] Slips, long Minute, int Mismatches)> _latest = [];
    private JsonElement _window;
    private bool _isClosed;
    private readonly HashSet<UInt128> _finished = [];
    private AesGcm? _cipher;
    private int _criteria;
    private bool _hasLimits;

    /// <summary>Ballots in their order: ballot number n is at index n − 1.</summary>
    public List<Cast> Casts { get; } = [];

    /// <summary>Credentials that vote.</summary>
    public int CredentialCount => _voters.Count(voter => !_held.Contains(voter.Value.Batch) && Right(voter.Key) == "votes");

    private string Right(UInt128 credential) => _slips.TryGetValue(credential, out var slip) ? slip.Right : "votes";

    /// <summary>Standing slips by unit's index.</summary>
    public Dictionary<int, int> SlipsByUnit => _voters.Values.SelectMany(voter => voter.Slips.Keys).CountBy(unit => unit).ToDictionary();

    /// <summary>Voters of a group whose ballot counts.</summary>
    public int Voted(string group) => _voters.Values.Count(voter => voter.Group == group && voter.Slips.Count > 0);

    /// <summary>Voters of a group whose ballot is not finished.</summary>
    public int Unfinished(string group) => _latest.Keys.Count(voter => _voters[voter].Group == group && !_finished.Contains(voter));

    public static async Task<BoxStory> ReadAsync(World world, string stream)
    {
        var key = await world.Keys.FindAsync(World.Rules.Id);
        var story = new BoxStory { _cipher = key is null ? null : SealedBytes.CipherOf(key, stream), _tags = new(key) };
        await foreach (var entry in world.Journal.ReadAsync(stream, 0))
        {
            var (events, before) = (0, entry.FirstVersion);
            using var reader = new BinaryReader(new MemoryStream(entry.Unframed().Payload.ToArray()));
            for (; reader.BaseStream.Position < reader.BaseStream.Length; events++)
                story.Add(reader);
            Assert.Equal((entry.EventCount, entry.FirstVersion), (events, before));
        }
        return story;
    }

    /// <summary>The standing slips of a credential after a ballot.</summary>
    public IReadOnlyCollection<string> StandingAfter(uint sequence) => Casts[(int)sequence - 1].Standing;

    /// <summary>The standing slips of a credential.</summary>
    public IReadOnlyCollection<string> Standing(UInt128 credential) => _voters.TryGetValue(credential, out var voter) ? voter.Slips.Values : [];

    public static string[] Split(byte[] slips, int criteria)
    {
        List<string> split = [];
        using var reader = new BinaryReader(new MemoryStream(slips));
        while (reader.BaseStream.Position < slips.Length)
        {
            var head = reader.ReadUInt16();
            var marks = Convert.ToHexString(reader.ReadBytes((criteria + 1) / 2));
            split.Add($"{head & 0x7FFF}:{marks}:{(head > 0x7FFF ? Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadUInt16())) : "")}");
        }
        return [.. split];
    }

    private void Add(BinaryReader reader)
    {
        switch (reader.ReadByte())
        {
            case var stored and (1 or 16 or 20):
                var (batch, group) = (Text(reader), Text(reader));
                for (var units = reader.Read7BitEncodedInt(); units > 1; units--)
                    Text(reader);
                List<UInt128> added = [];
                for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
                    added.Add(Credential(reader));
                foreach (var credential in added)
                    Assert.True(_voters.TryAdd(credential, (group, batch, [])), "A credential was stored twice.");
                foreach (var credential in stored == 20 ? added : [])
                {
                    var right = reader.ReadByte() == 1 ? "spare" : "votes";
                    _slips.Add(credential, (BinaryPrimitives.ReadUInt64BigEndian(reader.ReadBytes(8)), right));
                }
                if (stored != 1)
                    _held.Add(batch);
                break;
            case 21:
                foreach (var credential in OfSlip(reader, "votes").Where(credential => _voters[credential].Slips.Count == 0))
                    _slips[credential] = _slips[credential] with { Right = "lost" };
                break;
            case 22:
                foreach (var credential in OfSlip(reader, "spare"))
                    _slips[credential] = _slips[credential] with { Right = "votes" };
                break;
            case 10:
                using (var plain = new BinaryReader(new MemoryStream(SealedBytes.Open(_cipher, Bytes(reader)))))
                {
                    plain.Read7BitEncodedInt64();
                    Add(plain);
                }
                break;
            case 19:
                Text(reader);
                break;
            case 17:
                _held.Remove(Text(reader));
                reader.Read7BitEncodedInt();
                break;
            case 18:
                var held = Text(reader);
                Assert.DoesNotContain(_voters.Values, voter => voter.Batch == held && voter.Slips.Count > 0);
                _held.Add(held);
                reader.Read7BitEncodedInt();
                break;
            case 2:
                var voided = Text(reader);
                foreach (var (credential, voter) in _voters.ToArray())
                    if (voter.Batch == voided && voter.Slips.Count == 0)
                        _voters.Remove(credential);
                break;
            case 3:
                var shape = Json(reader);
                (_criteria, _hasLimits) = (shape.GetProperty("criteria").GetInt32(), shape.TryGetProperty("ballot", out var _));
                break;
            case 4:
                var window = Json(reader);
                Assert.True(_window.ValueKind == JsonValueKind.Undefined || Version(window) > Version(_window), "An older window came after a newer one.");
                _window = window;
                break;
            case 5:
                Count(Credential(reader), reader.Read7BitEncodedInt64(), "", Split(Bytes(reader), _criteria));
                break;
            case 7:
                Count(Credential(reader), reader.Read7BitEncodedInt64(), Convert.ToHexString(reader.ReadBytes(8)), Split(Bytes(reader), _criteria));
                break;
            case 8:
                var mismatched = Credential(reader);
                _latest[mismatched] = _latest[mismatched] with { Mismatches = _latest[mismatched].Mismatches + 1 };
                Assert.InRange(_latest[mismatched].Mismatches, 1, 3);
                Assert.True(_latest[mismatched].Id.Length == 0 || _hasLimits, "A ballot with an id was compared.");
                break;
            case 6:
                Json(reader);
                Assert.False(_isClosed, "A box was closed twice.");
                _isClosed = true;
                foreach (var (credential, voter) in _voters)
                    if (_hasLimits && !_finished.Contains(credential))
                        voter.Slips.Clear();
                break;
            case 9:
                Finish(Credential(reader));
                reader.Read7BitEncodedInt64();
                break;
        }
    }

    private UInt128[] OfSlip(BinaryReader reader, string right)
    {
        Assert.False(_isClosed, "A slip was decided after the box was closed.");
        reader.Read7BitEncodedInt();
        var tag = _tags.Open(Text(reader));
        return [.. _slips.Where(slip => slip.Value.Tag == tag && slip.Value.Right == right && _voters.ContainsKey(slip.Key)).Select(slip => slip.Key)];
    }

    private void Count(UInt128 credential, long minute, string id, string[] slips)
    {
        Assert.False(_isClosed, "A ballot was counted after the box was closed.");
        Assert.False(_window.GetProperty("paused").GetBoolean() || _window.GetProperty("closed").GetBoolean(), "A ballot was counted while the box took none.");
        Assert.Equal("votes", Right(credential));
        Assert.DoesNotContain(_voters[credential].Batch, _held);
        var standing = _voters[credential].Slips;
        if (_latest.TryGetValue(credential, out var latest))
            Assert.False(
                latest.Id.Length > 0 ? id == latest.Id : slips.Order().SequenceEqual(latest.Slips.Order()) && minute < latest.Minute + 14 && latest.Mismatches < 3,
                "A resend was counted as another ballot.");
        _latest[credential] = (id, slips, minute, 0);
        _finished.Remove(credential);
        foreach (var slip in slips)
            standing[Unit(slip)] = slip;
        Assert.True(!_hasLimits || standing.Values.Count(IsLimited) <= 1, "A ballot was counted above the maximum.");
        var closesAt = _window.GetProperty("closesAt") is { ValueKind: JsonValueKind.String } close ? close.GetDateTimeOffset() : DateTimeOffset.MaxValue;
        Casts.Add(new(credential, minute, slips, [.. standing.Values], _window.GetProperty("opensAt").GetDateTimeOffset(), closesAt));
    }

    /// <summary>A ballot is finished once, while the box takes ballots, with one A for duty and with two marks that differ.</summary>
    private void Finish(UInt128 credential)
    {
        Assert.False(_isClosed || _window.GetProperty("paused").GetBoolean() || _window.GetProperty("closed").GetBoolean(), "A ballot was finished while the box took none.");
        Assert.True(_finished.Add(credential), "A ballot was finished twice.");
        var standing = _voters[credential].Slips.Values;
        Assert.Equal(1, standing.Count(IsLimited));
        Assert.True(standing.Count == 1 || standing.SelectMany(Marks).Distinct().Count() > 1, "A ballot with the same mark everywhere was finished.");
        var last = Casts.FindLastIndex(cast => cast.Credential == credential);
        Casts[last] = Casts[last] with { IsFinished = true };
    }

    /// <summary>Whether the mark for the first criterion is the first option.</summary>
    private static bool IsLimited(string slip) => Marks(slip)[1] == '0';

    private static string Marks(string slip) => slip.Split(':')[1];

    private static int Unit(string slip) => int.Parse(slip[..slip.IndexOf(':', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);

    private static long Version(JsonElement window) => window.GetProperty("version").GetInt64();

    private static byte[] Bytes(BinaryReader reader) => reader.ReadBytes(reader.Read7BitEncodedInt());

    private static string Text(BinaryReader reader) => Encoding.UTF8.GetString(Bytes(reader));

    private static JsonElement Json(BinaryReader reader) => JsonElement.Parse(Bytes(reader));

    private static UInt128 Credential(BinaryReader reader) => BinaryPrimitives.ReadUInt128BigEndian(reader.ReadBytes(16));

    /// <param name="Standing">The credential's slips after this ballot.</param>
    /// <param name="OpensAt">Of the window that the box knew then, as <paramref name="ClosesAt"/>.</param>
    internal sealed record Cast(UInt128 Credential, long Minute, string[] Slips, string[] Standing, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, bool IsFinished = false);
}
