using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Gateway.Http;
using Evaluation.Rules;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Ballots;

namespace Evaluation.Tests.Scoring.Independent;

/// <summary>
/// Drawn ballots under limits (F25): what the box refuses, and which slips it counts, compared with a model and with the independent score
/// of the slips that the model counts.
/// </summary>
public sealed class BallotComparisonTests
{
    private const int Seeds = 150, Acts = 40, Credentials = 6;

    private static readonly JsonSerializerOptions WithoutNulls = new(ApiJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly string[] Units = ["u1", "u2", "u3"];

    [Fact]
    public void A_box_refuses_and_counts_what_the_limits_say()
    {
        var (definition, codes, leftOut) = (JsonSerializer.SerializeToElement(Given.Rules, WithoutNulls), new HashSet<RefusalCode?>(), 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var rules = Draw(random);
            var (box, model) = (LimitedBox.Of(rules), new Model(rules));
            for (var act = 1; act <= Acts; act++)
            {
                var credential = random.Next(1, Credentials + 1);
                var (expected, refused) = random.Next(3) == 0 && rules.NeedsFinish ? Finish(credential) : Cast(credential, act);
                Assert.True(expected == refused, $"seed {seed}, act {act}: {refused} instead of {expected}");
                codes.Add(refused);
            }
            box.Do(new SealBox(Given.Close));
            leftOut += model.Unfinished;
            var product = TallyCounter.Score(Given.Rules, box.State.Tally);
            var oracle = Oracle.Score(definition, model.Counted);
            var published = Figures.Of(JsonSerializer.SerializeToElement(product, ApiJson.Options));
            Assert.True(Figures.Of(oracle) == published, $"seed {seed}, {rules}: {Figures.Difference(oracle, published)}");

            (RefusalCode?, RefusalCode?) Finish(int credential) =>
                (model.Finish(credential), box.Send(new FinishBallot(Given.Credential(credential), Given.Now)).Refusal?.Code);

            (RefusalCode?, RefusalCode?) Cast(int credential, int act)
            {
                var isUniform = random.Next(3) == 0;
                var all = random.Next(4);
                var slips = Units.Where(_ => random.Next(2) == 0).DefaultIfEmpty("u1").ToDictionary(unit => unit, _ => (int[])(isUniform ? [all, all] : [random.Next(4), random.Next(4)]));
                var ballot = Given.Ballot(credential, [.. slips.Select(slip => $"{slip.Key}:{string.Concat(slip.Value.Select(mark => "ABCD"[mark]))}")]) with { Id = new((ulong)act) };
                return (model.Cast(credential, slips), box.Send(ballot).Refusal?.Code);
            }
        }
        Assert.Empty(new RefusalCode?[] { null, RefusalCode.OverLimit, RefusalCode.UnderLimit, RefusalCode.UniformBallot, RefusalCode.NothingToFinish }.Except(codes));
        Assert.True(leftOut > Seeds, $"only {leftOut} ballots were left out");
    }

    private static BallotRules Draw(Random random)
    {
        BallotLimit[] limits = [.. new[] { "duty", "style" }.Where(_ => random.Next(2) == 0).Select(criterion => Limit(random, criterion))];
        var rules = new BallotRules(limits, Pick(random, default(UniformBallot?), UniformBallot.Allow, UniformBallot.Flag, UniformBallot.Refuse));
        return rules.NeedsFinish ? rules with { Unfinished = Pick(random, default(UnfinishedBallot?), UnfinishedBallot.Count, UnfinishedBallot.Ignore, UnfinishedBallot.Ignore) } : rules;
    }

    private static BallotLimit Limit(Random random, string criterion)
    {
        var (max, share) = Pick(random, (null, null), (2, null), (1, null), (null, 0.67m), (default(int?), default(decimal?)));
        return new("service", criterion, Pick(random, (string[])["A"], ["A", "B"], ["C"]), max, share, Pick(random, default(int?), 1, 2));
    }

    private static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];

    /// <summary>The standing ballots, by the text of F25.</summary>
    private sealed class Model(BallotRules rules)
    {
        private readonly Dictionary<int, Dictionary<string, int[]>> _standing = [];
        private readonly HashSet<int> _finished = [];

        public int Unfinished => rules.Unfinished == UnfinishedBallot.Ignore ? _standing.Keys.Except(_finished).Count() : 0;

        /// <summary>The slips that count at sealing.</summary>
        public IReadOnlyList<OracleSlip> Counted =>
        [
            .. _standing.Where(ballot => rules.Unfinished != UnfinishedBallot.Ignore || _finished.Contains(ballot.Key))
                .SelectMany(ballot => ballot.Value.Select(slip => new OracleSlip(slip.Key, ballot.Key <= 3 ? "npc" : "users", slip.Value))),
        ];

        public RefusalCode? Cast(int credential, Dictionary<string, int[]> slips)
        {
            var before = _standing.GetValueOrDefault(credential, []);
            var after = before.Where(slip => !slips.ContainsKey(slip.Key)).Concat(slips).ToDictionary();
            if ((rules.Limits ?? []).Any(limit => Marked(limit, after) > Most(limit)))
                return RefusalCode.OverLimit;
            // A later ballot opens the ballot again, also one with the same marks: only a resend has the same id.
            _finished.Remove(credential);
            _standing[credential] = after;
            return null;
        }

        public RefusalCode? Finish(int credential)
        {
            if (!_standing.TryGetValue(credential, out var ballot))
                return RefusalCode.NothingToFinish;
            if ((rules.Limits ?? []).Any(limit => Marked(limit, ballot) < Math.Min(limit.Min ?? 0, Most(limit))))
                return RefusalCode.UnderLimit;
            if (rules.Uniform == UniformBallot.Refuse && ballot.Count >= 2 && ballot.Values.SelectMany(marks => marks).Distinct().Count() == 1)
                return RefusalCode.UniformBallot;
            _finished.Add(credential);
            return null;
        }

        private static int Most(BallotLimit limit) => limit.Max ?? (limit.MaxShare is { } share ? (int)Math.Floor(share * Units.Length) : Units.Length);

        private static int Marked(BallotLimit limit, Dictionary<string, int[]> ballot) =>
            ballot.Values.Count(marks => limit.Options.Contains($"{"ABCD"[marks[limit.Criterion == "duty" ? 0 : 1]]}"));
    }
}
