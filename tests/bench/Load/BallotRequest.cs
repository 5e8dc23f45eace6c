using System.Globalization;
using System.Text;

namespace Evaluation.Bench.Load;

/// <summary>The bytes of a ballot's request, allocated once; credential, id, units and marks are overwritten for each ballot.</summary>
/// <remarks>
/// A voter's ballots go through the paper from the first unit to the last and then begin again with other marks, so that every ballot
/// changes something.
/// </remarks>
internal sealed class BallotRequest
{
    private const string Slip = """{"unit":"u00","marks":[0,0,0,0,0]}""";
    private const int UnitAt = 10;
    private const int MarksAt = 23;

    /// <summary>Ways to fill in a slip.</summary>
    private const int Patterns = 1 << (2 * BenchRound.Criteria);

    /// <summary>The number of consecutive voters with different marks.</summary>
    private const int Opinions = 61;

    /// <summary>Characters of an id: 16 random bytes in base 64, as the voting page sends them.</summary>
    private const int IdCharacters = 22;

    private readonly byte[] _bytes;
    private readonly int _credentialAt;
    private readonly int _idAt;
    private readonly int _slipsAt;
    private readonly int _slips;

    public BallotRequest(Uri server, int slips)
    {
        _slips = slips;
        var body = $$"""{"slips":[{{string.Join(',', Enumerable.Repeat(Slip, slips))}}]}""";
        var authorization = $"PUT /api/rounds/{BenchRound.Id}/ballot HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Ballot ";
        var id = $"{new string('0', Ballots.Credential.Characters)}\r\nBallot-Id: ";
        var rest = $"{new string('0', IdCharacters)}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        _bytes = Encoding.ASCII.GetBytes(authorization + id + rest);
        _credentialAt = authorization.Length;
        _idAt = authorization.Length + id.Length;
        _slipsAt = _bytes.Length - body.Length + """{"slips":[""".Length;
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <param name="credential">Whose ballot.</param>
    /// <param name="voter">The voter's number.</param>
    /// <param name="ballot">How many ballots the voter has cast before.</param>
    public void Write(ReadOnlySpan<byte> credential, int voter, int ballot)
    {
        credential.CopyTo(_bytes.AsSpan(_credentialAt));
        ballot.TryFormat(_bytes.AsSpan(_idAt, IdCharacters), out _, "D22", CultureInfo.InvariantCulture);
        var first = (int)((long)ballot * _slips % BenchRound.Units);
        for (var i = 0; i < _slips; i++)
        {
            var unit = first + i;
            var marks = (ballot + 7 * unit + voter % Opinions) % Patterns;
            WriteSlip(_bytes.AsSpan(_slipsAt + i * (Slip.Length + 1)), unit, marks);
        }
    }

    private static void WriteSlip(Span<byte> slip, int unit, int marks)
    {
        slip[UnitAt] = (byte)('0' + unit / 10);
        slip[UnitAt + 1] = (byte)('0' + unit % 10);
        for (var criterion = 0; criterion < BenchRound.Criteria; criterion++, marks >>= 2)
            slip[MarksAt + 2 * criterion] = (byte)('0' + marks % BenchRound.Options);
    }
}
