using Evaluation.Gateway.Hosting.Sample;

namespace Evaluation.Gateway.Hosting;

/// <summary>The result of a start, which the process prints to the console once it listens.</summary>
/// <param name="AdminKey">The administrator's key, if this start made it; printed once only.</param>
/// <param name="Sample">The sample round, if this start made it.</param>
/// <param name="Assessments">The sample round with assessments, if this start made it.</param>
/// <param name="OtherKey">The key of the second administrator, if this start made it; printed once only.</param>
public sealed record StartReport(string? AdminKey, SampleRound? Sample, AssessmentSample? Assessments = null, string? OtherKey = null)
{
    /// <summary>The name of the first account of a new system.</summary>
    internal const string Administrator = "admin";

    /// <summary>The name of the second account of a new system with four eyes.</summary>
    internal const string OtherAdministrator = "admin-2";

    /// <summary>The name in the audit of the acts of a start itself.</summary>
    internal const string System = "system";

    /// <param name="listens">The address that the process listens on.</param>
    /// <param name="site">The address with which links begin.</param>
    public void Print(TextWriter to, string listens, string site)
    {
        to.WriteLine($"Evaluation listens on {listens}");
        if (AdminKey is not null)
        {
            to.WriteLine();
            to.WriteLine("Administrator key, shown this once — keep it:");
            to.WriteLine($"  {AdminKey}");
        }
        if (OtherKey is not null)
        {
            to.WriteLine();
            to.WriteLine($"Four eyes are on. Key of the second administrator '{OtherAdministrator}', shown this once:");
            to.WriteLine($"  {OtherKey}");
            to.WriteLine("Two people are present now. Each takes one key, signs in and replaces it at once by a key or a password that only this person knows.");
        }
        if (Sample is { } sample)
        {
            to.WriteLine();
            to.WriteLine($"The sample round '{sample.Rules.Id}' ({sample.Rules.Title.In("zh")}) is open for voting. Links to vote with:");
            foreach (var (group, credential) in sample.Credentials)
                to.WriteLine($"  {site}/vote/{sample.Rules.Id}#{credential}  ({group.Label.In("zh")}, {group.Label.In("en")})");
        }
        if (Assessments is { } assessed)
        {
            to.WriteLine();
            to.WriteLine($"The sample round '{assessed.Rules.Id}' ({assessed.Rules.Title.In("zh")}) is open for voting and for assessment. Accounts with their keys, shown this once:");
            foreach (var (account, key) in assessed.Staff)
                to.WriteLine($"  {account.Name,-6}  {key}  ({account.Roles[0].Role.ToString().ToLowerInvariant()})");
        }
        to.WriteLine();
        to.WriteLine("Where to look next:");
        to.WriteLine($"  {site}/          rounds, rules and turnout");
        to.WriteLine($"  {site}/sign-in   staff: sign in with the name of an account and its key, such as '{Administrator}'");
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
