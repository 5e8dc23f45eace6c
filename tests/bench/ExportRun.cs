using Evaluation.Bench.Exporting;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Servers;
using Evaluation.Bench.Watching;

namespace Evaluation.Bench;

/// <summary>Exports all slips of a round in every format: speed, and whether ten times as many slips need more memory.</summary>
internal static class ExportRun
{
    private const int SlipsOfVoter = 100;
    private const int Connections = 16;

    private static readonly int[] Sizes = [500_000, 5_000_000];

    public static async Task<int> RunAsync(BenchOptions options, string folder)
    {
        var validity = new Validity();
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, .NET {Environment.Version}, {Environment.ProcessorCount} processors, seed {options.Seed}.");
        foreach (var slips in Sizes)
            await MeasureAsync(slips, new WatchedRound(1_000, 16), options, Path.Combine(folder, slips.ToString(System.Globalization.CultureInfo.InvariantCulture)), validity);
        return validity.Conclude(Console.Out);
    }

    private static async Task MeasureAsync(int slips, WatchedRound round, BenchOptions options, string folder, Validity validity)
    {
        Directory.CreateDirectory(folder);
        await using var server = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey);
        using var api = new RoundApi(server.Address, round.Definition());
        var people = slips / SlipsOfVoter;
        using (var voters = new SequentialVoters(server.Address, round, await api.OpenAsync(people)))
            await voters.FillAsync(people, SlipsOfVoter, Connections, options.Seed);
        await api.MoveAsync("sealed");
        Console.WriteLine($"{slips:N0} slips of {round.Units:N0} units, sealed:");
        foreach (var format in new[] { "csv", "json", "xlsx" })
        {
            var export = await TakenExport.TakeAsync(server, format);
            Console.WriteLine(
                $"  {format,-4} {export.Bytes >> 20,5:N0} MiB in {export.Seconds,5:0.0} s, {slips / export.Seconds / 1e6:0.00} million slips/s; memory {export.Before >> 20:N0} MiB before, {export.Most >> 20:N0} MiB at the most.");
            if (format != "xlsx" && export.Rows != slips)
                validity.Add($"the {format} of {slips} slips says that it has {export.Rows} rows");
        }
    }
}
