using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Evaluation.Bench.Servers;
using Evaluation.Bench.Watching;

namespace Evaluation.Bench.Exporting;

/// <summary>An export of all slips, read to its end.</summary>
/// <param name="Rows">The number of rows stated at its end; null for a workbook, which is not opened.</param>
/// <param name="Before">Memory of the server before the export, in bytes.</param>
/// <param name="Most">The maximum memory during the export, in bytes.</param>
internal sealed partial record TakenExport(long Bytes, double Seconds, long? Rows, long Before, long Most)
{
    private const int EndBytes = 200;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public static async Task<TakenExport> TakeAsync(ServerProcess server, string format)
    {
        var before = server.ResidentBytes;
        using var over = new CancellationTokenSource();
        var watching = MostAsync(server, over.Token);
        var began = Stopwatch.GetTimestamp();
        var (bytes, end) = await ReadAsync(server.Address, format);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await over.CancelAsync();
        return new(bytes, seconds, RowsAtTheEnd().Match(end) is { Success: true } rows ? long.Parse(rows.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null, before, await watching);
    }

    private static async Task<(long Bytes, string End)> ReadAsync(Uri server, string format)
    {
        using var client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RoundApi.AdminKey);
        using var response = await client.GetAsync($"/api/rounds/{WatchedRound.Id}/export?what=slips&format={format}", HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var (total, end, buffer) = (0L, Array.Empty<byte>(), new byte[1 << 16]);
        for (int read; (read = await body.ReadAsync(buffer)) > 0; total += read)
        {
            end = [.. end, .. buffer.AsSpan(0, read)];
            end = end[Math.Max(0, end.Length - EndBytes)..];
        }
        return (total, Encoding.UTF8.GetString(end));
    }

    private static async Task<long> MostAsync(ServerProcess server, CancellationToken over)
    {
        var most = 0L;
        while (!over.IsCancellationRequested)
        {
            most = Math.Max(most, server.ResidentBytes);
            await Task.Delay(Between, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return most;
    }

    [GeneratedRegex("rows\\W+([0-9]+)")]
    private static partial Regex RowsAtTheEnd();
}
