using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Bench.Measuring;
using Evaluation.Bench.Servers;

namespace Evaluation.Bench;

/// <summary>
/// Runs the product's <c>verify</c> on the files of a sealed round: every chain is intact and the counted ballots are the acknowledged
/// ones.
/// </summary>
internal static partial class Verification
{
    /// <param name="folder">In which a server was started that has ended.</param>
    /// <param name="voted">Voters with an acknowledged ballot.</param>
    /// <param name="slips">Units that they rated, each once for each voter.</param>
    /// <param name="validity">Receives every difference.</param>
    /// <param name="to">Shown what <c>verify</c> says.</param>
    public static async Task RunAsync(string folder, int voted, long slips, Validity validity, TextWriter to)
    {
        var (code, text) = await AskAsync(folder);
        to.WriteLine(text.TrimEnd());
        if (code != 0)
            validity.Add($"verify ended with {code}");
        if (Recounted().Match(text) is not { Success: true } match)
            validity.Add("verify did not find the sealed round in agreement");
        else if ((Number(match, "ballots"), Number(match, "slips")) is var recounted && recounted != (voted, slips))
            validity.Add($"{voted} voters and {slips} of their slips were acknowledged, verify recounted {recounted}");
    }

    /// <summary>The same for rounds without a vote: everything that is stored agrees.</summary>
    public static async Task AgreesAsync(string folder, Validity validity)
    {
        var (code, text) = await AskAsync(folder);
        if (code != 0)
            validity.Add($"verify ended with {code}: {text}");
    }

    private static async Task<(int Code, string Text)> AskAsync(string folder)
    {
        using var verify = Process.Start(new ProcessStartInfo(ServerProcess.EmbeddedProgram, ["verify", ServerProcess.DataFolder]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var text = await verify.StandardOutput.ReadToEndAsync();
        await verify.WaitForExitAsync();
        return (verify.ExitCode, text);
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"round [a-z]+: (?<ballots>\d+) ballots, (?<slips>\d+) slips recounted; agrees ")]
    private static partial Regex Recounted();
}
