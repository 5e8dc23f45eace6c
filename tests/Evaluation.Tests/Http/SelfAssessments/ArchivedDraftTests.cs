using Evaluation.Documents;
using Evaluation.Gateway.Rounds;
using Microsoft.Extensions.Hosting;

namespace Evaluation.Tests.Http.SelfAssessments;

/// <summary>Drafts are kept until their round is archived; what was filed stays.</summary>
[Collection(SharedServer.Name)]
public sealed class ArchivedDraftTests(TestServer server)
{
    [Fact]
    public async Task Drafts_of_an_archived_round_are_removed_and_others_stay()
    {
        var (ended, open) = (await (await AssessedUnit.InAsync(server)).FiledAsync(), await AssessedUnit.InAsync(server));
        await open.SaveAsync();
        await ended.DecideAllAsync();
        await ended.ComputeAsync();
        await ended.Round.MoveAsync("published", "final");
        await server.Get<IEnumerable<IHostedService>>().OfType<AssessmentDrafts>().Single().SweepAsync(default);
        Assert.NotEmpty(await DraftsAsync(ended));
        await ended.Round.MoveAsync("archived");
        await server.Get<IEnumerable<IHostedService>>().OfType<AssessmentDrafts>().Single().SweepAsync(default);
        Assert.Empty(await DraftsAsync(ended));
        Assert.NotEmpty(await DraftsAsync(open));
        Assert.Equal("filed", (await server.Anybody.GetAsync(ended.Path)).Answers().GetProperty("state").GetString());
    }

    private async Task<List<DocumentHead>> DraftsAsync(AssessedUnit unit) =>
        await server.Get<IDocumentStore>().ListAsync(DocumentKind.Assessment, $"self-assessment/{unit.Round.Id}/").ToListAsync();
}
