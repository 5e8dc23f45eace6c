using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.UnitStaff;

/// <summary>Complaints as their unit reads them.</summary>
[Collection(SharedServer.Name)]
public sealed class OwnComplaintPageTests(TestServer server)
{
    [Fact]
    public async Task A_unit_reads_the_released_text_and_the_state_and_nothing_else()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/complaints";
        var id = await ComplainAsync(unit, "Wu waited three hours");
        var none = await browser.OpenAsync(address);
        Strict.Check(none);
        Assert.Empty(none.All($".card a[href$='{id}']"));
        Assert.Equal(404, (await browser.OpenAsync($"{address}/{id}")).Status);

        (await unit.Reviewer.PostAsync($"/api/complaints/{id}/release", """{"text":"a long queue"}""")).Answers();
        (await unit.Reviewer.PostAsync($"/api/complaints/{id}/answer", """{"text":"a private answer","upheld":true}""")).Answers();
        var listed = await browser.OpenAsync(address);
        Strict.Check(listed);
        Assert.Equal($"{address}/{id}", listed.Document.QuerySelector($".card a[href$='{id}']")!.GetAttribute("href"));
        var page = await browser.OpenAsync($"{address}/{id}");
        Strict.Check(page);
        Assert.Contains("a long queue", page.In(".panel"), StringComparison.Ordinal);
        foreach (var hidden in new[] { "Wu", "letter", "a private answer" })
            Assert.DoesNotContain(hidden, listed.In("main") + page.In("main"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Complaints_of_another_unit_are_not_there()
    {
        var unit = await AssessedUnit.InAsync(server);
        var id = await ComplainAsync(unit, "text");
        (await unit.Reviewer.PostAsync($"/api/complaints/{id}/release", """{"text":"a long queue"}""")).Answers();
        using var both = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u2", $$"""{"role":"unit","round":"{{unit.Round.Id}}","unit":"u1"}""");
        using var other = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u2");

        Assert.Equal(200, (await both.OpenAsync($"/unit/{unit.Round.Id}/u1/complaints/{id}")).Status);
        Assert.Equal(404, (await both.OpenAsync($"/unit/{unit.Round.Id}/u2/complaints/{id}")).Status);
        Assert.Equal(403, (await other.OpenAsync($"/unit/{unit.Round.Id}/u1/complaints/{id}")).Status);
        Assert.Empty((await other.OpenAsync($"/unit/{unit.Round.Id}/u2/complaints")).All($".card a[href$='{id}']"));
    }

    private async Task<string> ComplainAsync(AssessedUnit unit, string text) => (await server.Administrator.PostAsync(
        "/api/complaints", $$"""{"unit":"u1","round":"{{unit.Round.Id}}","text":"{{text}}","channel":"letter","contact":"Wu"}""")).Answers(201).GetProperty("id").GetString()!;
}
