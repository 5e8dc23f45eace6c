using System.Globalization;
using System.Text.Json;
using Evaluation.Gateway.Comments;
using Evaluation.Rounds;

namespace Evaluation.Tests.Comments;

/// <summary>An act of an official on comments on one unit.</summary>
internal abstract record CommentAct(string Unit, string[] Comments)
{
    private static readonly string[] Tags = [.. Enumerable.Range(1, 14).Select(number => $"tag {number}")];

    /// <summary>Draws an act. Some acts name hidden comments, contradict themselves or are too late.</summary>
    public static CommentAct Draw(WrittenVote vote, Random random)
    {
        var unit = vote.Rules.Units[random.Next(vote.Rules.Units.Count)].Code;
        var names = random.Next(10) == 0
            ? vote.Guesses.Select(guess => guess.Id).ToArray()
            : [.. vote.Shown.Where(comment => comment.Unit == unit || random.Next(100) == 0).Select(comment => comment.Id).DefaultIfEmpty("0a")];
        string[] comments = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => names[random.Next(names.Length)])];
        return random.Next(3) == 0
            ? new Answering(unit, comments[0], $"answer {random.Next(4)}", random.Next(2) == 0 ? null : random.Next(3))
            : new Tagging(unit, comments, Some(random.Next(4) == 0 ? 24 : 2), Some(random.Next(3) == 0 ? 2 : 1));

        string[] Some(int most) => [.. random.GetItems(Tags, random.Next(most + 1))];
    }

    /// <summary>Sends the act under this account's name, and returns the changed comments.</summary>
    public abstract ValueTask<Outcome<ListedComment[]>> SendAsync(CommentUseCases comments, WrittenVote vote, RoundView round, string by);

    /// <summary>Whether the act changes nothing when the comments have these notes.</summary>
    public abstract bool IsDone(Func<string, CommentStory.Note> notes);

    /// <summary>
    /// The code that the act must be refused with when the comments have these notes; null when it must not be refused for them.
    /// </summary>
    public abstract RefusalCode? Refused(Func<string, CommentStory.Note> notes);

    /// <summary>Whether the act can have caused this event.</summary>
    public abstract bool Asks(JsonElement happened);

    internal sealed record Tagging(string Unit, string[] Comments, string[] Add, string[] Remove) : CommentAct(Unit, Comments)
    {
        public override ValueTask<Outcome<ListedComment[]>> SendAsync(CommentUseCases comments, WrittenVote vote, RoundView round, string by) =>
            comments.TagAsync(round, vote.Rules, Unit, new(Comments, Add, Remove), new(by, [], ""));

        public override bool IsDone(Func<string, CommentStory.Note> notes) =>
            Comments.All(comment => Add.All(notes(comment).Tags.Contains) && !Remove.Any(notes(comment).Tags.Contains));

        public override RefusalCode? Refused(Func<string, CommentStory.Note> notes)
        {
            if (Add.Any(Remove.Contains))
                return RefusalCode.BadTag;
            // An act that only removes tags, or adds tags that are there already, is never refused for too many.
            var isMore = Comments.Any(comment => Add.Any(tag => !notes(comment).Tags.Contains(tag)));
            return isMore && Comments.Any(comment => notes(comment).Tags.Except(Remove).Union(Add).Count > 10) ? RefusalCode.TooManyTags : null;
        }

        public override bool Asks(JsonElement happened) =>
            CommentStory.Text(happened, "event") switch { "comments-tagged" => Add, "comments-untagged" => Remove, _ => [] } is var tags
            && tags.Length > 0 && tags.Contains(CommentStory.Text(happened, "tag"))
            && CommentStory.Text(happened, "unit") == Unit && CommentStory.Comments(happened).All(Comments.Contains);

        public override string ToString() => $"{Unit} {string.Join(' ', Comments)} +{string.Join(',', Add)} -{string.Join(',', Remove)}";
    }

    internal sealed record Answering(string Unit, string Comment, string Text, int? Revision) : CommentAct(Unit, [Comment])
    {
        public override async ValueTask<Outcome<ListedComment[]>> SendAsync(CommentUseCases comments, WrittenVote vote, RoundView round, string by)
        {
            var answered = await comments.AnswerAsync(round, vote.Rules, Unit, Comment, new(Text, Revision), new(by, [], ""));
            return answered.IsRefused(out var refusal) ? refusal : new ListedComment[] { answered.Answer };
        }

        public override bool IsDone(Func<string, CommentStory.Note> notes) => notes(Comment).Standing == Text;

        public override RefusalCode? Refused(Func<string, CommentStory.Note> notes) =>
            Revision is { } read && notes(Comment).Standing != Text && notes(Comment).Answers.Count != read ? RefusalCode.AnswerReplaced : null;

        public override bool Asks(JsonElement happened) =>
            CommentStory.Text(happened, "event") == "comment-answered" && CommentStory.Text(happened, "text") == Text
            && CommentStory.Text(happened, "unit") == Unit && CommentStory.Text(happened, "comment") == Comment;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Unit} {Comment} '{Text}' {Revision}");
    }
}
