namespace Evaluation.Tests.Http.Contracts;

/// <summary>The answers of the API and what the OpenAPI document says of them.</summary>
public sealed class AnswerContractTests(AnsweredServer server) : IClassFixture<AnsweredServer>
{
    /// <summary>Described calls that no scenario sends, each with the reason.</summary>
    private static readonly Dictionary<string, string> Unsent = new()
    {
        ["post /api/rounds/{round}/key/destruction/approval"] = "answers as the proposal does; with four eyes only",
    };

    [Fact]
    public void Every_answer_is_as_the_document_describes_it()
    {
        Assert.True(server.Recorder.Faults.Count == 0, string.Join('\n', server.Recorder.Faults));
    }

    [Fact]
    public void Every_described_call_was_answered()
    {
        var missing = server.Recorder.Schemas!.Calls.Except(server.Recorder.Answered);
        Assert.Equal(Unsent.Keys.Order(StringComparer.Ordinal), missing.Order(StringComparer.Ordinal));
    }
}
