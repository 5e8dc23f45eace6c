using System.Text;
using Evaluation.Ballots;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Tests.Ballots;

/// <summary>Slips of classes that are rated by other criteria than the round's (F28).</summary>
public sealed class ClassPaperTests
{
    /// <summary>Units u1 and u2 are rated by style only, u3 by both, and nobody rates u4.</summary>
    private static readonly RoundRules Rules = Given.Rules with
    {
        Criteria = [.. Given.Rules.Criteria, new("visit", new("验收"), CriterionSource.Assessed, 10)],
        Classes =
        [
            new("narrow", new("窄"), Given.Rules.Classes[0].Weights, Points: new Dictionary<string, decimal> { ["duty"] = 0 }),
            new("wide", new("宽"), Given.Rules.Classes[0].Weights),
            new("none", new("无"), new Dictionary<string, decimal>(), new Components { Vote = 0, Inspection = 100 }, new Dictionary<string, decimal> { ["duty"] = 0, ["style"] = 0 }),
        ],
        Units = [new("u1", new("中心"), "narrow"), new("u2", new("馆"), "narrow"), new("u3", new("站"), "wide"), new("u4", new("所"), "none")],
    };

    private readonly BallotForm _form = new(Rules);

    [Fact]
    public void Marks_follow_the_criteria_of_the_class_and_keep_their_places_on_the_round_paper()
    {
        var slips = Read("""{"slips":[{"unit":"u1","marks":[2]},{"marks":[1,3],"unit":"u3"}]}""").Answer;
        Assert.Equal([.. Given.Slip(0, [0, 2]), .. Given.Slip(2, [1, 3])], slips);
    }

    [Theory]
    [InlineData("""{"slips":[{"unit":"u1","marks":[2,0]}]}""", "/slips/0/marks/1", "has 2 marks and needs 1")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[]}]}""", "/slips/0/marks/0", "has 0 marks and needs 1")]
    [InlineData("""{"slips":[{"unit":"u3","marks":[2]}]}""", "/slips/0/marks/1", "has 1 marks and needs 2")]
    [InlineData("""{"slips":[{"unit":"u3","marks":[2,1,0]}]}""", "/slips/0/marks/2", "has more than 2 marks")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[4]}]}""", "/slips/0/marks/0", "mark 4 is none of the options")]
    [InlineData("""{"slips":[{"unit":"u4","marks":[]}]}""", "/slips/0/unit", "nobody votes on unit 'u4'")]
    public void A_slip_with_other_marks_than_its_class_has_criteria_is_refused(string body, string pointer, string what)
    {
        var fault = Assert.Single((Fault[])Read(body).Refusal!.Fact("faults")!);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_refuses_marks_for_criteria_outside_the_class_and_slips_of_units_that_nobody_rates()
    {
        var box = Given.OpenBox(_form.Shape);
        Assert.Equal(RefusalCode.BadBallot, box.Refused(new CastBallot(Given.Credential(1), Given.Now, Given.Slip(0, [1, 2]))).Code);
        Assert.Equal(RefusalCode.UnitNotYours, box.Refused(new CastBallot(Given.Credential(1), Given.Now, Given.Slip(3, [0, 0]))).Code);
        Assert.Equal(2, box.Do(new CastBallot(Given.Credential(1), Given.Now, Given.Slip(0, [0, 2]))).Remaining);
        Assert.Equal([1, 2], box.Do(new ViewProgress(Given.Credential(1))).Remaining);
    }

    [Fact]
    public void A_round_without_points_by_class_keeps_its_shape()
    {
        Assert.Null(Given.Shape.Papers);
        Assert.Null(BoxShape.Of(Rules with { Classes = [.. Rules.Classes.Select(unitClass => unitClass with { Points = null })] }).Papers);
        Assert.Null(BoxShape.Of(Given.Rules with { Classes = [Given.Rules.Classes[0] with { Points = new Dictionary<string, decimal> { ["duty"] = 10 } }] }).Papers);
    }

    private Outcome<byte[]> Read(string body) => BallotReader.Read(Encoding.UTF8.GetBytes(body), _form);
}
