using Evaluation.Documents;
using Evaluation.Gateway.Drafts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Drafts;

public sealed class DocumentSweepTests
{
    [Fact]
    public async Task A_sweep_removes_all_expired_documents_of_every_kind_and_no_other()
    {
        var clock = new FakeTimeProvider();
        var documents = new MemoryDocumentStore(clock);
        const int expired = Limits.DocumentsPerSweep + 3;
        for (var number = 0; number < expired; number++)
            await documents.SaveAsync(new(DocumentKind.Draft, $"li/{number}"), new(default, "li", clock.GetUtcNow() + TimeSpan.FromDays(1)));
        await documents.SaveAsync(new(DocumentKind.Session, "li/1"), new(default, "li", clock.GetUtcNow() + TimeSpan.FromDays(1)));
        await documents.SaveAsync(new(DocumentKind.Draft, "li/stays"), new(default, "li", clock.GetUtcNow() + TimeSpan.FromDays(2)));
        var sweep = new DocumentSweep(documents, clock, NullLogger<DocumentSweep>.Instance);

        Assert.Equal(0, await sweep.SweepAsync(default));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(expired + 1, await sweep.SweepAsync(default));
        Assert.NotNull(await documents.ReadAsync(new(DocumentKind.Draft, "li/stays")));
    }
}
