using Evaluation.Ballots;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Tests.Ballots;

/// <summary>
/// Properties of the answers to ballots, with an independent model of the box and with two boxes that hold different votes.
/// </summary>
public sealed class ResendProperties
{
    private const int Credentials = 2;

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(new Replay(new Rnd(20201201UL, 19700101UL), null));

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 1_000_000).ArrayOf().ScaleSize(size => size * 2), ArbMap.Default.ArbFor<int[]>().Shrinker);

    [Fact]
    public void Every_answer_and_every_event_is_that_of_an_independent_model() => Check((revote, numbers) =>
    {
        var (box, model, at) = (Box(revote), new Model(revote), Given.Now);
        foreach (var number in numbers)
        {
            var step = Step.Of(number);
            at = at.AddSeconds(step.Seconds);
            if (step.Window is { } window)
            {
                model.IsOpen = window;
                box.Do(new OpenBox(Given.Shape with { AllowRevote = revote }, Given.Window with { Version = box.State.Window!.Version + 1, ClosesAt = null, Paused = !window }));
                continue;
            }
            var before = box.History.Count;
            var expected = model.Cast(step, at);
            var outcome = box.Send(step.Ballot(at));
            Assert.Equal(expected, (Show(outcome), box.History.Count - before));
        }
    });

    [Fact]
    public void Without_the_id_no_answer_and_no_event_depends_on_the_vote_that_stands() => Check((revote, numbers) =>
    {
        var (one, other) = (Box(revote), Box(revote));
        one.Do(new CastBallot(Given.Credential(0), Given.Now, Given.Slip(0, [0, 0]), new(99)));
        other.Do(new CastBallot(Given.Credential(0), Given.Now, Given.Slip(0, [1, 2]), new(99)));
        var (at, isOpen) = (Given.Now, true);
        foreach (var number in numbers)
        {
            var step = Step.Of(number);
            at = at.AddSeconds(step.Seconds);
            isOpen = step.Window ?? isOpen;
            // With re-voting a guess that is counted replaces the vote, and the guesser then knows it.
            if (revote && isOpen && step.Window is null)
                continue;
            var (answer, events) = Ask(one, step, at, revote);
            Assert.Equal((answer, events), Ask(other, step, at, revote));
        }
    });

    [Fact]
    public void At_most_three_guesses_at_a_ballot_without_an_id_are_compared() => Check((revote, numbers) =>
    {
        var box = Box(revote);
        box.Do(new CastBallot(Given.Credential(0), Given.Now, Given.Slip(0, [3, 3])));
        box.Do(new SealBox(Given.Close));
        foreach (var number in numbers)
            box.Refused(new CastBallot(Given.Credential(0), Given.Now, Given.Slip(0, [(byte)(number % 3), (byte)(number / 3 % 4)]), new((ulong)number % 2)));
        var counted = box.Refused(new CastBallot(Given.Credential(0), Given.Now, Given.Slip(0, [3, 3]))).Fact("counted");
        Assert.Equal(numbers.Length < 3 ? true : null, counted);
        Assert.Equal(Math.Min(numbers.Length, 3), box.History.OfType<ResendMismatched>().Count());
    });

    private static (string Answer, string Events) Ask(AloneBox box, Step step, DateTimeOffset at, bool revote)
    {
        var before = box.History.Count;
        string answer;
        if (step.Window is { } isOpen)
        {
            box.Do(new OpenBox(Given.Shape with { AllowRevote = revote }, Given.Window with { Version = box.State.Window!.Version + 1, ClosesAt = null, Paused = !isOpen }));
            answer = "window";
        }
        else
        {
            answer = Show(box.Send(step.Ballot(at)));
        }
        return (answer, string.Join(' ', box.History[before..].Select(happened => happened.GetType().Name)));
    }

    private static string Show(Outcome<BallotCounted> outcome) => outcome.IsRefused(out var refusal)
        ? $"{refusal.Code} {refusal.Facts.Any(fact => fact is ("counted", true))}"
        : $"{outcome.Answer}";

    private static AloneBox Box(bool revote)
    {
        var box = new AloneBox();
        box.Do(Given.Stored("npc", [.. Enumerable.Range(0, Credentials)]));
        box.Do(new OpenBox(Given.Shape with { AllowRevote = revote }, Given.Window with { ClosesAt = null }));
        return box;
    }

    private static void Check(Action<bool, int[]> holds) => Prop.ForAll(Numbers, numbers =>
    {
        int[] steps = [.. numbers.Where(number => number >= 0)];
        holds(true, steps);
        holds(false, steps);
    }).Check(Seeded);

    /// <summary>A ballot of one or two slips, or a change of the window.</summary>
    private sealed record Step(int Credential, string[] Slips, int Id, int Seconds, bool? Window)
    {
        public static Step Of(int number)
        {
            var (kind, rest) = (number % 12, number / 12);
            string[] slips = [$"u1:{"AB"[rest % 2]}{"AB"[rest / 2 % 2]}", .. rest / 4 % 3 == 0 ? new[] { "u2:CC" } : []];
            return new(
                rest / 12 % Credentials, rest / 24 % 2 == 0 ? slips : [.. slips.Reverse()], rest / 48 % 4, rest / 192 % 5 == 0 ? 400 : 20,
                kind switch { 0 => true, 1 or 2 => false, _ => null });
        }

        public CastBallot Ballot(DateTimeOffset at) => Given.Ballot(Credential, Slips) with { At = at, Id = new((ulong)Id) };
    }

    /// <summary>The rules of resending over plain texts: it uses no code of the box.</summary>
    private sealed class Model(bool revote)
    {
        private readonly Dictionary<int, (string Slips, int Id, DateTimeOffset Minute, int Mismatches, int Number, int Count)> _latest = [];
        private readonly Dictionary<int, HashSet<string>> _rated = [];
        private int _ballots;

        public bool IsOpen { get; set; } = true;

        /// <summary>The answer and the number of events.</summary>
        public (string Answer, int Events) Cast(Step step, DateTimeOffset at)
        {
            var slips = string.Join(',', step.Slips.Order(StringComparer.Ordinal));
            var units = step.Slips.Select(slip => slip[..2]);
            var rated = _rated.TryGetValue(step.Credential, out var known) ? known : [];
            var hasVoted = _latest.TryGetValue(step.Credential, out var latest);
            var isCompared = hasVoted && latest.Id == 0 && latest.Mismatches < 3 && at < latest.Minute.AddMinutes(15);
            var isResend = hasVoted && (latest.Id != 0 ? step.Id == latest.Id : isCompared && slips == latest.Slips);
            if (isResend)
                return (IsOpen ? Counted(latest.Number, latest.Count, rated) : "NotOpen True", 0);
            if (!IsOpen || (!revote && units.Any(rated.Contains)))
            {
                if (isCompared)
                    _latest[step.Credential] = latest with { Mismatches = latest.Mismatches + 1 };
                return (IsOpen ? "AlreadyCast False" : "NotOpen False", isCompared ? 1 : 0);
            }
            var minute = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, at.Minute, 0, at.Offset);
            _latest[step.Credential] = (slips, step.Id, minute, 0, ++_ballots, step.Slips.Length);
            _rated[step.Credential] = [.. rated, .. units];
            return (Counted(_ballots, step.Slips.Length, _rated[step.Credential]), 1);
        }

        private static string Counted(int number, int count, HashSet<string> rated) => $"{new BallotCounted((uint)number, (ushort)count, (ushort)(3 - rated.Count))}";
    }
}
