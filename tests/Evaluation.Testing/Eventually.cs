using System.Diagnostics;

namespace Evaluation.Testing;

/// <summary>Polls a condition until it holds, with a bound that only a broken program reaches.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>The pause between two polls. Hundreds of polls without a pause would occupy all threads.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public static Task IsTrueAsync(Func<Task<bool>> condition, string what) => IsAsync(condition, holds => holds, what);

    /// <summary>The first answer that meets the condition.</summary>
    public static async Task<TAnswer> IsAsync<TAnswer>(Func<Task<TAnswer>> ask, Func<TAnswer, bool> waitedFor, string what)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await ask() is var answer && waitedFor(answer))
                return answer;
            Assert.True(waited.Elapsed < Bound, $"This never became true: {what}. The last answer: {answer}");
            await Task.Delay(Between);
        }
    }
}
