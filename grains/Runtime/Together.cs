namespace Evaluation.Runtime;

/// <summary>Sends to many grains, a bounded number at a time.</summary>
internal static class Together
{
    /// <summary>The answers in the items' order, or the first refusal; all of them have been sent even then.</summary>
    public static async ValueTask<Outcome<TAnswer[]>> AskAsync<TItem, TAnswer>(IReadOnlyCollection<TItem> items, Func<TItem, ValueTask<Outcome<TAnswer>>> ask)
    {
        var answers = new List<TAnswer>(items.Count);
        Refusal? refused = null;
        foreach (var some in items.Chunk(Limits.GrainsAskedAtOnce))
        {
            foreach (var answer in await Task.WhenAll(some.Select(item => ask(item).AsTask())))
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
