using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Runtime;

public sealed class MailboxEngineOnMemoryTests : EngineSpec
{
    protected override IJournal Kept { get; } = new MemoryJournal();

    protected override IEngine Start(IJournal journal) => new MailboxEngine(journal, TimeProvider.System, NullLogger<MailboxEngine>.Instance);

    protected override ValueTask StopAsync(IEngine engine) => ((MailboxEngine)engine).DisposeAsync();
}
