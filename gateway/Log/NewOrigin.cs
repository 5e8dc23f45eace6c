using System.Security.Cryptography;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Log;

namespace Evaluation.Gateway.Log;

/// <summary>
/// The command <c>new-origin --reason TEXT</c>: begins a new tree of blocks when blocks whose heads were signed are lost for good. Its first
/// block names the last signed head and the reason, and has the ends of all streams. Witnesses accept it only when they are told to.
/// </summary>
public static class NewOrigin
{
    /// <returns>The exit code.</returns>
    /// <exception cref="JournalUnavailableException">The journal did not answer. The command can be repeated.</exception>
    public static async Task<int> RunAsync(string[] args, IJournal journal, IKeptHeads kept, TextWriter to, TimeProvider clock)
    {
        if (args is not ["--reason", { } reason] || string.IsNullOrWhiteSpace(reason) || reason.Length > Limits.ReasonCharacters)
        {
            to.WriteLine($"usage: new-origin --reason TEXT; the text has up to {Limits.ReasonCharacters} characters.");
            return ExitCodes.Settings;
        }
        var last = await kept.ReadAsync();
        List<LogHead> heads = [];
        await foreach (var head in journal.ListHeadsAsync(""))
            if (head.Stream != LogGrain.KindName)
                heads.Add(LogHead.Of(head));
        var salt = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var begun = (await new LocalEngine(journal).SendAsync(
            LogGrain.Ref, new BeginOrigin(clock.GetUtcNow(), salt, (last?.Origin ?? 0) + 1, last?.ToString(), reason.Trim(), heads))).OrUnavailable();
        to.WriteLine($"Origin {begun.Origin} of the log has begun with {heads.Count} streams. The last signed head before it: {last?.ToString() ?? "none is known"}.");
        to.WriteLine("Tell every witness; each has to accept the new origin by hand: node witness.mjs accept-origin.");
        return ExitCodes.Clean;
    }
}
