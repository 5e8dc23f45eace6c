namespace Evaluation.Runtime;

/// <summary>Sends requests to many grains, a bounded number at a time.</summary>
internal static class FanOut
{
    /// <summary>The answers in the order of the items, or the first refusal. Every request is sent even after a refusal.</summary>
    public static async ValueTask<Outcome<TAnswer[]>> SendAsync<TItem, TAnswer>(IReadOnlyCollection<TItem> items, Func<TItem, ValueTask<Outcome<TAnswer>>> send)
    {
        var answers = new List<TAnswer>(items.Count);
        Refusal? refused = null;
        foreach (var some in items.Chunk(Limits.GrainsAskedAtOnce))
        {
            foreach (var answer in await Task.WhenAll(some.Select(item => send(item).AsTask())))
            {
                if (answer.IsRefused(out var refusal))
                    refused ??= refusal;
                else
                    answers.Add(answer.Answer);
            }
        }
        return refused is null ? answers.ToArray() : refused;
    }
}
