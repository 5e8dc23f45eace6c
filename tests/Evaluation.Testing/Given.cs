using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Rules;

namespace Evaluation.Testing;

/// <summary>Common examples: a small round of three units, two criteria and four options A to D, its credentials and its ballots.</summary>
public static class Given
{
    public const string Round = "small";

    public const string Administrator = "li";

    /// <summary>When voting opens, in examples that need an instant.</summary>
    public static readonly DateTimeOffset Opening = new(2020, 12, 1, 9, 0, 0, TimeSpan.FromHours(8));

    public static readonly DateTimeOffset Close = Opening.AddDays(3);

    /// <summary>An instant at which voting is open.</summary>
    public static readonly DateTimeOffset Now = Opening.AddHours(1);

    public static readonly RoundRules Rules = new()
    {
        Id = Round,
        Title = new LocalText("小测评", "Small round"),
        BallotBoxes = 2,
        Options =
        [
            new("A", new("满意"), 100, AnswerBox.Top), new("B", new("基本满意"), 80, AnswerBox.Positive),
            new("C", new("不满意"), 0, AnswerBox.Negative), new("D", new("不了解")),
        ],
        Criteria = [new("duty", new("履职尽责"), CriterionSource.Vote, 60), new("style", new("正风肃纪"), CriterionSource.Vote, 40)],
        Groups = [new("npc", new("人大代表"), 10), new("users", new("服务对象"), 20)],
        Classes = [new("service", new("公共服务单位"), new Dictionary<string, decimal> { ["npc"] = 30, ["users"] = 70 })],
        Units = [new("u1", new("中心"), "service"), new("u2", new("馆"), "service"), new("u3", new("站"), "service")],
        Policies = new() { GroupMin = 1 },
    };

    /// <summary>The same round with a criterion for inspectors, so that it passes through assessing.</summary>
    public static readonly RoundRules AssessedRules = Rules with
    {
        Criteria = [.. Rules.Criteria, new("results", new("实绩"), CriterionSource.Assessed, 20)],
        Components = new() { Vote = 70, Inspection = 30 },
    };

    /// <summary>The same round without a vote.</summary>
    public static readonly RoundRules InspectedOnlyRules = Rules with
    {
        Criteria = [new("results", new("实绩"), CriterionSource.Assessed, 20)],
        Components = new() { Vote = 0, Inspection = 100 },
    };

    public static readonly BoxShape Shape = BoxShape.Of(Rules);

    public static readonly BoxWindow Window = new(1, Opening, Close, Paused: false, Closed: false);

    /// <summary>A secret that depends only on its number.</summary>
    public static byte[] Secret(int number) => [.. BitConverter.GetBytes(number), .. "credential!!"u8];

    public static CredentialHash Credential(int number) => CredentialHash.Of(Secret(number));

    public static StoreCredentials Stored(string group, params int[] numbers) => new("batch-" + group, group, null, [.. numbers.Select(Credential)]);

    /// <summary>An open box of the small round that holds credentials 1 to 3 of npc and 4 to 6 of users.</summary>
    public static AloneBox OpenBox(BoxShape? shape = null)
    {
        var box = new AloneBox();
        box.Do(Stored("npc", 1, 2, 3));
        box.Do(Stored("users", 4, 5, 6));
        box.Do(new OpenBox(shape ?? Shape, Window));
        return box;
    }

    /// <summary>A credential's ballot, each slip as <c>u1:AB</c> with a letter per criterion, or with a comment after a blank.</summary>
    public static CastBallot Ballot(int credential, params string[] slips) => new(Credential(credential), Now, Slips(slips));

    public static byte[] Slips(params string[] slips)
    {
        List<byte> bytes = [];
        foreach (var slip in slips)
        {
            var comment = slip.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0 ? slip[(blank + 1)..] : "";
            var marks = slip[3..].TakeWhile(letter => letter != ' ').Select(letter => (byte)(letter - 'A')).ToArray();
            bytes.AddRange(Slip(slip[1] - '1', marks, comment));
        }
        return [.. bytes];
    }

    public static byte[] Slip(int unit, byte[] marks, string comment = "")
    {
        var text = Encoding.UTF8.GetBytes(comment);
        var bytes = new byte[Evaluation.Ballots.Slips.Size(marks.Length, text.Length)];
        Evaluation.Ballots.Slips.Write(bytes, unit, PackedMarks.Pack(marks), marks.Length, text);
        return bytes;
    }

    /// <summary>How many slips stand for each unit, group and marks, as <c>u1 npc AB: 2</c>, in order.</summary>
    public static string[] Show(Tally tally, BoxShape shape) =>
    [
        .. tally.Counts
            .Select(slips => $"{shape.Units[slips.Key.Unit]} {shape.Groups[slips.Key.Group]} {Letters(slips.Key.Marks, shape.Criteria)}: {slips.Value}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A fact of a refusal.</summary>
    public static object? Fact(this Refusal refusal, string name) => refusal.Facts.Single(fact => fact.Name == name).Value;

    private static string Letters(ulong marks, int criteria) =>
        string.Concat(Enumerable.Range(0, criteria).Select(criterion => (char)('A' + PackedMarks.Mark(marks, criterion))));
}
