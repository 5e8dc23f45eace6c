using System.Diagnostics;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>Calls of staff that are repeated while the system is busy.</summary>
internal static class RepeatedCalls
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <summary>The first answer that is not busy. A repeated call whose first answer was lost returns that it is already done.</summary>
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

    /// <summary>New credentials of a group. An interrupted call issues nothing.</summary>
    public static async Task<string[]> IssueAsync(TestRound round, string group, int count)
    {
        var answer = await AskAsync(() => round.TryIssueAsync(group, count));
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0])];
    }

    /// <summary>The answer and its text, or null and the reason.</summary>
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
