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

    [Theory]
    [InlineData("interest-entered", "wang", false)]
    [InlineData("interest-entered", "zhao", true)]
    [InlineData("interest-removed", "wang", true)]
    [InlineData("interest-removed", "li", false)]
    [InlineData("person-named", "li", false)]
    [InlineData("person-named", "zhao", true)]
    public async Task Persons_are_named_and_interests_removed_by_administrators_only(string act, string by, bool isFound)
    {
        var insider = await RecordAsync(
            new EnterInterest("wang", "u1", "liaison", Given.Now, act == "interest-entered" ? by : "li"), new RemoveInterest("wang", "u1", Given.Now, act == "interest-removed" ? by : "li"),
            new NamePerson("wang", "Wang", Given.Now, act == "person-named" ? by : "li"));
        Assert.Contains(insider.Lines("staff"), line => line.Contains(act, StringComparison.Ordinal));
        var (_, said) = await insider.VerifyAsync();
        Assert.Equal(isFound, said.Contains($"'{by}' changed the account 'wang' and was no administrator", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("li", false)]
    [InlineData("zhao", true)]
    public async Task Ids_at_the_identity_provider_are_set_by_administrators_only(string by, bool isFound)
    {
        var insider = await RecordAsync(new SetProviderId("wang", "p-1", Given.Now, by), new RecordProviderSignIn("wang", "p-1", Given.Now), new SetProviderId("wang", null, Given.Now, by));
        var (_, said) = await insider.VerifyAsync();
        Assert.Equal(isFound, said.Contains($"'{by}' changed the account 'wang' and was no administrator", StringComparison.Ordinal));
        Assert.Equal(3, insider.Lines("staff").Count(line => line.Contains("provider", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_id_of_two_accounts_and_a_sign_in_without_an_id_are_found()
    {
        var insider = await RecordAsync(new SetProviderId("wang", "p-1", Given.Now, "li"), new SetProviderId("zhao", "p-2", Given.Now, "li"), new RecordProviderSignIn("wang", "p-1", Given.Now));
        insider.Rewrite("staff", line => line.Replace("p-2", "p-1", StringComparison.Ordinal));
        Assert.Contains("'zhao' gets the provider's id of 'wang'", (await insider.VerifyAsync()).Item2, StringComparison.Ordinal);
        insider = await RecordAsync(new SetProviderId("wang", "p-1", Given.Now, "li"), new RecordProviderSignIn("wang", "p-1", Given.Now));
        insider.Rewrite("staff", line => line.Contains("signed-in-by-provider", StringComparison.Ordinal) ? line.Replace("wang", "zhao", StringComparison.Ordinal) : line);
        Assert.Contains("'zhao' signed in by the identity provider without an id", (await insider.VerifyAsync()).Item2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_named_the_own_person_is_found()
    {
        var insider = await RecordAsync(new NamePerson("wang", "Wang", Given.Now, "li"));
        insider.Rewrite("staff", line => line.Replace("\"name\":\"wang\",\"at\"", "\"name\":\"li\",\"at\"", StringComparison.Ordinal) is var changed && line.Contains("person-named", StringComparison.Ordinal) ? changed : line);
        var (_, said) = await insider.VerifyAsync();
        Assert.Contains("'li' named the person of 'li', an account of the same person", said, StringComparison.Ordinal);
    }

    private static async Task<Insider> RecordAsync(params StaffCommand[] commands)
    {
        var journal = new MemoryJournal();
        await using var engine = new MailboxEngine(journal, new FakeTimeProvider(Given.Now), NullLogger<MailboxEngine>.Instance);
        StaffCommand[] accounts =
        [
            new EnsureAdministrator("li", "key", Given.Now),
            new AddStaff("wang", [new(Role.Auditor)], "other-key", Given.Now, "li"),
            new AddStaff("zhao", [new(Role.Auditor)], "third-key", Given.Now, "li"),
        ];
        foreach (var command in accounts.Concat(commands))
            await engine.SendAsync(StaffGrain.Ref, command);
        return await Insider.CopyAsync(journal);
    }
}
