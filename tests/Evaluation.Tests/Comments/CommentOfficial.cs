using Evaluation.Gateway.Comments;

namespace Evaluation.Tests.Comments;

/// <summary>An official: reads, tags and answers as drawn, clicks twice, and tries again after a lost answer.</summary>
/// <param name="draws">The random source of the work, separate from that of the faults.</param>
internal sealed class CommentOfficial(CommentWorld world, CommentComparison judge, Random draws)
{
    /// <summary>All answers, so that two runs can be compared.</summary>
    public List<string> Told { get; } = [];

    public async Task WorkAsync(int acts)
    {
        for (var left = acts; left > 0; left--)
        {
            await world.PauseAsync(20);
            var act = CommentAct.Draw(world.Vote, draws);
            var isClickedTwice = draws.Next(4) == 0;
            var first = SendAsync(act);
            if (world.IsCalm)
                await first;
            await Task.WhenAll(first, isClickedTwice ? SendAsync(act) : Task.CompletedTask);
            await ReadAsync();
        }
    }

    public async Task ReadAsync()
    {
        var filter = new CommentFilter(
            draws.Next(2) == 0 ? null : world.Vote.Rules.Units[draws.Next(world.Vote.Rules.Units.Count)].Code, draws.Next(2) == 0 ? null : $"tag {draws.Next(1, 15)}",
            draws.Next(3) switch { 0 => true, 1 => false, _ => null });
        var (from, count) = (draws.Next(4), draws.Next(1, 6));
        var since = judge.Ask();
        if (await world.AskAsync((_, comments) => comments.ListAsync(world.Vote.Rules, filter, from, count)) is { Refusal: null } listed)
            await judge.CheckAsync(since, filter, from, count, listed.Answer);

        var names = world.Vote.Shown.Select(comment => (comment.Unit, comment.Id)).Concat(world.Vote.Guesses.Take(9)).ToList();
        var (unit, id) = names[draws.Next(names.Count)];
        since = judge.Ask();
        if (await world.AskAsync((_, comments) => comments.FindAsync(world.Vote.Rules, unit, id)) is { } found && CommentWorld.IsKnown(found.Refusal))
            await judge.CheckAsync(since, unit, id, found);
    }

    private async Task SendAsync(CommentAct act)
    {
        while (true)
        {
            var attempt = judge.Ask(act);
            if (await world.AskAsync((_, comments) => act.SendAsync(comments, world.Vote, world.Round, attempt.By)) is { } outcome)
            {
                await judge.CheckAsync(attempt, outcome);
                Told.Add($"{act}: {outcome.Refusal?.Detail ?? string.Join(' ', outcome.Answer.Select(comment => $"{comment}"))}");
                if (CommentWorld.IsKnown(outcome.Refusal))
                    return;
            }
            if (world.Random.Next(4) == 0)
                return;
        }
    }
}
