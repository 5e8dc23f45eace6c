using System.Text;
using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;

namespace Evaluation.Tests.Evidence;

public sealed class EvidenceCheckTests
{
    [Fact]
    public async Task A_journal_without_files_verifies_without_mentioning_files()
    {
        var said = new StringWriter();
        Assert.Equal(ExitCodes.Clean, await EvidenceCheck.RunAsync(new MemoryJournal(), new MemoryEvidenceStore(), said));
        Assert.Equal("", said.ToString());
    }

    [Fact]
    public async Task Every_file_named_in_the_journal_is_verified()
    {
        var (journal, store) = (new MemoryJournal(), new MemoryEvidenceStore());
        var kept = "a file"u8.ToArray();
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(kept));
        await store.KeepAsync(sha256, new MemoryStream(kept));
        await FileAsync(journal, "unit-a.u1", sha256);
        Assert.Equal(ExitCodes.Clean, await EvidenceCheck.RunAsync(journal, store, new StringWriter()));

        await FileAsync(journal, "unit-a.u2", new string('0', ContentHash.Characters));
        var said = new StringWriter();
        Assert.Equal(ExitCodes.EvidenceLost, await EvidenceCheck.RunAsync(journal, store, said));
        Assert.Contains("unit-a.u2 ev-1", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 files, 12 bytes; 1 LOST", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_a_withdrawn_item_need_not_be_there()
    {
        var journal = new MemoryJournal();
        await FileAsync(journal, "unit-a.u1", new string('0', ContentHash.Characters));
        await journal.AppendAsync(new("unit-a.u1", 1, 1, 1, "{\"event\":\"evidence-withdrawn\",\"id\":\"ev-1\"}\n"u8.ToArray(), default));
        Assert.Equal(ExitCodes.Clean, await EvidenceCheck.RunAsync(journal, new MemoryEvidenceStore(), new StringWriter()));
    }

    private static async Task FileAsync(MemoryJournal journal, string stream, string sha256)
    {
        var line = $$$"""{"event":"evidence-filed","id":"ev-1","item":{"sha256":"{{{sha256}}}","size":6}}""" + "\n";
        await journal.AppendAsync(new(stream, 0, 1, 1, Encoding.UTF8.GetBytes(line), default));
    }
}
