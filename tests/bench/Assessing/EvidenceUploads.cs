using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Evaluation.Bench.Load;

namespace Evaluation.Bench.Assessing;

/// <summary>Files of evidence that units upload in parallel, each with a content of its own.</summary>
internal static class EvidenceUploads
{
    /// <summary>Bytes of a file: a scanned page.</summary>
    public const int FileBytes = 16 << 10;

    /// <summary>Half of the files that a process receives at once, so that none is refused.</summary>
    public const int Uploaders = Limits.EvidenceAtOnce / 2;

    /// <summary>Uploads items for each of the first units. The order mixes the units, as if they worked at the same time.</summary>
    public static Task UploadAsync(AssessedServer assessed, int units, int itemsOfUnit, Latencies times) => Writers.EachAsync(Uploaders, units * itemsOfUnit, async upload =>
    {
        var (unit, item) = (upload % units, upload / units);
        using var form = Form(unit, item);
        await assessed.Api.SendAsync(times, assessed.Key(AssessedRound.Unit(unit)), HttpMethod.Post, $"{AssessedRound.UnitPath(unit)}/evidence", form);
    });

    private static MultipartFormDataContent Form(int unit, int item)
    {
        var content = new byte[FileBytes];
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"%PDF-1.7\n{unit} {item}\n"), content);
        new Random(unit * 100_000 + item).NextBytes(content.AsSpan(64));
        var file = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        return new()
        {
            { new StringContent($"佐证材料 {item}"), "title" },
            { new StringContent("document"), "kind" },
            { new StringContent(AssessedRound.Criterion(item % 10)), "criterion" },
            { new StringContent("2026-10-12"), "date" },
            { file, "file", $"{item}.pdf" },
        };
    }
}
