using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Gateway.Http;
using Evaluation.Rules;

namespace Evaluation.Tests.Http.Contracts;

/// <summary>Which members the OpenAPI document requires of an answer.</summary>
public sealed class RequiredMemberTests
{
    [Fact]
    public void The_members_that_are_written_without_any_value_are_required()
    {
        var empty = JsonSerializer.SerializeToElement(new Sample(), ApiJson.Options).EnumerateObject().Select(member => member.Name);
        Assert.Equal(["always", "optional", "nothing", "count", "computed"], empty);
        Assert.Equal(empty, Always<Sample>());
    }

    [Fact]
    public void The_required_members_of_a_definition_are_in_one_that_says_nothing()
    {
        var written = JsonElement.Parse(RulesJson.Write(RulesJson.Read("{}"u8))).EnumerateObject().Select(member => member.Name);
        Assert.NotEmpty(Always<RoundRules>());
        Assert.Empty(Always<RoundRules>().Except(written));
    }

    private static string[] Always<T>() => [.. AnswerContract.AlwaysWritten(ApiJson.Options.GetTypeInfo(typeof(T)))];

    private sealed record Sample(
        string Always = "a",
        string? Optional = "a",
        string? Nothing = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LeftOut = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Flag = false,
        int Count = 0)
    {
        public int Computed => Count + 1;

        [JsonIgnore]
        public int Hidden => Count + 2;
    }
}
