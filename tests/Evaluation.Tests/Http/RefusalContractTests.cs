using System.Text.Json;
using Evaluation.Gateway.Http.Problems;

namespace Evaluation.Tests.Http;

/// <summary>
/// The OpenAPI document lists the codes of each refusal by its status, and takes successes from the signatures of the routes.
/// </summary>
[Collection(SharedServer.Name)]
public sealed class RefusalContractTests(TestServer server)
{
    [Theory]
    [InlineData("post", "/api/rounds/{round}/objections", 400, "bad-request not-json no-such-unit no-such-figure")]
    [InlineData("post", "/api/rounds/{round}/objections", 401, "sign-in-required")]
    [InlineData("post", "/api/rounds/{round}/objections", 403, "unit-not-yours not-allowed")]
    [InlineData("post", "/api/rounds/{round}/objections", 404, "no-such-round no-such-version")]
    [InlineData("post", "/api/rounds/{round}/objections", 409, "objection-window-closed too-many-objections wrong-state")]
    [InlineData("post", "/api/rounds/{round}/objections", 413, "body-too-large")]
    [InlineData("post", "/api/rounds/{round}/objections", 503, "busy")]
    [InlineData("post", "/api/rounds/{round}/objections", 507, "storage-full")]
    [InlineData("get", "/api/rounds/{round}/objections/{id}", 404, "no-such-round no-such-objection")]
    [InlineData("put", "/api/rounds/{round}/units/{unit}/comments/{comment}/answer", 409, "answer-replaced too-many-answers wrong-state")]
    [InlineData("post", "/api/rounds/{round}/units/{unit}/evidence", 415, "unknown-file-type")]
    [InlineData("delete", "/api/staff/{name}", 409, "last-administrator")]
    public async Task The_codes_of_a_refusal_are_listed_by_status(string method, string path, int status, string codes)
    {
        var response = (await ResponsesAsync(method, path)).GetProperty($"{status}");
        Assert.True(response.GetProperty("content").TryGetProperty("application/problem+json", out _));
        var listed = response.GetProperty("description").GetString()!.Split(": ")[1].Split(", ");
        Assert.Subset(listed.ToHashSet(), codes.Split(' ').ToHashSet());
    }

    [Theory]
    [InlineData("post", "/api/rounds/{round}/objections", "201", "application/json")]
    [InlineData("get", "/api/rounds/{round}/objections", "200", "application/json")]
    [InlineData("post", "/api/staff", "201", "application/json")]
    [InlineData("delete", "/api/staff/{name}", "204", null)]
    [InlineData("get", "/api/rounds/{round}/units/{unit}/evidence/{id}/file", "200", "application/octet-stream")]
    [InlineData("get", "/api/rounds/{round}/units/{unit}/evidence/{id}/file", "304", null)]
    public async Task A_success_is_described_by_the_signature(string method, string path, string status, string? type)
    {
        var response = (await ResponsesAsync(method, path)).GetProperty(status);
        Assert.Equal(type is not null, response.TryGetProperty("content", out var content));
        if (type is not null)
            Assert.True(content.TryGetProperty(type, out _));
    }

    [Fact]
    public async Task A_read_does_not_find_the_storage_full() =>
        Assert.False((await ResponsesAsync("get", "/api/rounds/{round}/objections")).TryGetProperty("507", out _));

    [Fact]
    public void Codes_are_listed_for_routes_with_a_refusal_in_their_signature_only()
    {
        Assert.Empty(RefusalContract.CodesOf([new RefusedWith(RefusalCode.NoSuchRound)], isWrite: true));
        Assert.Equal(
            [RefusalCode.NoSuchRound, RefusalCode.Busy, RefusalCode.StorageFull],
            RefusalContract.CodesOf([new RefusedWith(RefusalCode.Busy), new RefusedWith(RefusalCode.NoSuchRound), new RefusedWith(RefusalCode.NoSuchRound)], isWrite: true));
    }

    private async Task<JsonElement> ResponsesAsync(string method, string path) =>
        (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses");
}
