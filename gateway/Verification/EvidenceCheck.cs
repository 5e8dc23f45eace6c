using System.Globalization;
using System.Text;
using System.Text.Json;
using Evaluation.Evidence;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Units;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// Verifies that the store holds every evidence file named in the journal, undamaged. Reads and hashes every file. Changes nothing, and may
/// run while the system is running.
/// </summary>
public static class EvidenceCheck
{
    private const int PieceBytes = 128 << 10;

    private static readonly DateTimeOffset FarFuture = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>The exit code: clean, or files are missing or damaged. Each such file is listed with its unit and number.</returns>
    /// <exception cref="EvidenceUnavailableException">The store did not answer.</exception>
    public static async Task<int> RunAsync(IJournal journal, IEvidenceStore store, TextWriter to)
    {
        var (files, bytes, lost) = (0, 0L, 0);
        await foreach (var stream in journal.ListStreamsAsync(UnitGrain.Kind.StreamPrefix))
        {
            foreach (var (id, (sha256, size)) in await ListedAsync(journal, stream))
            {
                files++;
                bytes += size;
                if (await FaultAsync(store, sha256, size) is not { } fault)
                    continue;
                lost++;
                to.WriteLine($"  {stream} {id}: the file {sha256} {fault}");
            }
        }
        if (files > 0)
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"evidence: {files} files, {bytes} bytes; {(lost == 0 ? "all are there and unharmed" : $"{lost} LOST")}."));
        await NoteOrphansAsync(journal, store, to);
        return lost == 0 ? ExitCodes.Clean : ExitCodes.EvidenceLost;
    }

    /// <summary>
    /// Names files that no item names. The record implies nothing about them, so they are no fault: usually a filing was interrupted, but
    /// a unit's list may have been cut.
    /// </summary>
    private static async Task NoteOrphansAsync(IJournal journal, IEvidenceStore store, TextWriter to)
    {
        try
        {
            await foreach (var orphan in EvidenceOrphans.FindAsync(journal, store, _ => true, FarFuture))
                to.WriteLine($"  note: the file {orphan.Sha256} belongs to no item; it was stored at {orphan.KeptAt.ToString("O", CultureInfo.InvariantCulture)}");
        }
        // The recount has named the stream that cannot be read.
        catch (Exception failure) when (failure is InvalidDataException or JsonException)
        {
            return;
        }
    }

    private static async Task<string?> FaultAsync(IEvidenceStore store, string sha256, long size)
    {
        if (!ContentHash.IsOne(sha256))
            return "has an impossible name";
        if (await store.OpenAsync(sha256) is not { } content)
            return "is missing";
        try
        {
            await using var whole = new CheckedStream(content, sha256);
            var bytes = await LengthAsync(whole);
            return bytes == size ? null : string.Create(CultureInfo.InvariantCulture, $"has {bytes} bytes, not {size}");
        }
        catch (InvalidDataException)
        {
            return "is damaged";
        }
    }

    private static async Task<long> LengthAsync(Stream content)
    {
        var piece = new byte[PieceBytes];
        for (var (length, read) = (0L, 0); ; length += read)
            if ((read = await content.ReadAsync(piece)) == 0)
                return length;
    }

    /// <summary>
    /// The items that a stream lists, without withdrawn ones, read as plain JSON. An entry that cannot be read is a finding of the recount.
    /// </summary>
    private static async ValueTask<OrderedDictionary<string, (string Sha256, long Size)>> ListedAsync(IJournal journal, string stream)
    {
        var listed = new OrderedDictionary<string, (string Sha256, long Size)>();
        await foreach (var entry in journal.ReadAsync(stream, 0))
            foreach (var line in Encoding.UTF8.GetString(entry.Unframed().Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Apply(line, listed);
        return listed;
    }

    private static void Apply(string line, OrderedDictionary<string, (string Sha256, long Size)> listed)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            switch (json.RootElement.GetProperty("event").GetString())
            {
                case "evidence-filed":
                    var item = json.RootElement.GetProperty("item");
                    listed[json.RootElement.GetProperty("id").GetString()!] = (item.GetProperty("sha256").GetString()!, item.GetProperty("size").GetInt64());
                    break;
                case "evidence-withdrawn":
                    listed.Remove(json.RootElement.GetProperty("id").GetString()!);
                    break;
                default: break;
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return;
        }
    }
}
