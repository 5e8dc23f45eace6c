using System.Text;
using System.Text.RegularExpressions;

namespace Evaluation.Tests.Http.Mutations;

/// <summary>Random changes of a request: of its fields, its body, its content type, its framing, or its bytes.</summary>
public sealed partial class Mutation(Random random)
{
    private static readonly string[] Values =
    [
        "", "-1", "0", "2147483648", "99999999999999999999", "1e999", "NaN", "null", "\u0000", "\u000b", "\ud83d\ude00", "%", "%zz", "../../etc/passwd", "' or 1=1 --", "<script>",
        "2020-13-45", "true", "\u202e", "\u6d4b", "[]", "{}", new('9', 400), new('a', 5_000),
    ];

    private static readonly string[] Names =
    [
        "/groups/-1/code", "/groups/+1/code", "/groups/2000/code", "/groups/99999999999/code", "/options/ 1/value", "/units/0/code", "/", "//", "/groups", "/groups/0", "/id/x/y",
        "/policies/dontKnow/kind/x", "/vetoes/0/effect/kind/0", "/classes/0/weights/@-1", "/classes/0/weights/@99", "/classes/-1/weights/@0", "/corrections/-1/change",
        "/corrections/0/change", "/corrections/99999/sheet/points/x", "role-0", "role--1", "~", "/~2", "act", "form-token", "based-on", "version", "carried", "units", "count",
        string.Concat(Enumerable.Repeat("/a", 2_000)),
    ];

    private static readonly string[] ContentTypes =
    [
        "", "text/plain", "application/json", "application/json; charset=utf-7", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"x", "multipart/form-data; boundary=other",
        "multipart/mixed; boundary=edge", "multipart/form-data; boundary=" + new string('b', 300),
    ];

    /// <summary>The bytes of a changed request, and whether they may end before the request does.</summary>
    public (byte[] Bytes, bool MayBreakOff) Of(RawCall call)
    {
        if (random.Next(4) == 0)
            call = call with { ContentType = Pick(ContentTypes) };
        if (random.Next(2) == 0)
            call = call with { Body = Body(call.Body) };
        if (random.Next(3) == 0)
            call = call with { IsChunked = true };
        var bytes = call.Bytes();
        return random.Next(4) == 0 ? (Framing(bytes), true) : (bytes, false);
    }

    /// <summary>The fields of a form with one of them changed, added or repeated.</summary>
    public List<KeyValuePair<string, string>> Fields(IEnumerable<KeyValuePair<string, string>> fields)
    {
        List<KeyValuePair<string, string>> changed = [.. fields];
        for (var times = random.Next(3); times >= 0; times--)
        {
            var at = random.Next(changed.Count + 1);
            var name = at < changed.Count && random.Next(2) == 0 ? changed[at].Key : Pick(Names);
            if (at < changed.Count && random.Next(2) == 0)
                changed[at] = new(name, Pick(Values));
            else
                changed.Insert(at, new(name, Pick(Values)));
        }
        return changed;
    }

    /// <summary>JSON with one of its values replaced.</summary>
    public string Json(string json)
    {
        var values = JsonValue().Matches(json);
        if (values.Count == 0)
            return json;
        var at = values[random.Next(values.Count)];
        string[] odd = ["null", "[]", "{}", "-1", "1e999", "9223372036854775808", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "true", "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", $"\"{new string('x', 3_000)}\"", "0.1", "\""];
        return string.Concat(json.AsSpan(0, at.Index), Pick(odd), json.AsSpan(at.Index + at.Length));
    }

    private byte[] Body(byte[] body)
    {
        if (body.Length == 0)
            return Encoding.UTF8.GetBytes(Pick(Values));
        var at = random.Next(body.Length);
        return random.Next(5) switch
        {
            0 => body[..at],
            1 => [.. body[..at], .. Noise(), .. body[at..]],
            2 => [.. body[..at], (byte)(body[at] ^ (1 << random.Next(8))), .. body[(at + 1)..]],
            3 => [.. body[..at], .. body],
            _ => [.. body[..at], .. body[Math.Min(body.Length, at + random.Next(1, 60))..]],
        };
    }

    /// <summary>Changes bytes behind the first line: headers, lengths, sizes of chunks.</summary>
    private byte[] Framing(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var changed = random.Next(6) switch
        {
            0 => text.Replace("Content-Length: ", "Content-Length: +", StringComparison.Ordinal),
            1 => text.Replace("Content-Length: ", "Content-Length: 1", StringComparison.Ordinal),
            2 => ChunkSize().Replace(text, match => random.Next(2) == 0 ? "\r\n-1\r\n" : "\r\nzz\r\n", 1),
            3 => ChunkSize().Replace(text, match => "\r\nffffffffffff\r\n", 1),
            4 => text[..random.Next(text.IndexOf('\n', StringComparison.Ordinal) + 1, text.Length)],
            _ => Encoding.Latin1.GetString(Body(bytes)),
        };
        return Encoding.Latin1.GetBytes(changed);
    }

    private byte[] Noise()
    {
        var noise = new byte[random.Next(1, 20)];
        random.NextBytes(noise);
        return noise;
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];

    [GeneratedRegex(@"\r\n[0-9a-f]+\r\n")]
    private static partial Regex ChunkSize();

    [GeneratedRegex(@"""[^""]*""(?!\s*:)|-?\d+(\.\d+)?|true|false|null")]
    private static partial Regex JsonValue();
}
