using System.Text.Json.Nodes;
using Evaluation.Rules.Reading;

namespace Evaluation.Tests.Rules;

/// <summary>Faults of form: each row corrupts one place of the sample and states the fault.</summary>
public sealed class BrokenFormTests
{
    [Theory]
    // Wrong types.
    [InlineData("/title", "5", "/title", "must be a text or an object with zh, en or both, but is 5")]
    [InlineData("/title/zh", "[]", "/title/zh", "must be a text, but is a list")]
    [InlineData("/id", "true", "/id", "must be a text, but is true")]
    [InlineData("/basis", "\"a law\"", "/basis", "must be an object, but is the text \"a law\"")]
    [InlineData("/period", "2020", "/period", "must be an object, but is 2020")]
    [InlineData("/allowRevote", "\"yes\"", "/allowRevote", "must be true or false, but is the text \"yes\"")]
    [InlineData("/options", "{}", "/options", "must be a list, but is an object")]
    [InlineData("/options/1", "\"B\"", "/options/1", "must be an object, but is the text \"B\"")]
    [InlineData("/options/0/value", "\"100\"", "/options/0/value", "must be a number, but is the text \"100\"")]
    [InlineData("/criteria", "\"duty\"", "/criteria", "must be a list")]
    [InlineData("/criteria/0/points", "\"20 points\"", "/criteria/0/points", "must be a number")]
    [InlineData("/groups/0/roll", "\"two hundred odd\"", "/groups/0/roll", "must be a number, but is the text \"two hundred odd\"")]
    [InlineData("/classes/1/weights", "[30, 70]", "/classes/1/weights", "must be an object, but is a list")]
    [InlineData("/classes/1/weights/npc", "\"30\"", "/classes/1/weights/npc", "must be a number")]
    [InlineData("/units", "12", "/units", "must be a list, but is 12")]
    [InlineData("/units/0/class", "7", "/units/0/class", "must be a text, but is 7")]
    [InlineData("/units/0/report", "{}", "/units/0/report", "must be a text, but is an object")]
    [InlineData("/policies", "[]", "/policies", "must be an object, but is a list")]
    [InlineData("/policies/dontKnow", "0", "/policies/dontKnow", "must be one of \"exclude\", \"zero\" or {\"value\": a number}, but is 0")]
    [InlineData("/policies/dontKnow", """{"value": "x"}""", "/policies/dontKnow/value", "must be a number")]
    [InlineData("/components", "100", "/components", "must be an object, but is 100")]
    [InlineData("/components/vote", "\"all\"", "/components/vote", "must be a number")]
    [InlineData("/panel", "\"item\"", "/panel", "must be an object")]
    [InlineData("/panel/normalise", "0", "/panel/normalise", "must be true or false, but is 0")]
    [InlineData("/grades/1/min", "\"80\"", "/grades/1/min", "must be a number")]
    [InlineData("/grades/0/quota", "\"30 %\"", "/grades/0/quota", "must be a number")]
    [InlineData("/vetoes/0/when", "3", "/vetoes/0/when", "must be an object, but is 3")]
    [InlineData("/vetoes/0/when/failedSpotChecks", "\"3\"", "/vetoes/0/when/failedSpotChecks", "must be a number")]
    [InlineData("/vetoes/0/effect", "{\"cap\": 2}", "/vetoes/0/effect/cap", "must be a text, but is 2")]
    // Not where null is allowed.
    [InlineData("/id", "null", "/id", "must not be null")]
    [InlineData("/title", "null", "/title", "must not be null")]
    [InlineData("/timeZone", "null", "/timeZone", "must not be null")]
    [InlineData("/policies/decimals", "null", "/policies/decimals", "must not be null")]
    [InlineData("/policies/dontKnow", """{"value": null}""", "/policies/dontKnow/value", "must not be null")]
    [InlineData("/components/self", "null", "/components/self", "must not be null")]
    [InlineData("/groups/2", "null", "/groups/2", "must be an object, but is null")]
    [InlineData("/classes/0/weights/npc", "null", "/classes/0/weights/npc", "must be a number, but is null")]
    [InlineData("/vetoes", "null", "/vetoes", "must not be null")]
    // Numbers.
    [InlineData("/criteria/0/points", "12345678901234567", "/criteria/0/points", "must be a number of at most 16 characters")]
    [InlineData("/criteria/0/points", "0.333333333333333", "/criteria/0/points", "must be a number of at most 16 characters")]
    [InlineData("/criteria/0/points", "1e300", "/criteria/0/points", "written out without an exponent, but is 1e300")]
    [InlineData("/criteria/0/points", "1e20", "/criteria/0/points", "written out without an exponent, but is 1e20")]
    [InlineData("/criteria/0/points", "1e-20", "/criteria/0/points", "written out without an exponent, but is 1e-20")]
    [InlineData("/criteria/0/points", "1e-300", "/criteria/0/points", "written out without an exponent, but is 1e-300")]
    [InlineData("/groups/0/roll", "200.5", "/groups/0/roll", "must be a whole number, but is 200.5")]
    [InlineData("/groups/0/roll", "3000000000", "/groups/0/roll", "must be a whole number within ±2147483647, but is 3000000000")]
    [InlineData("/ballotBoxes", "1.5", "/ballotBoxes", "must be a whole number")]
    [InlineData("/policies/decimals", "2.5", "/policies/decimals", "must be a whole number")]
    [InlineData("/policies/objectionDays", "1.5", "/policies/objectionDays", "must be a whole number")]
    [InlineData("/policies/groupMin", "0.1", "/policies/groupMin", "must be a whole number")]
    [InlineData("/policies/commentMin", "-1e14", "/policies/commentMin", "must be a whole number within")]
    [InlineData("/vetoes/0/when/failedSpotChecks", "2.5", "/vetoes/0/when/failedSpotChecks", "must be a whole number")]
    // Words out of a few.
    [InlineData("/visibility", "\"secret\"", "/visibility", "must be one of \"sealed\", \"administrators\", \"public\", but is the text \"secret\"")]
    [InlineData("/visibility", "\"Sealed\"", "/visibility", "must be one of \"sealed\"")]
    [InlineData("/visibility", "1", "/visibility", "must be one of \"sealed\", \"administrators\", \"public\", but is 1")]
    [InlineData("/options/0/box", "\"best\"", "/options/0/box", "must be one of \"top\", \"positive\", \"neutral\", \"negative\"")]
    [InlineData("/criteria/0/source", "\"self\"", "/criteria/0/source", "must be one of \"vote\", \"assessed\"")]
    [InlineData("/policies/missingGroup", "\"zero\"", "/policies/missingGroup", "must be one of \"renormalise\", \"classMean\"")]
    [InlineData("/policies/dontKnow", "\"ignore\"", "/policies/dontKnow", "or {\"value\": a number}, but is the text \"ignore\"")]
    [InlineData("/panel/trim", "\"mean\"", "/panel/trim", "must be one of \"item\", \"total\", \"none\"")]
    [InlineData("/vetoes/0/effect", "\"out\"", "/vetoes/0/effect", "must be one of \"ineligible\", \"last\" or {\"cap\": the code of a grade}")]
    // Days and time zones.
    [InlineData("/period/from", "\"2020-02-30\"", "/period/from", "must be a date such as 2020-12-31, but is the text \"2020-02-30\"")]
    [InlineData("/period/to", "\"2020\"", "/period/to", "must be a date")]
    [InlineData("/period/to", "\"2020-12-31T00:00:00Z\"", "/period/to", "must be a date")]
    [InlineData("/period/from", "20200101", "/period/from", "must be a date")]
    [InlineData("/timeZone", "\"Asia/Atlantis\"", "/timeZone", "must be an IANA time zone such as \"Asia/Shanghai\", but is the text \"Asia/Atlantis\"")]
    [InlineData("/timeZone", "\"Asia\"", "/timeZone", "must be an IANA time zone")]
    [InlineData("/timeZone", "\"/usr/share/zoneinfo/UTC\"", "/timeZone", "must be an IANA time zone")]
    [InlineData("/timeZone", "\"../zoneinfo/UTC\"", "/timeZone", "must be an IANA time zone")]
    [InlineData("/timeZone", "\"Asia/../UTC\"", "/timeZone", "must be an IANA time zone")]
    // Texts.
    [InlineData("/title/zh", "\"\"", "/title/zh", "must not be empty")]
    [InlineData("/title/en", "\" \\u3000\"", "/title/en", "must not be empty")]
    [InlineData("/title", "\"\"", "/title", "must not be empty")]
    [InlineData("/title", "{}", "/title", "has no text; zh, en or both are needed")]
    [InlineData("/title", """{"zh": null}""", "/title", "has no text")]
    [InlineData("/id", "\"\"", "/id", "must not be empty")]
    [InlineData("/units/0/report", "\"\"", "/units/0/report", "must not be empty")]
    [InlineData("/units/0/label/zh", "\"中心\\n\"", "/units/0/label/zh", "holds the control character U+000A; none is allowed")]
    [InlineData("/units/0/label/en", "\"Centre\\u0085\"", "/units/0/label/en", "holds the control character U+0085")]
    [InlineData("/units/0/report", "\"a\\u0000\"", "/units/0/report", "holds the control character U+0000; of these only line breaks and tabs are allowed")]
    [InlineData("/basis/title", "\"a\\tb\"", "/basis/title", "holds the control character U+0009")]
    public void A_fault_states_the_found_and_the_allowed_value(string pointer, string json, string faultAt, string message) =>
        OneFault(Definitions.Read(Definitions.Sample().With(pointer, json)), faultAt, message);

    [Theory]
    [InlineData("/id")]
    [InlineData("/title")]
    [InlineData("/criteria")]
    [InlineData("/classes")]
    [InlineData("/units")]
    [InlineData("/basis/title")]
    [InlineData("/period/to")]
    [InlineData("/options/0/code")]
    [InlineData("/options/0/label")]
    [InlineData("/criteria/0/code")]
    [InlineData("/criteria/0/label")]
    [InlineData("/criteria/0/source")]
    [InlineData("/criteria/0/points")]
    [InlineData("/groups/0/code")]
    [InlineData("/groups/0/label")]
    [InlineData("/groups/0/roll")]
    [InlineData("/classes/0/code")]
    [InlineData("/classes/0/label")]
    [InlineData("/units/0/code")]
    [InlineData("/units/0/label")]
    [InlineData("/units/0/class")]
    [InlineData("/grades/0/code")]
    [InlineData("/grades/1/min")]
    [InlineData("/vetoes/0/code")]
    [InlineData("/vetoes/0/when")]
    [InlineData("/vetoes/0/effect")]
    public void A_missing_member_is_reported_once_at_its_place(string pointer) =>
        OneFault(Definitions.Read(Definitions.Sample().With(pointer, null)), pointer, "is missing");

    [Theory]
    [InlineData("/options/0/value")]
    [InlineData("/criteria/0/points")]
    [InlineData("/classes/0/weights/npc")]
    [InlineData("/policies/awarenessMin")]
    [InlineData("/policies/dontKnow/value")]
    [InlineData("/components/vote")]
    [InlineData("/components/bonusCap")]
    [InlineData("/grades/0/min")]
    [InlineData("/grades/0/quota")]
    [InlineData("/groups/0/roll")]
    [InlineData("/vetoes/0/when/failedSpotChecks")]
    public void A_number_with_thirty_digits_or_a_text_in_its_place_is_refused_everywhere(string pointer)
    {
        foreach (var number in new[] { new string('9', 30), $"0.{new string('3', 30)}", $"-{new string('1', 30)}", "\"NaN\"", "\"Infinity\"" })
            OneFault(Definitions.Read(Definitions.Sample().With("/policies/dontKnow", """{"value": 60}""").With(pointer, number)), pointer, "must be a number");
    }

    [Theory]
    [InlineData("/titel", "is not a known member; did you mean \"title\"?")]
    [InlineData("/colour", "is not a known member; known are \"id\", \"title\", ")]
    [InlineData("/title/fr", "is not a known member; known are \"zh\", \"en\"")]
    [InlineData("/basis/date", "is not a known member")]
    [InlineData("/period/until", "is not a known member")]
    [InlineData("/options/0/Value", "did you mean \"value\"?")]
    [InlineData("/criteria/0/point", "did you mean \"points\"?")]
    [InlineData("/criteria/0/weight", "known are \"code\", \"label\", \"source\", \"points\"")]
    [InlineData("/groups/0/weight", "is not a known member")]
    [InlineData("/classes/0/weight", "did you mean \"weights\"?")]
    [InlineData("/units/0/reports", "did you mean \"report\"?")]
    [InlineData("/policies/tieBreak", "is not a known member")]
    [InlineData("/components/cap", "is not a known member")]
    [InlineData("/panel/normalize", "did you mean \"normalise\"?")]
    [InlineData("/grades/0/max", "is not a known member; did you mean \"min\"?")]
    [InlineData("/vetoes/0/when/facts", "did you mean \"fact\"?")]
    public void An_unknown_member_is_reported_with_the_nearest_known_name(string pointer, string message) =>
        OneFault(Definitions.Read(Definitions.Sample().With(pointer, "1")), pointer, message);

    [Fact]
    public void A_name_with_a_slash_or_a_tilde_is_escaped_in_the_pointer()
    {
        var definition = Definitions.Sample();
        definition["a/b~c"] = 1;

        OneFault(Definitions.Read(definition), "/a~1b~0c", "is not a known member");
    }

    [Theory]
    [InlineData("\"id\": \"2020-social\"", "\"id\": \"2020-social\", \"id\": \"2020-social\"", "/id")]
    [InlineData("\"id\": \"2020-social\"", "\"id\": 5, \"id\": \"2020-social\"", "/id")]
    [InlineData("\"from\": \"2020-01-01\"", "\"from\": \"2020-01-01\", \"from\": \"2019-01-01\"", "/period/from")]
    [InlineData("\"users\": 55", "\"users\": 55, \"users\": 45", "/classes/1/weights/users")]
    [InlineData("\"visibility\": \"sealed\"", "\"visibility\": \"sealed\", \"v\\u0069sibility\": \"sealed\"", "/visibility")]
    public void A_repeated_member_is_reported(string once, string twice, string pointer)
    {
        var sample = Definitions.Sample().ToJsonString(new() { WriteIndented = true });
        Assert.Contains(once, sample, StringComparison.Ordinal);

        OneFault(Definitions.Read(sample.Replace(once, twice, StringComparison.Ordinal)), pointer, "appears more than once");
    }

    [Theory]
    [InlineData("\"2020-social\"", "\"\\ud800\"", "/id", "is not valid Unicode")]
    [InlineData("\"Education Bureau\"", "\"Bureau \\udc00\"", "/units/1/label/en", "is not valid Unicode")]
    [InlineData("\"sealed\"", "\"\\ud800\"", "/visibility", "is not valid Unicode")]
    [InlineData("\"2020-01-01\"", "\"\\ud800\"", "/period/from", "is not valid Unicode")]
    [InlineData("\"Asia/Shanghai\"", "\"\\ud800\"", "/timeZone", "is not valid Unicode")]
    [InlineData("\"id\":", "\"\\ud800\":1,\"id\":", "", "has a member whose name is not valid Unicode")]
    public void Half_a_surrogate_pair_is_reported(string text, string broken, string pointer, string message)
    {
        var sample = Definitions.Sample().ToJsonString();
        Assert.Contains(text, sample, StringComparison.Ordinal);

        OneFault(Definitions.Read(sample.Replace(text, broken, StringComparison.Ordinal)), pointer, message);
    }

    [Fact]
    public void The_length_of_a_text_is_counted_in_characters_not_in_surrogates()
    {
        static string Emoji(int count) => JsonValue.Create(string.Concat(Enumerable.Repeat("😀", count))).ToJsonString();

        Assert.Empty(Definitions.Read(Definitions.Sample().With("/units/0/label/en", Emoji(300))).Faults);
        OneFault(Definitions.Read(Definitions.Sample().With("/units/0/label/en", Emoji(301))), "/units/0/label/en", "has 301 characters; at most 300 are allowed");
        Assert.Empty(Definitions.Read(Definitions.Sample().With("/units/0/report", Emoji(20_000))).Faults);
        OneFault(Definitions.Read(Definitions.Sample().With("/units/0/report", Emoji(20_001))), "/units/0/report",
            "has 20001 characters; at most 20000 are allowed");
        OneFault(Definitions.Read(Definitions.Sample().With("/basis/issuer", Emoji(301))), "/basis/issuer", "has 301 characters");
        OneFault(Definitions.Read(Definitions.Sample().With("/vetoes/0/code", $"\"{new string('a', 65)}\"")), "/vetoes/0/code",
            "has 65 characters; at most 64 are allowed");
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("[]", "a list")]
    [InlineData("\"x\"", "the text \"x\"")]
    [InlineData("12", "12")]
    public void A_body_that_is_not_an_object_has_one_fault(string json, string found) =>
        OneFault(Definitions.Read(json), "", $"must be an object, but is {found}");

    [Fact]
    public void A_long_text_or_number_is_shortened_in_a_message()
    {
        OneFault(Definitions.Read(Definitions.Sample().With("/allowRevote", $"\"{new string('y', 1000)}\"")), "/allowRevote",
            $"is the text \"{new string('y', 40)}…\"");
        OneFault(Definitions.Read(Definitions.Sample().With("/ballotBoxes", new string('9', 1000))), "/ballotBoxes", $"is {new string('9', 16)}…");
    }

    private static void OneFault(RulesReading reading, string pointer, string message)
    {
        Assert.Null(reading.Rules);
        var fault = Assert.Single(reading.Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
