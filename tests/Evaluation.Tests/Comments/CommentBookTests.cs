using System.Collections.Immutable;
using Evaluation.Comments;

namespace Evaluation.Tests.Comments;

/// <summary>
/// Comments a, b and c on unit u1, written as <c>a:park,road b!2</c>: tags after the colon, the number of answers after the exclamation
/// mark.
/// </summary>
public sealed class CommentBookTests
{
    private static readonly DateTimeOffset At = new(2020, 12, 20, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly AloneComments _book = new();

    [Theory]
    [InlineData("+a park", "a:park", "comments-tagged")]
    [InlineData("+ab park", "a:park b:park", "comments-tagged")]
    [InlineData("+a park; +ab park", "a:park b:park", "comments-tagged comments-tagged")]
    [InlineData("+a park; +a park", "a:park", "comments-tagged")]
    [InlineData("+aa park", "a:park", "comments-tagged")]
    [InlineData("+a road park", "a:park,road", "comments-tagged comments-tagged")]
    [InlineData("+ab park; -a park", "b:park", "comments-tagged comments-untagged")]
    [InlineData("-a park", "", "")]
    [InlineData("+a park; !a yes; -a park", "a!1", "comments-tagged comment-answered comments-untagged")]
    [InlineData("!a yes; !a yes", "a!1", "comment-answered")]
    [InlineData("!a yes; !a no; !a yes", "a!3", "comment-answered comment-answered comment-answered")]
    public void Acts_yield_the_expected_state_and_are_journaled_once(string acts, string left, string events)
    {
        Do(acts);
        Assert.Equal(left, Left());
        Assert.Equal(events, string.Join(' ', _book.State.Audit.Select(line => line.Act)));
        Assert.Equal(_book.History.Count, _book.State.Audit.Count);
    }

    [Theory]
    [InlineData("Park")]
    [InlineData(" park")]
    [InlineData("park, road")]
    [InlineData("")]
    [InlineData("a\u0001")]
    [InlineData("1234567890123456789012345678901")]
    public void An_invalid_tag_is_refused(string tag) => Assert.Equal(RefusalCode.BadTag, _book.Refused(Tag(["a"], [tag], [])).Code);

    [Fact]
    public void A_tag_cannot_be_added_and_removed_in_one_call() => Assert.Equal(RefusalCode.BadTag, _book.Refused(Tag(["a"], ["park"], ["park"])).Code);

    [Fact]
    public void The_tags_of_a_comment_are_limited_and_can_be_exchanged_at_the_limit()
    {
        string[] full = [.. Enumerable.Range(0, Limits.TagsPerComment).Select(number => $"tag {number}")];
        _book.Do(Tag(["a"], full, []));
        var refused = _book.Refused(Tag(["b", "a"], ["more"], []));
        Assert.Equal(RefusalCode.TooManyTags, refused.Code);
        Assert.DoesNotContain("b", Left(), StringComparison.Ordinal);
        _book.Do(Tag(["a"], ["more"], [full[0]]));
        Assert.Equal(Limits.TagsPerComment, _book.State.Note("u1", "a").Tags.Count);
    }

    [Fact]
    public void The_different_tags_of_a_round_are_limited()
    {
        for (var number = 0; number < Limits.TagsPerRound; number++)
            _book.Do(Tag([$"c{number}"], [$"tag {number}"], []));
        Assert.Equal(RefusalCode.TooManyTags, _book.Refused(Tag(["a"], ["more"], [])).Code);
        _book.Do(Tag(["a"], ["tag 7"], []));
        _book.Do(Tag(["c0"], [], ["tag 0"]));
        _book.Do(Tag(["a"], ["more"], []));
    }

    [Fact]
    public void An_answer_based_on_an_outdated_revision_is_refused()
    {
        Do("!a yes");
        Assert.Equal(RefusalCode.AnswerReplaced, _book.Refused(Answer("a", "no", revision: 0)).Code);
        Assert.Equal(("revision", 1), _book.Refused(Answer("a", "no", revision: 2)).Facts[0]);
        // Sending the same answer again creates no second one, whatever revision its sender had read.
        _book.Do(Answer("a", "yes", revision: 0));
        _book.Do(Answer("a", "no", revision: 1));
        Assert.Equal(["yes", "no"], _book.State.Note("u1", "a").Answers.Select(answer => answer.Text));
    }

    [Fact]
    public void The_revisions_of_an_answer_are_limited()
    {
        for (var number = 0; number < Limits.AnswersPerComment; number++)
            _book.Do(Answer("a", $"answer {number}"));
        Assert.Equal(RefusalCode.TooManyAnswers, _book.Refused(Answer("a", "more")).Code);
    }

    [Fact]
    public void The_audit_names_actor_act_and_comment_but_not_the_answer()
    {
        Do("+ab park; +c park; !a open longer");
        Assert.Equal(
            ["comments-tagged unit u1, 2 comments: park", "comments-tagged unit u1, comment c: park", "comment-answered unit u1, comment a, revision 1"],
            _book.Do(new ViewCommentAudit()).Lines.Select(line => $"{line.Act} {line.Detail}"));
        Assert.All(_book.State.Audit, line => Assert.Equal((At, "li", null), (line.At, line.By, line.Reason)));
    }

    [Fact]
    public void Units_are_counted_by_tag_and_answer()
    {
        Do("+ab park; +c road; !a yes; !c yes; -c road");
        var all = _book.Do(new ViewCommentCounts(null));
        Assert.Equal([new TagCount("park", 2)], all.Tags);
        Assert.Equal(new NoteCount(3, 2), all.Units["u1"]);
        Assert.Equal(new NoteCount(2, 1), _book.Do(new ViewCommentCounts("park")).Units["u1"]);
        Assert.Empty(_book.Do(new ViewCommentCounts("road")).Units);
        Assert.Empty(_book.Do(new ViewCommentNotes("u2")).Notes);
    }

    private void Do(string acts)
    {
        foreach (var act in acts.Split("; "))
        {
            var (comments, words) = (act[1..act.IndexOf(' ', StringComparison.Ordinal)].Select(name => name.ToString()).ToArray(), act[(act.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            _ = act[0] switch
            {
                '+' => _book.Do(Tag(comments, words.Split(' '), [])),
                '-' => _book.Do(Tag(comments, [], words.Split(' '))),
                _ => _book.Do(Answer(comments[0], words)),
            };
        }
    }

    private string Left() => string.Join(' ', _book.Do(new ViewCommentNotes("u1")).Notes.OrderBy(note => note.Key, StringComparer.Ordinal).Select(note =>
        $"{note.Key}{(note.Value.Tags.IsEmpty ? "" : $":{string.Join(',', note.Value.Tags)}")}{(note.Value.Answers.IsEmpty ? "" : $"!{note.Value.Answers.Count}")}"));

    private static TagComments Tag(string[] comments, string[] add, string[] remove) => new("u1", comments, add, remove, At, "li");

    private static AnswerComment Answer(string comment, string text, int? revision = null) => new("u1", comment, text, revision, At, "li");

    [Fact]
    public void Tags_are_always_in_ordinal_order() =>
        Assert.Equal(["B", "a"], new CommentNote(ImmutableSortedSet.Create(StringComparer.OrdinalIgnoreCase, "a", "B"), []).Tags);
}
