using System.Text.Json;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Tests.Http.Voting;

/// <summary>A call that is refused as busy may have been carried out: no text says that nothing was stored or counted.</summary>
[Collection(SharedServer.Name)]
public sealed class UnknownOutcomeTests(TestServer server)
{
    /// <summary>Texts that a person reads when the outcome is unknown.</summary>
    private static readonly string[] Texts = ["refusal.busy", "refusal.fault", "voting.busyWait", "voting.stillBusy", "voting.unsure"];

    [Fact]
    public void The_pages_say_that_a_ballot_may_or_may_not_have_been_counted()
    {
        foreach (var key in Texts)
        {
            Assert.Matches("可能已经(计入|保存)，也可能没有", Catalogue.Chinese[key]);
            Assert.Matches("may or may not have been (counted|stored)", Catalogue.English[key]);
        }
        Assert.Contains("busy may have been counted", Catalogue.English["conduct.refusalsHint"], StringComparison.Ordinal);
        Assert.Contains("可能已经计入", Catalogue.Chinese["conduct.refusalsHint"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_refusal_says_that_the_outcome_is_unknown_and_that_the_same_may_be_sent_again()
    {
        Assert.Contains("may or may not have been stored", Refusal.Busy.Detail, StringComparison.Ordinal);
        Assert.Contains("Send the same again", Refusal.Busy.Detail, StringComparison.Ordinal);
        Assert.Equal(503, RefusalTable.Status(RefusalCode.Busy));
    }

    [Fact]
    public async Task The_contract_says_it_of_every_write()
    {
        var contract = (await server.Anybody.GetAsync("/openapi/v1.json")).Answers();
        var writes = (from path in contract.GetProperty("paths").EnumerateObject()
                      from operation in path.Value.EnumerateObject()
                      where operation.Name is "post" or "put" or "delete" && operation.Value.GetProperty("responses").TryGetProperty("503", out _)
                      select (Call: $"{operation.Name} {path.Name}", Description: DescriptionOf(operation.Value))).ToList();
        Assert.Contains("put /api/rounds/{round}/ballot", writes.Select(write => write.Call));
        Assert.All(writes, write => Assert.Contains("may or may not have been carried out", write.Description, StringComparison.Ordinal));
        Assert.Contains("ballot may or may not have been counted", writes.Single(write => write.Call == "put /api/rounds/{round}/ballot").Description, StringComparison.Ordinal);
    }

    private static string DescriptionOf(JsonElement operation) => operation.TryGetProperty("description", out var text) ? text.GetString()! : "";
}
