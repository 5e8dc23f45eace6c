using Evaluation.Comments;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Comments;

/// <summary>A comment with its unit, its tags and its answers.</summary>
/// <param name="Unit">The unit's code.</param>
public sealed record ListedComment(string Unit, ShownComment Comment, CommentNote Note);

/// <summary>A page of the comments that match a filter.</summary>
/// <param name="Total">The number of matching comments.</param>
/// <param name="From">The place of the first of <paramref name="Comments"/> among the matching comments, from 0.</param>
/// <param name="Tags">Every tag of the round with the number of its comments.</param>
/// <param name="Units">
/// The number of comments of each unit, in the order of the rules, that match the filter's tag and answer. The filter's unit is ignored.
/// </param>
public sealed record ListedComments(int Total, int From, IReadOnlyList<ListedComment> Comments, IReadOnlyList<TagCount> Tags, IReadOnlyList<int> Units);

/// <summary>
/// Lists, tags and answers comments. The caller has checked who may read them: see <see cref="CommentedRounds"/>.
/// </summary>
public sealed class CommentUseCases(IEngine engine, SealedComments comments, TimeProvider clock)
{
    /// <summary>The roles that tag and answer comments.</summary>
    public static readonly Role[] Officials = [Role.Administrator, Role.Reviewer];

    /// <summary>A page of the comments that match the filter.</summary>
    /// <remarks>Counts of each unit show where the page begins, so that only the units on the page are read.</remarks>
    /// <param name="from">The place of the first comment among the matching comments, from 0.</param>
    /// <param name="count">The most comments of the page.</param>
    public async ValueTask<Outcome<ListedComments>> ListAsync(RoundRules rules, CommentFilter filter, int from, int count)
    {
        var all = await comments.CountsAsync(rules);
        if (all.IsRefused(out var refusal))
            return refusal;
        var noted = await engine.SendAsync(CommentGrain.Ref(rules.Id), new ViewCommentCounts(filter.Tag));
        if (noted.IsRefused(out refusal))
            return refusal;
        int[] matching = [.. rules.Units.Index().Select(unit => filter.Count(all.Answer[unit.Index], noted.Answer.Units.GetValueOrDefault(unit.Item.Code)))];
        var listed = new List<ListedComment>(count);
        var before = 0;
        foreach (var (index, unit) in rules.Units.Index())
        {
            if (filter.Unit is not null && filter.Unit != unit.Code)
                continue;
            if (before + matching[index] > from && listed.Count < count)
            {
                var found = await OfUnitAsync(rules, index, filter);
                if (found.IsRefused(out refusal))
                    return refusal;
                listed.AddRange(found.Answer.Skip(Math.Max(0, from - before)).Take(count - listed.Count));
            }
            before += matching[index];
        }
        return new ListedComments(before, from, listed, noted.Answer.Tags, matching);
    }

    /// <summary>One comment. Refused with <see cref="RefusalCode.NoSuchComment"/> also when the comment exists and is not shown.</summary>
    public async ValueTask<Outcome<ListedComment>> FindAsync(RoundRules rules, string unit, string comment)
    {
        var index = Index(rules, unit);
        if (index < 0)
            return NoSuchUnit(unit);
        var found = await OfUnitAsync(rules, index, new());
        if (found.IsRefused(out var refusal))
            return refusal;
        return found.Answer.FirstOrDefault(listed => listed.Comment.Id == comment) is { } known ? known : NoSuchComment(comment);
    }

    /// <summary>
    /// Every tag of the round with the number of its comments, and the number of comments of each unit with a tag or an answer.
    /// </summary>
    public ValueTask<Outcome<CommentCounts>> CountAsync(RoundRules rules) => engine.SendAsync(CommentGrain.Ref(rules.Id), new ViewCommentCounts(Tag: null));

    /// <summary>
    /// Removes tags from comments on one unit and adds tags. Does all of it or nothing. Refused when the round is archived.
    /// </summary>
    /// <returns>The changed comments, each once.</returns>
    public async ValueTask<Outcome<ListedComment[]>> TagAsync(RoundView round, RoundRules rules, string unit, Tagging tagging, StaffAccount caller)
    {
        var (ids, add, remove) = tagging;
        var known = await KnownAsync(round, rules, unit, ids);
        if (known.IsRefused(out var refusal))
            return refusal;
        var notes = await engine.SendAsync(CommentGrain.Ref(rules.Id), new TagComments(unit, ids, add, remove, clock.GetUtcNow(), caller.Name));
        return notes.IsRefused(out refusal) ? refusal : known.Answer.Select(comment => new ListedComment(unit, comment, notes.Answer.Of(comment.Id))).ToArray();
    }

    /// <summary>
    /// Answers a comment, or revises the answer. Refused when the round is archived, and when somebody else has revised the answer
    /// meanwhile.
    /// </summary>
    /// <param name="basedOn">
    /// The numbers of answers to which one may be added. Refused with <see cref="RefusalCode.Stale"/> when there is another number. Null
    /// for any.
    /// </param>
    public async ValueTask<Outcome<ListedComment>> AnswerAsync(
        RoundView round, RoundRules rules, string unit, string comment, NewCommentAnswer answer, StaffAccount caller, long[]? basedOn = null)
    {
        var known = await KnownAsync(round, rules, unit, [comment]);
        if (known.IsRefused(out var refusal))
            return refusal;
        var notes = await engine.SendAsync(CommentGrain.Ref(rules.Id), new AnswerComment(unit, comment, answer.Text, answer.Revision, clock.GetUtcNow(), caller.Name, basedOn));
        return notes.IsRefused(out refusal) ? refusal : new ListedComment(unit, known.Answer[0], notes.Answer.Of(comment));
    }

    private async ValueTask<Outcome<List<ListedComment>>> OfUnitAsync(RoundRules rules, int unit, CommentFilter filter)
    {
        var shown = await comments.OfUnitAsync(rules, unit);
        if (shown.IsRefused(out var refusal))
            return refusal;
        var code = rules.Units[unit].Code;
        var notes = await engine.SendAsync(CommentGrain.Ref(rules.Id), new ViewCommentNotes(code));
        if (notes.IsRefused(out refusal))
            return refusal;
        return shown.Answer.Select(comment => new ListedComment(code, comment, notes.Answer.Of(comment.Id))).Where(listed => filter.Admits(listed.Note)).ToList();
    }

    /// <summary>
    /// The comments with these ids, in their order and each once. Refused when one of them is not shown, and when the round is archived.
    /// </summary>
    private async ValueTask<Outcome<ShownComment[]>> KnownAsync(RoundView round, RoundRules rules, string unit, IReadOnlyList<string> ids)
    {
        if (round.State == RoundState.Archived)
            return new Refusal(RefusalCode.WrongState, "The round is archived. Its comments cannot be changed.", ("state", "archived"));
        var index = Index(rules, unit);
        if (index < 0)
            return NoSuchUnit(unit);
        var shown = await comments.OfUnitAsync(rules, index);
        if (shown.IsRefused(out var refusal))
            return refusal;
        var known = shown.Answer.ToDictionary(comment => comment.Id, StringComparer.Ordinal);
        return ids.FirstOrDefault(id => !known.ContainsKey(id)) is { } unknown ? NoSuchComment(unknown) : ids.Distinct().Select(id => known[id]).ToArray();
    }

    private static int Index(RoundRules rules, string unit) => rules.Units.Index().Where(known => known.Item.Code == unit).Select(known => known.Index).DefaultIfEmpty(-1).First();

    private static Refusal NoSuchUnit(string unit) => new(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit));

    private static Refusal NoSuchComment(string comment) => new(RefusalCode.NoSuchComment, "No such comment on this unit is shown.", ("comment", comment));
}
