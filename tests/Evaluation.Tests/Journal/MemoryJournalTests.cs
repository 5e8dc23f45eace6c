using Evaluation.Journal;

namespace Evaluation.Tests.Journal;

public sealed class MemoryJournalTests : JournalSpec
{
    protected override IJournal Journal { get; } = new MemoryJournal();
}
