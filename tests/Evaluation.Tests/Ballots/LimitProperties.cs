using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Tests.Ballots;

/// <summary>Properties of limits, with an independent model and with two boxes that hold different votes (F25).</summary>
public sealed class LimitProperties
{
    private static readonly RoundRules Rules = Given.Rules with
    {
        Classes = [.. Given.Rules.Classes, Given.Rules.Classes[0] with { Code = "school" }],
        Units = [.. Given.Rules.Units, new("u4", new("一中"), "school"), new("u5", new("二中"), "school")],
    };

    /// <summary>The rules of the small round differ in what they limit and in whether ballots are finished.</summary>
    private static readonly BallotRules[] Terms =
    [
        new([new("service", "duty", ["A"], Max: 1, Min: 1), new("service", "style", ["A", "B"], MaxShare: 0.67m)]),
        new([new("service", "duty", ["A"], MaxShare: 0.5m, Min: 2)], UniformBallot.Refuse),
        new([new("school", "duty", ["D"], Max: 1), new("service", "duty", ["A", "B"], Max: 2, Min: 1)], UniformBallot.Refuse, UnfinishedBallot.Ignore),
        new([new("school", "style", ["A"], Max: 1), new("service", "style", ["A"], Max: 1)]),
        new(null, UniformBallot.Refuse),
        new([new("service", "duty", ["C", "D"], Max: 3, Min: 3), new("school", "duty", ["A"], MaxShare: 0.5m)], UniformBallot.Flag),
    ];

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(new Replay(new Rnd(19841001UL, 20250101UL), null));

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 20_000_000).ArrayOf().ScaleSize(size => size * 2), ArbMap.Default.ArbFor<int[]>().Shrinker);

    public static TheoryData<int, bool> Cases => new() { { 0, true }, { 0, false }, { 1, true }, { 1, false }, { 2, true }, { 2, false }, { 3, true }, { 3, false }, { 4, true }, { 5, true } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_answer_and_every_event_is_that_of_an_independent_model(int terms, bool revote) => Check(numbers =>
    {
        var rules = Rules with { Ballot = Terms[terms], AllowRevote = revote };
        var (box, model) = (Box(rules), new LimitModel(rules, revote));
        model.Add(1, "u1", "u2", "u3", "u4", "u5");
        model.Add(2, "u1", "u2", "u4");
        var ids = new Dictionary<int, int> { [1] = 0, [2] = 0 };
        foreach (var (place, number) in numbers.Index())
        {
            var step = Step.Of(number);
            var before = box.History.Count;
            if (step.IsFinish)
            {
                var expected = model.Finish(step.Credential);
                Assert.Equal(expected, (Show(box.Send(new FinishBallot(Given.Credential(step.Credential), Given.Now))), box.History.Count - before));
                continue;
            }
            ids[step.Credential] = step.IsResend && ids[step.Credential] > 0 ? ids[step.Credential] : place + 1;
            var counted = model.Cast(step.Credential, step.Slips, ids[step.Credential]);
            var outcome = box.Send(Given.Ballot(step.Credential, step.Slips) with { Id = new((ulong)ids[step.Credential]) });
            Assert.Equal(counted, (Show(outcome), box.History.Count - before));
        }
        // Replayed and restored, it is the same box.
        var replayed = new BallotBox();
        foreach (var happened in box.History)
            replayed.Evolve(happened);
        Assert.Equal(Given.Show(box.State.Tally, box.State.Shape!), Given.Show(replayed.Tally, replayed.Shape!));
        Assert.Equal(box.State.Groups, LimitedBox.Restored(replayed).Groups);
    });

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void A_refusal_without_an_event_is_the_same_whatever_stands(int terms) => Check(numbers =>
    {
        var rules = Rules with { Ballot = Terms[terms], AllowRevote = true };
        var (one, other) = (Box(rules), Box(rules));
        one.Do(Given.Ballot(1, "u1:CC", "u2:AD", "u4:BB") with { Id = new(99) });
        other.Do(Given.Ballot(1, "u1:AD", "u2:DC", "u4:DA") with { Id = new(99) });
        foreach (var (place, number) in numbers.Index())
        {
            var step = Step.Of(number);
            var (first, second) = (Ask(one, step, place), Ask(other, step, place));
            if (first.Events + second.Events == 0)
                Assert.Equal(first, second);
            // A ballot that was counted shows: it has a receipt, and it replaces the vote.
            if ((first.Answer + second.Answer).Contains("counted", StringComparison.Ordinal))
                break;
        }
        Assert.All(new[] { one, other }, box => Assert.InRange(box.History.OfType<ResendMismatched>().Count(), 0, 3));
    });

    [Fact]
    public void A_voter_who_was_refused_three_times_votes_with_all_rated_units_of_the_class()
    {
        var box = Box(Rules with { Ballot = Terms[0] });
        box.Do(Given.Ballot(1, "u1:AC", "u2:BC", "u4:AA") with { Id = new(1) });
        foreach (var id in new ulong[] { 2, 3, 4 })
            Assert.Equal(2, box.Refused(Given.Ballot(1, "u3:AC") with { Id = new(id) }).Fact("count"));
        // From now on the answer does not depend on what stands.
        foreach (var unit in new[] { "u1", "u2", "u3" })
            Assert.Equal(new[] { "u1", "u2" }.Except([unit]), (string[])box.Refused(Given.Ballot(1, $"{unit}:AC") with { Id = new(5) }).Fact("missing")!);
        Assert.Equal(3, box.History.OfType<ResendMismatched>().Count());
        box.Do(Given.Ballot(1, "u1:BC", "u2:BD", "u3:AC") with { Id = new(6) });
        // It counts from there again.
        Assert.Equal(2, box.Refused(Given.Ballot(1, "u1:AC") with { Id = new(7) }).Fact("count"));
    }

    private static (string Answer, int Events) Ask(AloneBox box, Step step, int place)
    {
        var before = box.History.Count;
        var answer = Show(box.Send(Given.Ballot(1, step.Slips) with { Id = new((ulong)place + 1) }));
        return (answer, box.History.Count - before);
    }

    private static string Show(Outcome<BallotCounted> outcome) => outcome.IsRefused(out var refusal)
        ? Show(refusal)
        : $"counted {outcome.Answer.Sequence} {outcome.Answer.Accepted} {outcome.Answer.Remaining} {outcome.Answer.Finished}";

    private static string Show(Outcome<BallotStanding> outcome) => outcome.IsRefused(out var refusal)
        ? Show(refusal)
        : $"finished {outcome.Answer.Sequence} {outcome.Answer.Rated} {outcome.Answer.Remaining} {outcome.Answer.IsFinished}";

    private static string Show(Refusal refusal)
    {
        string[] facts = ["limit", "count", "max", "min", "missing"];
        var named = refusal.Facts.Where(fact => facts.Contains(fact.Name)).Select(fact => fact.Value is string[] units ? string.Join(',', units) : $"{fact.Value}");
        return string.Join(' ', named.Prepend($"{refusal.Code}"));
    }

    private static AloneBox Box(RoundRules rules)
    {
        var box = new AloneBox();
        box.Do(Given.Stored("npc", 1));
        box.Do(new StoreCredentials("few", "users", ["u1", "u2", "u4"], [Given.Credential(2)]));
        box.Do(new OpenBox(BoxShape.Of(rules), Given.Window));
        return box;
    }

    private static void Check(Action<int[]> holds) => Prop.ForAll(Numbers, numbers => holds([.. numbers.Where(number => number >= 0)])).Check(Seeded);

    /// <summary>A ballot of one to five slips, new or sent again, or the end of a ballot.</summary>
    private sealed record Step(int Credential, string[] Slips, bool IsFinish, bool IsResend)
    {
        public static Step Of(int number)
        {
            var (kind, rest) = (number % 9, number / 9);
            var slips = new List<string>();
            var marks = rest / 62;
            for (var unit = 0; unit < 5; unit++, marks /= 7)
                if ((rest % 31 + 1 >> unit & 1) != 0)
                    slips.Add($"u{unit + 1}:{"ABCD"[marks % 4]}{"ABCD"[(marks + marks / 4) % 4]}");
            return new(1 + rest / 31 % 2, [.. slips], IsFinish: kind < 3, IsResend: kind == 3);
        }
    }
}
