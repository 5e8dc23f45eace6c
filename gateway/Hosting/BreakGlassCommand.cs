using System.Security.Cryptography;
using Evaluation.Kernel.Reading;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// The command <c>break-glass --account NAME --reason TEXT</c>: announces an administrator who is made, or gets another key, a day later.
/// For a system whose administrators cannot approve any more.
/// </summary>
public sealed record BreakGlassCommand(string Account, string Reason)
{
    private const string Usage = "usage: break-glass --account NAME --reason TEXT; the name has 1 to 64 of a-z, 0-9 and -. Account and reason stand in the audit for good.";

    /// <summary>The command with these arguments; null, with a line that says how, when they are wrong.</summary>
    public static BreakGlassCommand? Read(string[] args, TextWriter to)
    {
        var (account, reason) = args switch
        {
            ["--account", var named, "--reason", var given] => (named, given.Trim()),
            ["--reason", var given, "--account", var named] => (named, given.Trim()),
            _ => ("", ""),
        };
        if (Slug.IsValid(account) && reason.Length > 0 && PlainText.Fault(reason, Limits.ReasonCharacters, lines: true) is null)
            return new(account, reason);
        to.WriteLine(Usage);
        return null;
    }

    /// <summary>Announces the administrator and prints the key, which works from the printed time on.</summary>
    /// <returns>The exit code of the process.</returns>
    public async Task<int> RunAsync(IEngine engine, TimeProvider clock, TextWriter to)
    {
        var key = ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
        var announced = await engine.SendAsync(StaffGrain.Ref, new BreakGlass(Account, ApiKey.Hash(key), Reason, clock.GetUtcNow()));
        if (announced.IsRefused(out var refusal))
        {
            to.WriteLine(refusal.Detail);
            return refusal.Code == RefusalCode.WrongState ? ExitCodes.Settings : ExitCodes.JournalUnavailable;
        }
        to.WriteLine($"'{Account}' administers all rounds from {announced.Answer.FourEyes.Announced!.EffectiveAt:yyyy-MM-dd'T'HH:mm:ss'Z'} on, if no administrator cancels it before.");
        to.WriteLine("It stands in the audit of the staff, on the page of accounts and on the public page of every round.");
        to.WriteLine("Key, shown this once; it works from that time on:");
        to.WriteLine($"  {key}");
        return ExitCodes.Clean;
    }
}
