using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Staff;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Verification;

/// <summary>Acts on accounts that the account had no role for.</summary>
public sealed class StaffRecordTests
{
    [Theory]
    [InlineData("li", false)]
    [InlineData("wang", true)]
    public async Task Only_an_administrator_unlocks_an_account(string by, bool isFound)
    {
        var journal = new MemoryJournal();
        await using var engine = new MailboxEngine(journal, new FakeTimeProvider(Given.Now), NullLogger<MailboxEngine>.Instance);
        StaffCommand[] commands =
        [
            new EnsureAdministrator("li", "key", Given.Now),
            new AddStaff("wang", [new(Role.Auditor)], "other-key", Given.Now, "li"),
            new ReplacePassword("wang", "password", Given.Now, "wang"),
            new RecordSignIn("wang", "password", false, Given.Now, Given.Now + Limits.LockedFor),
            new UnlockStaff("wang", Given.Now, by),
        ];
        foreach (var command in commands)
            await engine.SendAsync(StaffGrain.Ref, command);
        var insider = await Insider.CopyAsync(journal);
        Assert.Contains("staff-unlocked", insider.Lines("staff").Last(), StringComparison.Ordinal);
        var (_, said) = await insider.VerifyAsync();
        Assert.Equal(isFound, said.Contains($"'{by}' changed the account 'wang' and was no administrator", StringComparison.Ordinal));
    }
}
