using Evaluation.Gateway.Hosting;

namespace Evaluation.Gateway.Verification.Log;

/// <summary>The arguments of the command <c>verify</c>.</summary>
/// <param name="Folder">The data folder; null if none is named.</param>
/// <param name="Heads">The file of a witness; null if none is named.</param>
public sealed record VerifyArguments(string? Folder, string? Heads)
{
    /// <param name="usage">What follows the command's name; with <c>[folder]</c> if a folder may be named.</param>
    /// <exception cref="SettingException">An argument is not known, is named twice, or has no value.</exception>
    public static VerifyArguments Read(IReadOnlyList<string> args, string usage)
    {
        VerifyArguments read = new(null, null);
        for (var at = 0; at < args.Count; at++)
        {
            if (args[at] == "--heads" && read.Heads is null)
                read = read with { Heads = ++at < args.Count ? args[at] : throw Wrong("--heads needs a file behind it") };
            else if (args[at].StartsWith('-') || !usage.Contains("[folder]", StringComparison.Ordinal))
                throw Wrong($"'{args[at]}' is not expected here");
            else
                read = read.Folder is null ? read with { Folder = args[at] } : throw Wrong($"one folder can be verified, and '{args[at]}' is a second one");
        }
        return read;

        SettingException Wrong(string what) => new($"verify: {what}. Usage: verify {usage}");
    }
}
