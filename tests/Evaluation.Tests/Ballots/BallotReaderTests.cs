using System.Text;
using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

public sealed class BallotReaderTests
{
    private static readonly BallotForm Form = new(Given.Rules);

    public static TheoryData<string, string[]> Valid => new()
    {
        { """{"slips":[{"unit":"u1","marks":[0,1]}]}""", ["u1:AB"] },
        { """ { "slips" : [ { "marks" : [ 3 , 0 ] , "unit" : "u3" } ] } """, ["u3:DA"] },
        { """{"slips":[{"unit":"u2","marks":[2,3],"comment":"很好"},{"comment":"  x\n","unit":"u1","marks":[0,0]}]}""", ["u2:CD 很好", "u1:AA x"] },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":null}]}""", ["u1:AB"] },
        { "\uFEFF" + """{"slips":[{"unit":"u1","marks":[0,1]}]}""", ["u1:AB"] },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":" \n\t "}]}""", ["u1:AB"] },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":"\ud83d\ude00 \"ok\""}]}""", ["u1:AB 😀 \"ok\""] },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_ballot_is_read_into_its_compact_form(string body, string[] slips) =>
        Assert.Equal(Given.Slips(slips), Read(body).Answer);

    /// <summary>Body, slip, mark.</summary>
    public static TheoryData<string, int?, int?> Bad => new()
    {
        { "null", null, null },
        { "[]", null, null },
        { "1", null, null },
        { "\"slips\"", null, null },
        { "{}", null, null },
        { """{"slips":null}""", null, null },
        { """{"slips":{}}""", null, null },
        { """{"slips":[]}""", null, null },
        { """{"ballot":[]}""", null, null },
        { """{"\ud800":[]}""", null, null },
        { """{"sl\u0069ps":[{"unit":"u1","marks":[0,1]}]}""", null, null },
        { """{"slips":[{"unit":"u1","marks":[0,1]}],"slips":[]}""", null, null },
        { """{"slips":[{"unit":"u1","marks":[0,1]}],"by":"me"}""", null, null },
        { """{"slips":[null]}""", 0, null },
        { """{"slips":["u1"]}""", 0, null },
        { """{"slips":[{}]}""", 0, null },
        { """{"slips":[{"unit":"u1"}]}""", 0, null },
        { """{"slips":[{"marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1]},{"unit":"u2"}]}""", 1, null },
        { """{"slips":[{"unit":"u4","marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":"U1","marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":"","marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":1,"marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":null,"marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":["u1"],"marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":"\u0075\u0031","marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":"\ud800","marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":"单位","marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":"u1","unit":"u1","marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"marks":[0,1]}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":"a","comment":"b"}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":null,"comment":"b"}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"weight":2}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"\ud800":2}]}""", 0, null },
        { """{"slips":[{"\udc00":2}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1]},{"unit":"u2","marks":[0,1]},{"unit":"u1","marks":[0,1]}]}""", 2, null },
        { """{"slips":[{"unit":"u1","marks":null}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":"01"}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":{"duty":0}}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[]}]}""", 0, 0 },
        { """{"slips":[{"unit":"u1","marks":[0]}]}""", 0, 1 },
        { """{"slips":[{"unit":"u1","marks":[0,1,2]}]}""", 0, 2 },
        { """{"slips":[{"unit":"u1","marks":[0,4]}]}""", 0, 1 },
        { """{"slips":[{"unit":"u1","marks":[-1,0]}]}""", 0, 0 },
        { """{"slips":[{"unit":"u1","marks":[0,99999999999999999999]}]}""", 0, 1 },
        { """{"slips":[{"unit":"u1","marks":[0,1.0]}]}""", 0, 1 },
        { """{"slips":[{"unit":"u1","marks":[0.5,1]}]}""", 0, 0 },
        { """{"slips":[{"unit":"u1","marks":[1e0,1]}]}""", 0, 0 },
        { """{"slips":[{"unit":"u1","marks":["0",1]}]}""", 0, 0 },
        { """{"slips":[{"unit":"u1","marks":[0,null]}]}""", 0, 1 },
        { """{"slips":[{"unit":"u1","marks":[0,true]}]}""", 0, 1 },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":1}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":["a"]}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":"a\u0000b"}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":"a\u007f"}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":"a\u202eb"}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":"a\ud800b"}]}""", 0, null },
        { """{"slips":[{"unit":"u1","marks":[0,1],"comment":"\udc00\ud800"}]}""", 0, null },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_malformed_ballot_is_refused_with_the_slip_and_the_mark(string body, int? slip, int? mark)
    {
        var refusal = Read(body).Refusal;

        Assert.Equal(RefusalCode.BadBallot, refusal?.Code);
        Assert.Equal(slip, refusal!.Facts.FirstOrDefault(fact => fact.Name == "slip").Value);
        Assert.Equal(mark, refusal.Facts.FirstOrDefault(fact => fact.Name == "mark").Value);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{}", "/slips")]
    [InlineData("""{"slips":[]}""", "/slips")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,1]},{"marks":[0,1]}]}""", "/slips/1/unit")]
    [InlineData("""{"slips":[{"unit":"u4","marks":[0,1]}]}""", "/slips/0/unit")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,1]},{"unit":"u2"}]}""", "/slips/1/marks")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,4]}]}""", "/slips/0/marks/1")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,1],"weight":2}]}""", "/slips/0")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,1]},{"unit":"u2","marks":[0,1],"comment":"a\u0000"}]}""", "/slips/1/comment")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,1],"comment":"a\u000bb"}]}""", "/slips/0/comment")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,1],"comment":"a\u2066b"}]}""", "/slips/0/comment")]
    [InlineData("""{"slips":[{"unit":"u1","marks":[0,1],"comment":"a\ud800b"}]}""", "/slips/0/comment")]
    public void A_malformed_ballot_is_refused_with_the_pointer_of_the_fault(string body, string pointer)
    {
        var faults = Assert.IsType<Evaluation.Kernel.Reading.Fault[]>(Read(body).Refusal!.Fact("faults"));
        Assert.Equal(pointer, Assert.Single(faults).Pointer);
    }

    [Fact]
    public void A_refused_control_character_is_named() =>
        Assert.Contains("U+000B", Read("""{"slips":[{"unit":"u1","marks":[0,1],"comment":"a\u000bb"}]}""").Refusal!.Detail, StringComparison.Ordinal);

    public static TheoryData<string> NotJson =>
    [
        "", " ", "slips", "{", "}", "{\"slips\"}", "{\"slips\":[}", "{'slips':[]}", "{\"slips\":[{\"unit\":\"u1\",\"marks\":[0,1]}]",
        "{\"slips\":[{\"unit\":\"u1\",\"marks\":[0,1]}]}}", "{\"slips\":[{\"unit\":\"u1\",\"marks\":[0,1]}]} x",
        "{\"slips\":[{\"unit\":\"u1\",\"marks\":[0,1]},]}", "{\"slips\":[{\"unit\":\"u1\",\"marks\":[00,1]}]}", "{\"slips\":[{\"unit\":\"u1\",\"marks\":[+0,1]}]}",
        "{\"slips\":[{\"unit\":\"u1\",\"marks\":[0,1],\"comment\":\"a\nb\"}]}", "{\"slips\":[{\"unit\":\"u1\",\"marks\":[0,1],\"comment\":\"\\x\"}]}",
        "{\"slips\":[/* */{\"unit\":\"u1\",\"marks\":[0,1]}]}", "\uFEFF", "\uFEFF\uFEFF{\"slips\":[{\"unit\":\"u1\",\"marks\":[0,1]}]}",
        "{\uFEFF\"slips\":[{\"unit\":\"u1\",\"marks\":[0,1]}]}",
        "{\"slips\":[{\"unit\":\"u1\",\"marks\":[0,NaN]}]}",
    ];

    [Theory]
    [MemberData(nameof(NotJson))]
    public void Invalid_JSON_is_refused_as_such(string body) => Assert.Equal(RefusalCode.NotJson, Read(body).Refusal?.Code);

    [Theory]
    [InlineData("""{"slips":[{"unit":"u1","marks":[[0],1]}]}""")]
    [InlineData("\uFEFF{\"slips\":[{\"unit\":\"u1\",\"marks\":[{\"a\":1}]}]}")]
    public void Deep_nesting_is_refused_as_such(string body) => Assert.Equal(RefusalCode.NestedTooDeep, Read(body).Refusal?.Code);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] body = [.. """{"slips":[{"unit":"u1","marks":[0,1],"comment":" """u8, 0xC3, 0x28, .. "\"}]}"u8];
        Assert.Equal(RefusalCode.NotJson, BallotReader.Read(body, Form).Refusal?.Code);
    }

    [Fact]
    public void Very_deep_nesting_is_refused_without_a_stack_overflow()
    {
        Assert.Equal(RefusalCode.BadBallot, Read(new string('[', 100_000)).Refusal?.Code);
        Assert.Equal(RefusalCode.NestedTooDeep, Read("{\"slips\":[{\"unit\":\"u1\",\"marks\":[" + new string('[', 100_000)).Refusal?.Code);
    }

    [Theory]
    [InlineData("好")]
    [InlineData("x")]
    [InlineData("😀")]
    [InlineData("\\u597d")]
    [InlineData("\\ud83d\\ude00")]
    public void A_comment_has_up_to_500_characters_in_any_encoding(string character)
    {
        string[] comments = [.. new[] { 500, 501 }.Select(length => string.Concat(Enumerable.Repeat(character, length)))];
        Assert.NotNull(Read(Slip(comments[0])).Answer);
        Assert.NotNull(Read(Slip("   " + comments[0] + "\\n")).Answer);
        Assert.Equal((RefusalCode.BadBallot, 0), (Read(Slip(comments[1])).Refusal!.Code, Read(Slip(comments[1])).Refusal!.Fact("slip")));

        static string Slip(string comment) => $$"""{"slips":[{"unit":"u1","marks":[0,1],"comment":"{{comment}}"}]}""";
    }

    [Fact]
    public void A_ballot_has_up_to_256_slips()
    {
        var form = new BallotForm(Given.Rules with { Units = [.. Enumerable.Range(0, 257).Select(unit => Given.Rules.Units[0] with { Code = $"v{unit}" })] });

        Assert.Equal(256 * 3, BallotReader.Read(Body(256), form).Answer.Length);
        Assert.Equal(RefusalCode.BadBallot, BallotReader.Read(Body(257), form).Refusal?.Code);

        static byte[] Body(int slips) => Encoding.UTF8.GetBytes(
            $$"""{"slips":[{{string.Join(',', Enumerable.Range(0, slips).Select(unit => $$"""{"unit":"v{{unit}}","marks":[0,1]}"""))}}]}""");
    }

    [Fact]
    public void The_box_accepts_every_ballot_that_was_read()
    {
        foreach (var (body, _) in Valid.Select(row => ((string)row[0], row[1])))
            Given.OpenBox().Do(new CastBallot(Given.Credential(1), Given.Now, Read(body).Answer));
    }

    [Fact]
    public void A_message_shortens_a_long_name()
    {
        var refusal = Read($$"""{"slips":[{"unit":"{{new string('u', 5_000)}}","marks":[0,1]}]}""").Refusal!;
        Assert.InRange(refusal.Detail.Length, 64, 200);
    }

    private static Outcome<byte[]> Read(string body) => BallotReader.Read(Encoding.UTF8.GetBytes(body), Form);
}
