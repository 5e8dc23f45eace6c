using Evaluation.Gateway.Hosting.Sample;

namespace Evaluation.Gateway.Hosting;

/// <summary>What the console says when the process listens.</summary>
/// <param name="AdminKey">The key that this start made; printed this once.</param>
/// <param name="Sample">The sample round that this start made.</param>
public sealed record Welcome(string? AdminKey, SampleRound? Sample)
{
    /// <summary>The name of the account that a fresh system begins with.</summary>
    internal const string Administrator = "admin";

    /// <summary>Who acts when a start makes that account.</summary>
    internal const string System = "system";

    public void Print(TextWriter to, string site)
    {
        to.WriteLine($"Evaluation listens on {site}");
        if (AdminKey is not null)
        {
            to.WriteLine();
            to.WriteLine("Administrator key, shown this once — keep it:");
            to.WriteLine($"  {AdminKey}");
        }
        if (Sample is { } sample)
        {
            to.WriteLine();
            to.WriteLine($"The sample round '{sample.Rules.Id}' ({sample.Rules.Title.In("zh")}) is open. Links to vote with:");
            foreach (var (group, credential) in sample.Credentials)
                to.WriteLine($"  {site}/vote/{sample.Rules.Id}#{credential}  ({group.Label.In("zh")}, {group.Label.In("en")})");
        }
        to.WriteLine();
        to.WriteLine("Where to look next:");
        to.WriteLine($"  {site}/          rounds, rules and turnout");
        to.WriteLine($"  {site}/sign-in   staff: sign in as '{Administrator}' with the administrator's key");
        if (Sample is not null)
        {
            to.WriteLine($"  {site}/api/rounds/{Sample.Rules.Id}/paper    the ballot paper");
            to.WriteLine($"  {site}/api/rounds/{Sample.Rules.Id}/turnout  who has voted, by group");
        }
        to.WriteLine($"  {site}/api/rounds   all rounds");
        to.WriteLine($"  {site}/openapi/v1.json   every call");
        to.WriteLine("Ctrl-C stops; the next start goes on where this one was.");
        to.Flush();
    }
}
