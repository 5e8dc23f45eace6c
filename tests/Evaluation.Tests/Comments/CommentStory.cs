using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Evaluation.Journal;

namespace Evaluation.Tests.Comments;

/// <summary>The history of a round's comments, computed from the journal without any code of the grain.</summary>
internal sealed class CommentStory
{
    private readonly List<ImmutableDictionary<(string Unit, string Comment), Note>> _states = [ImmutableDictionary<(string, string), Note>.Empty];

    public int Version => Events.Count;

    /// <summary>Event n led from version n to version n + 1.</summary>
    public List<JsonElement> Events { get; } = [];

    public async Task FollowAsync(IJournal journal)
    {
        await foreach (var entry in journal.ReadAsync($"comments-{Given.Round}", Version))
        {
            // Another reader may have advanced the history meanwhile.
            if (entry.FirstVersion != Version)
                continue;
            foreach (var line in Encoding.UTF8.GetString(entry.Unframed().Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Add(JsonElement.Parse(line));
            Assert.Equal(entry.NextVersion, Version);
        }
    }

    public Note At(int version, string unit, string comment) => _states[version].GetValueOrDefault((unit, comment), Note.None);

    /// <summary>Every tag with the number of its comments, as <c>park 2</c>.</summary>
    public IEnumerable<string> Tags(int version) =>
        _states[version].Values.SelectMany(note => note.Tags).CountBy(tag => tag).OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key} {tag.Value}");

    public static string Text(JsonElement happened, string name) => happened.GetProperty(name).GetString()!;

    public static string[] Comments(JsonElement happened) => happened.TryGetProperty("comments", out var comments)
        ? [.. comments.EnumerateArray().Select(comment => comment.GetString()!)]
        : [Text(happened, "comment")];

    private void Add(JsonElement happened)
    {
        var state = _states[^1];
        foreach (var comment in Comments(happened))
        {
            var key = (Text(happened, "unit"), comment);
            state = state.SetItem(key, Next(state.GetValueOrDefault(key, Note.None), happened));
        }
        Events.Add(happened);
        _states.Add(state);
    }

    private static Note Next(Note note, JsonElement happened)
    {
        switch (Text(happened, "event"))
        {
            case "comments-tagged":
                Assert.DoesNotContain(Text(happened, "tag"), note.Tags);
                return note with { Tags = note.Tags.Add(Text(happened, "tag")) };
            case "comments-untagged":
                Assert.Contains(Text(happened, "tag"), note.Tags);
                return note with { Tags = note.Tags.Remove(Text(happened, "tag")) };
            default:
                var answer = new Answer(Text(happened, "text"), happened.GetProperty("at").GetDateTimeOffset(), Text(happened, "by"));
                Assert.NotEqual(note.Standing, answer.Text);
                Assert.Equal(note.Answers.Count + 1, happened.GetProperty("revision").GetInt32());
                return note with { Answers = note.Answers.Add(answer) };
        }
    }

    internal sealed record Answer(string Text, DateTimeOffset At, string By);

    /// <summary>The tags and answers of one comment.</summary>
    internal sealed record Note(ImmutableSortedSet<string> Tags, ImmutableList<Answer> Answers)
    {
        public static readonly Note None = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal), []);

        public string? Standing => Answers.LastOrDefault()?.Text;

        public override string ToString() => $"[{string.Join(',', Tags)}] {string.Join("; ", Answers.Select(answer => $"{answer.Text} {answer.At:O} {answer.By}"))}";
    }
}
