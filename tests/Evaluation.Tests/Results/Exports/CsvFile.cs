using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Tests.Results.Exports;

/// <summary>An exported CSV file, read as in RFC 4180; its last line is checked against the bytes before it.</summary>
internal sealed record CsvFile(string[] Header, string[][] Rows, string Digest)
{
    public static CsvFile Read(byte[] bytes)
    {
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var end = Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1;
        var last = Encoding.ASCII.GetString(bytes[end..]);
        var records = Records(Encoding.UTF8.GetString(bytes[3..end]));
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, end)));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"# rows,{records.Count - 1},sha256,{digest}\r\n"), last);
        return new(records[0], [.. records.Skip(1)], digest);
    }

    public static List<string[]> Records(string text)
    {
        var (records, fields, field) = (new List<string[]>(), new List<string>(), new StringBuilder());
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '"')
                at = Quoted(text, at + 1, field);
            else
                while (at < text.Length && text[at] is not (',' or '\r' or '"'))
                    field.Append(text[at++]);
            fields.Add(field.ToString());
            field.Clear();
            if (at < text.Length && text[at] == ',')
            {
                at++;
                if (text[at] == '\r')
                    fields.Add("");
                else
                    continue;
            }
            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
            records.Add([.. fields]);
            fields.Clear();
        }
        return records;
    }

    private static int Quoted(string text, int at, StringBuilder field)
    {
        while (true)
        {
            if (text[at] != '"')
                field.Append(text[at++]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                at = Append(at + 2);
            else
                return at + 1;
        }

        int Append(int next)
        {
            field.Append('"');
            return next;
        }
    }
}
