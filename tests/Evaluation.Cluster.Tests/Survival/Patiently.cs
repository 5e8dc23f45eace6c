using System.Diagnostics;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>What staff do who are told that the system is busy: the same again.</summary>
internal static class Patiently
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <summary>The first answer that is not busy. What was done by a call whose answer was lost is told as done already.</summary>
    public static async Task<Answer> AskAsync(Func<Task<Answer>> ask)
    {
        var (waited, asked) = (Stopwatch.StartNew(), 0);
        while (true)
        {
            var (answer, why) = await AskOnceAsync(ask);
            if (answer is { Status: not 503 })
                return answer;
            asked++;
            Assert.True(waited.Elapsed < Bound, $"Still busy after {asked} calls in {waited.Elapsed}, the last of them: {why}");
            await Task.Delay(Rest);
        }
    }

    public static async Task MovePatientlyAsync(this TestRound round, params string[] path)
    {
        foreach (var to in path)
            (await AskAsync(() => round.TryMoveAsync(to))).Answers();
    }

    /// <summary>New credentials of a group. A call that broke off issued nothing.</summary>
    public static async Task<string[]> IssueAsync(TestRound round, string group, int count)
    {
        var answer = await AskAsync(() => round.TryIssueAsync(group, count));
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0])];
    }

    /// <summary>The answer, if there is one, and what it says or why there is none.</summary>
    private static async Task<(Answer? Answer, string Why)> AskOnceAsync(Func<Task<Answer>> ask)
    {
        try
        {
            var answer = await ask();
            return (answer, answer.Text);
        }
        catch (Exception brokenOff) when (brokenOff is HttpRequestException or IOException)
        {
            return (null, brokenOff.ToString());
        }
    }
}
