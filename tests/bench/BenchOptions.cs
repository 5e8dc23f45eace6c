using System.Globalization;

namespace Evaluation.Bench;

/// <summary>The options of the command line.</summary>
/// <param name="Seed">Of the order of the windows.</param>
/// <param name="Rounds">In each round every workload has one window on every server.</param>
/// <param name="WarmUp">How long each workload runs on each server before the first window.</param>
/// <param name="Window">How long a window is.</param>
/// <param name="Folder">The folder in which the temporary folder of the run is created; null for the folder of the program.</param>
internal sealed record BenchOptions(BenchSubject Subject, int Seed, int Rounds, TimeSpan WarmUp, TimeSpan Window, string? Folder)
{
    public const string Usage =
        "usage: [replay|seal|live|export|assess] [--quick] [--rounds <number>] [--seed <number>] [--data <folder on a real disk>]; for ballots also [--limits] [--earlier <Evaluation.Embedded of another build>], for assess [--units|--criteria|--inspectors|--writers|--evidence <number>]";

    /// <summary>Whether the round of the ballots has limits (F25).</summary>
    public bool HasLimits { get; init; }

    /// <summary>The program of another build that gets the same ballots in the same run; null for none.</summary>
    public string? Earlier { get; init; }

    /// <summary>Of the round that is sealed.</summary>
    public int Ballots { get; init; } = 500_000;

    /// <summary>Of the round that is assessed; likewise the others.</summary>
    public int Units { get; init; } = 1_000;

    public int Criteria { get; init; } = 40;

    public int Inspectors { get; init; } = 5;

    /// <summary>People who save at the same time.</summary>
    public int Writers { get; init; } = 50;

    /// <summary>Items of evidence of each unit that uploads any.</summary>
    public int Evidence { get; init; } = 500;

    /// <summary>Null if the command line is invalid.</summary>
    public static BenchOptions? Read(ReadOnlySpan<string> args)
    {
        var options = new BenchOptions(BenchSubject.Ballots, Environment.TickCount & 0xFFFF, Rounds: 9, WarmUp: TimeSpan.FromSeconds(15), Window: TimeSpan.FromSeconds(2), null);
        while (!args.IsEmpty)
        {
            switch (args)
            {
                case ["replay" or "seal" or "live" or "export" or "assess", .. var after]:
                    options = options with { Subject = Enum.Parse<BenchSubject>(args[0], ignoreCase: true) };
                    args = after;
                    break;
                case ["--quick", .. var after]:
                    options = options with { Rounds = 3, WarmUp = TimeSpan.FromSeconds(4), Window = TimeSpan.FromSeconds(1), Units = 100, Evidence = 50, Ballots = 20_000 };
                    args = after;
                    break;
                case ["--limits", .. var after]:
                    options = options with { HasLimits = true };
                    args = after;
                    break;
                case ["--rounds", var number, .. var after] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0:
                    options = options with { Rounds = rounds };
                    args = after;
                    break;
                case ["--earlier", var program, .. var after]:
                    options = options with { Earlier = Path.GetFullPath(program) };
                    args = after;
                    break;
                case ["--seed", var number, .. var after] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    args = after;
                    break;
                case ["--units" or "--criteria" or "--inspectors" or "--writers" or "--evidence", var number, .. var after]
                    when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0:
                    options = args[0] switch
                    {
                        "--units" => options with { Units = size },
                        "--criteria" => options with { Criteria = size },
                        "--inspectors" => options with { Inspectors = size },
                        "--writers" => options with { Writers = size },
                        _ => options with { Evidence = size },
                    };
                    args = after;
                    break;
                case ["--data", var folder, .. var after]:
                    options = options with { Folder = folder };
                    args = after;
                    break;
                default:
                    return null;
            }
        }
        return options;
    }
}
