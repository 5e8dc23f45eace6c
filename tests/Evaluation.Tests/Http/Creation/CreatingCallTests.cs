using System.Text.Json;

namespace Evaluation.Tests.Http.Creation;

/// <summary>
/// Every call that creates something recognises a repeat by its key. The other calls of POST are acts, each with the reason.
/// </summary>
[Collection(SharedServer.Name)]
public sealed class CreatingCallTests(TestServer server)
{
    /// <summary>Calls of POST that create nothing which a repeat would create again.</summary>
    private static readonly Dictionary<string, string> Acts = new()
    {
        ["/api/complaints/{id}/answer"] = "replaces the answer",
        ["/api/complaints/{id}/assignment"] = "replaces the assignee",
        ["/api/complaints/{id}/closing"] = "changes the state",
        ["/api/complaints/{id}/finding"] = "a complaint has one finding at most",
        ["/api/complaints/{id}/rejection"] = "changes the state",
        ["/api/complaints/{id}/release"] = "replaces the released text",
        ["/api/complaints/{id}/restoration"] = "changes the state",
        ["/api/honours/{id}/withdrawal"] = "changes the state",
        ["/api/rounds/{round}/awards/special/{code}/approval"] = "changes the state",
        ["/api/rounds/{round}/ballot/finish"] = "a finished ballot stays finished",
        ["/api/rounds/{round}/credentials/batches/{id}/second-parts"] = "a person gets the same parts again",
        ["/api/rounds/{round}/credentials/revocations"] = "a slip is revoked once",
        ["/api/rounds/{round}/draws/{id}/seed"] = "a draw has one seed",
        ["/api/rounds/{round}/record/copies"] = "changes the state",
        ["/api/rounds/{round}/key/destruction"] = "changes the state",
        ["/api/rounds/{round}/key/destruction/approval"] = "changes the state",
        ["/api/rounds/{round}/key/shares"] = "a person has one share",
        ["/api/rounds/{round}/objections/{id}/approve"] = "changes the state",
        ["/api/rounds/{round}/objections/{id}/assign"] = "replaces the assignee",
        ["/api/rounds/{round}/objections/{id}/resolve"] = "replaces the proposal",
        ["/api/rounds/{round}/receipt-checks"] = "stores nothing",
        ["/api/rounds/{round}/schedule"] = "replaces the schedule",
        ["/api/rounds/{round}/transitions"] = "changes the state",
        ["/api/rounds/{round}/trial"] = "stores nothing",
        ["/api/rounds/{round}/units/{unit}/adjustments/{id}/approval"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/adjustments/{id}/rejection"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/adjustments/{id}/withdrawal"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/comments/tags"] = "a comment has a tag or has it not",
        ["/api/rounds/{round}/units/{unit}/facts/{fact}/withdrawal"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/findings/{id}/closing"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/findings/{id}/reply"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/findings/{id}/verification"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/inspections/{inspector}/reopening"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/self-assessment/filing"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/self-assessment/import"] = "replaces the draft",
        ["/api/rounds/{round}/units/{unit}/self-assessment/reopening"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/spot-checks/{id}/withdrawal"] = "changes the state",
        ["/api/rounds/{round}/units/{unit}/targets/amendment"] = "replaces the targets",
        ["/api/rounds/{round}/units/{unit}/targets/signature"] = "a side signs once",
        ["/api/staff-access"] = "codes are taken once",
        ["/api/staff-proposals/{id}/rejection"] = "changes the state",
        ["/api/staff/{name}/key"] = "replaces the key",
    };

    [Fact]
    public async Task A_call_of_POST_takes_an_idempotency_key_or_is_an_act()
    {
        var described = await OperationsAsync();
        var without = server.Below("/api").Where(call => call.Method == "POST").Select(call => call.Template).Where(template => !TakesKey(described[template]));
        Assert.Equal(Acts.Keys.Order(StringComparer.Ordinal), without.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_call_that_answers_that_something_was_created_takes_an_idempotency_key()
    {
        var creating = (await OperationsAsync()).Where(operation => operation.Value.GetProperty("responses").TryGetProperty("201", out _)).ToArray();
        Assert.NotEmpty(creating);
        Assert.All(creating, operation => Assert.True(TakesKey(operation.Value), operation.Key));
        Assert.All(creating, operation => Assert.Contains("key-reused", operation.Value.GetProperty("responses").GetProperty("422").GetProperty("description").GetString()));
    }

    private static bool TakesKey(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");

    private async Task<Dictionary<string, JsonElement>> OperationsAsync() => (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths").EnumerateObject()
        .Where(path => path.Value.TryGetProperty("post", out _)).ToDictionary(path => path.Name, path => path.Value.GetProperty("post"));
}
