using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Tests.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Runtime;

public sealed class MailboxEngineOnSqliteTests : EngineSpec
{
    private readonly TemporaryJournal _kept = new();

    protected override IJournal Kept => _kept.Journal;

    protected override IEngine Start(IJournal journal) => new MailboxEngine(journal, TimeProvider.System, NullLogger<MailboxEngine>.Instance);

    protected override ValueTask StopAsync(IEngine engine) => ((MailboxEngine)engine).DisposeAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _kept.DisposeAsync();
    }
}
