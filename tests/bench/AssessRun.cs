using System.Diagnostics;
using Evaluation.Bench.Assessing;
using Evaluation.Bench.Load;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Servers;

namespace Evaluation.Bench;

/// <summary>
/// The assessment of a large round: saves by many writers at once, lists and exports, the result, and the version after an objection.
/// </summary>
internal static class AssessRun
{
    private const int FindingsOfUnit = 10;
    private const int TargetsOfUnit = 3;
    private const int Reads = 5;

    /// <summary>Units that upload evidence at the same time.</summary>
    private const int UnitsWithEvidence = 20;

    /// <summary>Windows of saves under each load that count.</summary>
    private const int WindowsMost = 5;

    /// <summary>A form that is being typed into is saved at most this often.</summary>
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(BenchOptions options, string folder)
    {
        var validity = new Validity();
        var round = new AssessedRound(options.Units, options.Criteria, options.Inspectors, options.Seed);
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, .NET {Environment.Version}, {Environment.ProcessorCount} processors, seed {options.Seed}.");
        Console.WriteLine($"{round.Units:N0} units × {round.Criteria} assessed criteria × {round.Inspectors} inspectors, {options.Writers} writers.");
        await using (var server = await ServerProcess.StartEmbeddedAsync(folder, RoundApi.AdminKey))
        {
            using var assessed = new AssessedServer(server, round, options.Writers);
            await PhaseAsync(server, $"{round.Units + round.Inspectors + 2:N0} accounts, the round and its panel created", assessed.OpenAsync);
            await SaveAsync(server, assessed, round, options);
            await UploadAsync(server, assessed, round, options.Evidence);
            await FillAsync(server, assessed, round);
            await ReadAsync(server, assessed, round);
            await ConcludeAsync(server, assessed, round);
            Console.WriteLine($"Memory of the server: {server.ResidentBytes >> 20:N0} MiB.");
        }
        Console.WriteLine($"Versions of the result in the journal: {string.Join(", ", (await StreamSizes.OfVersionsAsync(folder)).Select(bytes => $"{bytes / 1024.0:N0} KiB"))}.");
        var began = Stopwatch.GetTimestamp();
        await Verification.AgreesAsync(folder, validity);
        Console.WriteLine($"Verified in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s.");
        return validity.Conclude(Console.Out);
    }

    private static async Task SaveAsync(ServerProcess server, AssessedServer assessed, AssessedRound round, BenchOptions options)
    {
        var edit = 0;
        int Unit(int writer) => writer % round.Units;
        (string What, TimeSpan Pause, Func<int, Latencies, Task> Save)[] loads =
        [
            ("Sheets", BetweenSaves, (writer, times) => assessed.SaveSheetAsync(Unit(writer), writer % round.Inspectors, Interlocked.Increment(ref edit), file: false, times)),
            ("Drafts", BetweenSaves, (writer, times) => assessed.SaveDraftAsync(Unit(writer), Interlocked.Increment(ref edit), times)),
            ("Sheets", TimeSpan.Zero, (writer, times) => assessed.SaveSheetAsync(Unit(writer), writer % round.Inspectors, Interlocked.Increment(ref edit), file: false, times)),
            ("Drafts", TimeSpan.Zero, (writer, times) => assessed.SaveDraftAsync(Unit(writer), Interlocked.Increment(ref edit), times)),
        ];
        var windows = loads.Select(_ => new List<(double P50, double P99, double PerSecond, double Processor)>()).ToArray();
        var (machine, began, processor) = (MachineTime.Read(), Stopwatch.GetTimestamp(), server.ProcessorTime);
        for (var window = -1; window < Math.Min(options.Rounds, WindowsMost); window++)
        {
            foreach (var (load, taken) in loads.Zip(windows))
            {
                var length = load.Pause > TimeSpan.Zero ? 2 * load.Pause : options.Window;
                var used = server.ProcessorTime;
                var (times, perSecond) = await Writers.WindowAsync(options.Writers, length, load.Pause, (writer, _, latencies) => load.Save(writer, latencies));
                if (window >= 0)
                    taken.Add((times.Quantile(.5), times.Quantile(.99), perSecond, (server.ProcessorTime - used).TotalMilliseconds / times.Count));
            }
        }
        foreach (var (load, taken) in loads.Zip(windows))
        {
            var how = load.Pause > TimeSpan.Zero ? $"each every {load.Pause.TotalSeconds:0} s" : "without a pause";
            Console.WriteLine(
                $"{load.What} saved by {options.Writers} writers, {how}: p50 {Medians.Of(taken.Select(one => one.P50)):0.0} ms, p99 {Medians.Of(taken.Select(one => one.P99)):0.0} ms, {Medians.Of(taken.Select(one => one.PerSecond)):N0} a second, {Medians.Of(taken.Select(one => one.Processor)):0.00} ms of the server's processor each (medians of {taken.Count} windows).");
        }
        TellMachine(machine, began, server.ProcessorTime - processor);
    }

    private static Task UploadAsync(ServerProcess server, AssessedServer assessed, AssessedRound round, int items)
    {
        var units = Math.Min(round.Units, UnitsWithEvidence);
        return PhaseAsync(
            server, $"{items:N0} items of evidence of {EvidenceUploads.FileBytes >> 10} KiB for each of {units} units, by {EvidenceUploads.Uploaders} uploaders",
            times => EvidenceUploads.UploadAsync(assessed, units, items, times));
    }

    private static async Task FillAsync(ServerProcess server, AssessedServer assessed, AssessedRound round)
    {
        await PhaseAsync(server, $"{round.Units:N0} self-assessments filed and {round.Units * round.Criteria:N0} claims decided", assessed.ClaimAsync);
        await PhaseAsync(server, $"{round.Units * round.Inspectors:N0} sheets filed", assessed.FileSheetsAsync);
        await PhaseAsync(server, $"{round.Units * FindingsOfUnit:N0} findings opened", times => assessed.FindAsync(round.Units * FindingsOfUnit, times));
        await PhaseAsync(server, $"{round.Units * TargetsOfUnit:N0} targets set", () => assessed.PlanAsync(TargetsOfUnit));
    }

    private static async Task ReadAsync(ServerProcess server, AssessedServer assessed, AssessedRound round)
    {
        var (machine, began, processor) = (MachineTime.Read(), Stopwatch.GetTimestamp(), server.ProcessorTime);
        var last = round.Units * FindingsOfUnit - 100;
        string[] paths =
        [
            "audit", "audit?limit=100", "findings", $"findings?limit=100&after={last}", "findings?limit=100&overdue=true", "progress", $"bulletins/{DateTime.UtcNow:yyyy-MM}", "claims",
            "units/u0000/evidence", "units/u0000/evidence/index?format=csv", "units/u0000/evidence/archive",
            .. from what in (string[])["assessments", "inspections", "findings"] from format in (string[])["csv", "json", "xlsx"] select $"export?what={what}&format={format}",
        ];
        foreach (var path in paths)
        {
            List<double> times = [];
            var bytes = 0;
            for (var read = 0; read < Reads; read++)
            {
                var start = Stopwatch.GetTimestamp();
                bytes = (await assessed.Api.BytesAsync(RoundApi.AdminKey, HttpMethod.Get, $"{AssessedRound.Path}/{path}")).Length;
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            Console.WriteLine($"  GET {path,-40} {Medians.Of(times),7:N0} ms, {bytes / 1024.0,8:N0} KiB");
        }
        TellMachine(machine, began, server.ProcessorTime - processor);
    }

    private static async Task ConcludeAsync(ServerProcess server, AssessedServer assessed, AssessedRound round)
    {
        await assessed.MoveAsync("sealed");
        await PhaseAsync(server, "Result computed (sealed to provisional)", () => assessed.MoveAsync("provisional"));
        await assessed.MoveAsync("published");
        await PhaseAsync(server, "Objection filed, upheld and approved: version 2", () => assessed.CorrectAsync(round.Units / 2));
        await PhaseAsync(server, "Another: version 3", () => assessed.CorrectAsync(round.Units / 3));
    }

    private static Task PhaseAsync(ServerProcess server, string what, Func<Task> act) => PhaseAsync(server, what, _ => act());

    private static async Task PhaseAsync(ServerProcess server, string what, Func<Latencies, Task> act)
    {
        var (machine, began, processor, times) = (MachineTime.Read(), Stopwatch.GetTimestamp(), server.ProcessorTime, new Latencies());
        await act(times);
        var calls = times.Count == 0 ? "" : $", {times.Count / Stopwatch.GetElapsedTime(began).TotalSeconds:N0} calls a second: p50 {times.Quantile(.5):0.0} ms, p99 {times.Quantile(.99):0.0} ms";
        Console.WriteLine($"{what}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s{calls}.");
        TellMachine(machine, began, server.ProcessorTime - processor);
    }

    private static void TellMachine(MachineTime before, long began, TimeSpan byServer)
    {
        if (MachineTime.IsKnown)
            Console.WriteLine($"  The server had {byServer.TotalSeconds:0.0} s of the processors; others had {MachineTime.Read().TakenSince(before, Stopwatch.GetElapsedTime(began), byServer):P0} of the processors' time meanwhile.");
    }
}
