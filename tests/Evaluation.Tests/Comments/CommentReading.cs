using System.Text.Json;
using Evaluation.Gateway.Comments;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Results.Exports;
using Evaluation.Tests.Results.Exports;
using Evaluation.Workflows;

namespace Evaluation.Tests.Comments;

/// <summary>
/// Everything that is to be read of a round's comments: every list page by page, every name that is shown or guessed, the export and the
/// audit.
/// </summary>
internal static class CommentReading
{
    private const int PageSize = 3;

    public static async Task<string> ReadAsync(CommentWorld world, CommentComparison judge)
    {
        List<string> read = [];
        await ListAsync(world, judge, read);
        foreach (var (unit, id) in world.Vote.Shown.Select(comment => (comment.Unit, comment.Id)).Concat(world.Vote.Guesses))
        {
            var found = (await world.AskAsync((_, comments) => comments.FindAsync(world.Vote.Rules, unit, id)))!.Value;
            await judge.CheckAsync(judge.Ask(), unit, id, found);
            read.Add(found.Refusal?.ToString() ?? Text(found.Answer));
        }
        await judge.HappenedAsync();

        var rows = await ExportAsync(world);
        Assert.Equal(judge.Rows(), rows);
        var trail = (await world.AskAsync((engine, _) => RoundTrail.ReadAsync(engine, world.Vote.Rules.Id)))!.Value.Answer.Lines.Where(line => line.Act.StartsWith("comment", StringComparison.Ordinal));
        string[] audit = [.. trail.Select(line => $"{line.By} {line.Act} {line.Detail}{line.Reason}")];
        Assert.Equal(judge.Audit(), audit);
        return string.Join('\n', [.. read, .. rows, .. audit]);
    }

    private static async Task ListAsync(CommentWorld world, CommentComparison judge, List<string> read)
    {
        var filters =
            from unit in world.Vote.Rules.Units.Select(unit => unit.Code).Prepend(null)
            from tag in (string?[])[null, "tag 1", "tag 2", "nobody's"]
            from answered in (bool?[])[null, true, false]
            select new CommentFilter(unit, tag, answered);
        foreach (var filter in filters)
        {
            for (var (from, total) = (0, 1); from < total; from += PageSize)
            {
                var at = from;
                var listed = (await world.AskAsync((_, comments) => comments.ListAsync(world.Vote.Rules, filter, at, PageSize)))!.Value.Answer;
                await judge.CheckAsync(judge.Ask(), filter, from, PageSize, listed);
                total = listed.Total;
                read.Add(Text(listed));
            }
        }
    }

    private static async Task<string[]> ExportAsync(CommentWorld world)
    {
        var export = (await world.AskAsync((engine, _) => new ExportSource(engine).OpenAsync(world.Round, ExportSubject.Comments, null)))!.Value.Answer;
        List<ExportRow> rows = [];
        await foreach (var row in export.Rows)
            rows.Add(row);
        return Shown.Of(export.Table, rows, "unit", "group", "comment", "tags", "answer", "answeredAt", "id");
    }

    private static string Text<T>(T answer) => JsonSerializer.Serialize(answer, ApiJson.Options);
}
