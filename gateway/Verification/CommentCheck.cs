using Evaluation.Ballots;
using Evaluation.Ballots.Records;
using Evaluation.Comments;
using Evaluation.Journal;
using Evaluation.Rules;

namespace Evaluation.Gateway.Verification;

/// <summary>Every tag and answer of a round is for a comment that stands in a sealed box, or in the sealed record.</summary>
internal sealed class CommentCheck(IJournal journal, RoundRecord record, Findings findings)
{
    private readonly Dictionary<(string Unit, string Comment), long> _wanted = [];

    private string Stream { get; } = CommentGrain.Ref(record.Id).Stream;

    /// <summary>Reads tags and answers. The boxes are read afterwards.</summary>
    public async ValueTask ReadAsync()
    {
        var book = new CommentBook();
        await StreamReading.ReadAsync(
            journal, Stream, 0, CommentGrain.Read,
            (happened, version) =>
            {
                if (happened is CommentAnswered answered && answered.Revision != book.Note(answered.Unit, answered.Comment).Answers.Count + 1)
                    findings.Add(FindingKind.Differs, Stream, version, $"revision {answered.Revision} does not follow the earlier answers");
                foreach (var comment in Comments(happened))
                    _wanted.TryAdd((happened.Unit, comment), version);
                book = book.Evolve(happened);
            },
            findings);
    }

    /// <summary>Marks the comments of a box as found.</summary>
    public void Find(BallotBox box)
    {
        if (_wanted.Count == 0 || !box.IsSealed || box.Shape is not { } shape)
            return;
        foreach (var (index, unit) in shape.Units.Index())
        {
            if (!_wanted.Keys.Any(wanted => wanted.Unit == unit))
                continue;
            foreach (var comment in box.Comments(index).Comments)
                _wanted.Remove((unit, CommentId.Of(record.Id, unit, shape.Groups[comment.Group], comment.Text)));
        }
    }

    /// <summary>Marks the comments of the sealed record as found.</summary>
    public void Find(SealedRecord votes, RoundRules rules)
    {
        foreach (var (unit, comment) in _wanted.Keys.ToArray())
        {
            var index = rules.Units.Index().Where(known => known.Item.Code == unit).Select(known => known.Index).DefaultIfEmpty(-1).First();
            if (votes.Comments(index).Any(stored => CommentId.Of(record.Id, unit, rules.Groups[stored.Group].Code, stored.Text) == comment))
                _wanted.Remove((unit, comment));
        }
    }

    /// <summary>Comments that no box has are findings.</summary>
    public async ValueTask SettleAsync()
    {
        if (_wanted.Count == 0)
            return;
        await record.CatchUpAsync();
        if (!LifeCycle.HasOpened(record.State.State) && record.State.State != RoundState.Cancelled)
        {
            findings.Add(FindingKind.Shorter, record.Stream, record.Version, $"{Stream} has tags or answers, and voting has not opened");
            return;
        }
        foreach (var ((unit, comment), version) in _wanted.OrderBy(wanted => wanted.Value))
            findings.Add(FindingKind.Differs, Stream, version, $"no sealed box has the comment {comment} on unit {unit}");
    }

    private static IReadOnlyList<string> Comments(CommentEvent happened) => happened switch
    {
        CommentsTagged tagged => tagged.Comments,
        CommentsUntagged untagged => untagged.Comments,
        CommentAnswered answered => [answered.Comment],
        _ => [],
    };
}
