using Evaluation.Comments;
using Evaluation.Gateway.Comments;

namespace Evaluation.Tests.Comments;

/// <summary>
/// Compares the answers to officials with the votes and the journal. An answer may show any state since its request, but no state before
/// one that an earlier answer has shown.
/// </summary>
internal sealed class CommentComparison(CommentWorld world)
{
    private readonly CommentStory _story = new();
    private readonly List<Attempt> _attempts = [];
    private int _told;

    /// <summary>Called before a query: returns the version that every answer must include.</summary>
    public int Ask() => _told;

    /// <summary>Called before an act under its own name.</summary>
    public Attempt Ask(CommentAct act)
    {
        _attempts.Add(new($"li-{_attempts.Count}", act, _told));
        return _attempts[^1];
    }

    public async Task CheckAsync(Attempt attempt, Outcome<ListedComment[]> outcome)
    {
        await _story.FollowAsync(world.Journal);
        var (_, act, since) = attempt;
        var shown = world.Vote.Shown.Where(comment => comment.Unit == act.Unit).ToDictionary(comment => comment.Id);
        if (outcome.IsRefused(out var refusal))
        {
            attempt.IsRefused = CommentWorld.IsKnown(refusal);
            if (!attempt.IsRefused)
                return;
            if (act.Comments.All(shown.ContainsKey))
                Assert.Contains(Versions(since), version => act.Refused(Notes(version, act.Unit)) == refusal.Code);
            else
                Assert.Equal(RefusalCode.NoSuchComment, refusal.Code);
            return;
        }
        string[] named = [.. act.Comments.Distinct()];
        Assert.All(named, comment => Assert.Contains(comment, shown.Keys));
        Know(since, $"{act}", version => act.IsDone(Notes(version, act.Unit)) && named.Select(comment => Line(version, shown[comment])).SequenceEqual(outcome.Answer.Select(Line)));
    }

    public async Task CheckAsync(int since, CommentFilter filter, int from, int count, ListedComments answer)
    {
        await _story.FollowAsync(world.Journal);
        Know(since, $"{filter}", version =>
            answer.Tags.Select(tag => $"{tag.Tag} {tag.Count}").SequenceEqual(_story.Tags(version))
            && answer.Units.SequenceEqual(world.Vote.Rules.Units.Select(unit => Lines(version, filter with { Unit = unit.Code }).Count)));
        Assert.Equal(from, answer.From);
        Assert.Equal(world.Vote.Rules.Units.Zip(answer.Units).Where(unit => filter.Unit is null || unit.First.Code == filter.Unit).Sum(unit => unit.Second), answer.Total);
        if (since == _story.Version)
            Assert.Equal(Lines(since, filter).Skip(from).Take(count), answer.Comments.Select(Line));
        // Page and counts may show two different states while others work; each comment shows one state.
        var order = world.Vote.Shown.Select(comment => comment.Id).ToList();
        int[] places = [.. answer.Comments.Select(comment => order.IndexOf(comment.Comment.Id))];
        Assert.Equal(places.Distinct().Order(), places);
        var possible = Versions(since).SelectMany(version => Lines(version, filter)).ToHashSet();
        Assert.All(answer.Comments, comment => Assert.Contains(Line(comment), possible));
    }

    public async Task CheckAsync(int since, string unit, string comment, Outcome<ListedComment> answer)
    {
        await _story.FollowAsync(world.Journal);
        if (world.Vote.Shown.FirstOrDefault(known => (known.Unit, known.Id) == (unit, comment)) is not { } shown)
            Assert.Equal(RefusalCode.NoSuchComment, answer.Refusal!.Code);
        else
            Know(since, comment, version => Line(version, shown) == Line(answer.Answer));
    }

    /// <summary>Every event was requested by an act that was not refused, was applied completely, and was allowed in its state.</summary>
    public async Task HappenedAsync()
    {
        await _story.FollowAsync(world.Journal);
        Assert.All(_story.Events, happened => Assert.Contains(CommentStory.Text(happened, "by"), _attempts.Select(attempt => attempt.By)));
        foreach (var attempt in _attempts)
        {
            int[] places = [.. _story.Events.Index().Where(happened => CommentStory.Text(happened.Item, "by") == attempt.By).Select(happened => happened.Index)];
            if (places.Length == 0)
                continue;
            Assert.False(attempt.IsRefused, $"{attempt} was refused and done.");
            Assert.Equal(Enumerable.Range(places[0], places.Length), places);
            Assert.All(places, place => Assert.True(attempt.Act.Asks(_story.Events[place]), $"{attempt} did not ask for {_story.Events[place]}."));
            Assert.Null(attempt.Act.Refused(Notes(places[0], attempt.Act.Unit)));
            Assert.True(attempt.Act.IsDone(Notes(places[^1] + 1, attempt.Act.Unit)), $"{attempt} was done in part.");
        }
    }

    /// <summary>The rows of the export: a comment as often as it was written, with its present answer.</summary>
    public IEnumerable<string> Rows() => world.Vote.Shown.SelectMany(comment => Enumerable.Repeat(Row(comment, _story.At(_story.Version, comment.Unit, comment.Id)), comment.Times));

    /// <summary>The audit lines in order of time: actor, act and comments, without the text of comments and answers.</summary>
    public IEnumerable<string> Audit() => _story.Events.OrderBy(happened => happened.GetProperty("at").GetDateTimeOffset()).Select(happened =>
    {
        var comments = CommentStory.Comments(happened);
        var which = comments.Length == 1 ? $"comment {comments[0]}" : $"{comments.Length} comments";
        var what = happened.TryGetProperty("tag", out var tag) ? $": {tag}" : $", revision {happened.GetProperty("revision")}";
        return $"{CommentStory.Text(happened, "by")} {CommentStory.Text(happened, "event")} unit {CommentStory.Text(happened, "unit")}, {which}{what}";
    });

    private static string Row(WrittenVote.Comment comment, CommentStory.Note note) => string.Join(' ',
        comment.Unit, comment.Group, comment.Text, note.Tags.IsEmpty ? "-" : string.Join(", ", note.Tags), note.Standing ?? "-",
        note.Answers.LastOrDefault()?.At.ToOffset(TimeSpan.FromHours(8)).ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "-", comment.Id);

    private IEnumerable<int> Versions(int since) => Enumerable.Range(since, _story.Version - since + 1);

    /// <summary>The answer must show one of these states; the first match is the known state from now on.</summary>
    private void Know(int since, string what, Func<int, bool> fits)
    {
        int[] fitting = [.. Versions(since).Where(fits).Take(1)];
        Assert.True(fitting.Length == 1, $"What was answer of {what} was at no moment from {since} to {_story.Version}.");
        _told = Math.Max(_told, fitting[0]);
    }

    private Func<string, CommentStory.Note> Notes(int version, string unit) => comment => _story.At(version, unit, comment);

    private List<string> Lines(int version, CommentFilter filter) =>
    [
        .. world.Vote.Shown.Where(comment => filter.Unit is null || comment.Unit == filter.Unit).Where(comment =>
        {
            var note = _story.At(version, comment.Unit, comment.Id);
            return (filter.Tag is null || note.Tags.Contains(filter.Tag)) && (filter.Answered is null || filter.Answered == (note.Standing is not null));
        }).Select(comment => Line(version, comment)),
    ];

    private string Line(int version, WrittenVote.Comment comment) =>
        $"{comment.Unit} {comment.Id} {comment.Group} {comment.Text} {comment.Times} {_story.At(version, comment.Unit, comment.Id)}";

    private static string Line(ListedComment answer) =>
        $"{answer.Unit} {answer.Comment.Id} {answer.Comment.Group} {answer.Comment.Text} {answer.Comment.Times} {new CommentStory.Note(answer.Note.Tags, [.. answer.Note.Answers.Select(Of)])}";

    private static CommentStory.Answer Of(CommentAnswer answer) => new(answer.Text, answer.At, answer.By);

    internal sealed record Attempt(string By, CommentAct Act, int Since)
    {
        /// <summary>With a refusal that guarantees that nothing was stored.</summary>
        public bool IsRefused { get; set; }
    }
}
