using System.Text;
using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

/// <summary>Reading answers any bytes, and the box accepts every ballot that was read.</summary>
public sealed class AnyBallotTests
{
    private const int Cases = 20_000;

    private static readonly BallotForm Form = new(Given.Rules);

    private static readonly byte[] Good = Encoding.UTF8.GetBytes(
        """{"slips":[{"unit":"u1","marks":[0,1],"comment":"很好 \ud83d\ude00 \n"},{"marks":[3,2],"unit":"u2"},{"unit":"u3","marks":[0,0],"comment":null}]}""");

    private static readonly string[] Scraps =
    [
        "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-1", "1e9", "null", "\"slips\":", "\"unit\":", "\"marks\":", "\"comment\":", "\"u1\"", "\\ud800", "\\udc00", "\\u0000", "\uFEFF",
        "\"\\ud800\":", "\"u\\u006eit\":",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_bytes_are_refused_without_an_exception(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < Cases; run++)
        {
            var body = new byte[random.Next(60)];
            random.NextBytes(body);
            Answers(body, seed, run);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void A_randomly_corrupted_ballot_is_answered_without_an_exception(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < Cases; run++)
        {
            List<byte> body = [.. Good];
            for (var spoilt = random.Next(1, 5); spoilt > 0; spoilt--)
                Spoil(body, random);
            Answers([.. body], seed, run);
        }
    }

    private static void Spoil(List<byte> body, Random random)
    {
        if (body.Count == 0)
            return;
        var at = random.Next(body.Count);
        var length = random.Next(Math.Min(body.Count - at, 12) + 1);
        switch (random.Next(5))
        {
            case 0: body[at] = (byte)random.Next(256); break;
            case 1: body.RemoveRange(at, length); break;
            case 2: body.InsertRange(at, Encoding.UTF8.GetBytes(Scraps[random.Next(Scraps.Length)])); break;
            case 3: body.InsertRange(at, body.GetRange(random.Next(body.Count - length + 1), length)); break;
            default: body.RemoveRange(at, body.Count - at); break;
        }
    }

    private static void Answers(byte[] body, int seed, int run)
    {
        var read = BallotReader.Read(body, Form);
        if (read.IsRefused(out var refusal))
            Assert.True(refusal.Code is RefusalCode.NotJson or RefusalCode.NestedTooDeep or RefusalCode.BadBallot, $"seed {seed}, run {run}: {refusal}");
        else
            Assert.Null(Given.OpenBox().Send(new CastBallot(Given.Credential(1), Given.Now, read.Answer)).Refusal);
    }
}
