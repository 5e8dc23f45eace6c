using System.Threading.Channels;
using Evaluation.Documents;
using Evaluation.Gateway.Drafts;
using Evaluation.Tests.Documents;
using Microsoft.Extensions.Logging;
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

    [Fact]
    public async Task A_failed_sweep_of_any_kind_is_logged_as_one_of_documents()
    {
        foreach (var kind in (DocumentKind[])[DocumentKind.Draft, DocumentKind.Session, DocumentKind.Attempts])
        {
            var clock = new FakeTimeProvider();
            var log = new Lines();
            using var sweep = new DocumentSweep(new CutStore(clock) { Cut = kind }, clock, log);
            await sweep.StartAsync(default);
            // The timer begins after the start has returned.
            await Eventually.IsTrueAsync(
                () =>
                {
                    clock.Advance(Limits.DocumentSweep);
                    return Task.FromResult(log.Written.Reader.Count > 0);
                },
                "the failure is logged");
            Assert.StartsWith("Expired documents could not be removed", log.Written.Reader.TryRead(out var line) ? line : "", StringComparison.Ordinal);
            await sweep.StopAsync(default);
        }
    }

    private sealed class Lines : ILogger<DocumentSweep>
    {
        public Channel<string> Written { get; } = Channel.CreateUnbounded<string>();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Writer.TryWrite(formatter(state, exception));
    }
}
