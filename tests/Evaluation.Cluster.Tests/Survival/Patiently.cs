using System.Diagnostics;
using Evaluation.Tests.Http;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>What staff do who are told that the system is busy: the same again.</summary>
internal static class Patiently
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <summary>The first answer that is not busy. What was done by a call whose answer was lost is told as done already.</summary>
    public static async Task<Answer> AskAsync(Func<Task<Answer>> ask)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await AskOnceAsync(ask);
            if (answer is { Status: not 503 })
                return answer;
            Assert.True(waited.Elapsed < Bound, $"Still busy: {answer?.Text}");
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

    private static async Task<Answer?> AskOnceAsync(Func<Task<Answer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception brokenOff) when (brokenOff is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
