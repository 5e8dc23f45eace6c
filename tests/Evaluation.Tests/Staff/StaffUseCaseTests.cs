using System.Net;
using System.Security.Claims;
using Evaluation.Documents;
using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Staff;
using Evaluation.Journal;
using Evaluation.Staff;
using Evaluation.Tests.Documents;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Staff;

/// <summary>Generated keys and first passwords open the accounts that they were made for.</summary>
public sealed class StaffUseCaseTests : IAsyncDisposable
{
    private static readonly StaffAccount Li = new("li", [new(Role.Administrator)], "hash-li");

    private readonly Passwords _passwords = new(QuickHashing.Options);
    private readonly MailboxEngine _engine;
    private readonly SessionStore _sessions;
    private readonly CutStore _documents;
    private readonly PasswordAttempts _attempts;
    private readonly StaffUseCases _staff;

    public StaffUseCaseTests()
    {
        var clock = new FakeTimeProvider(Given.Now);
        _engine = new(new MemoryJournal(), clock, NullLogger<MailboxEngine>.Instance);
        _sessions = new(new MemoryDocumentStore(clock), new(Limits.SessionIdle), clock, NullLogger<SessionStore>.Instance);
        _documents = new(clock);
        _attempts = new(_documents, clock, NullLogger<PasswordAttempts>.Instance);
        _staff = new(_engine, _passwords, _attempts, _sessions, clock);
    }

    public async ValueTask DisposeAsync()
    {
        _passwords.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Only_the_hash_of_a_new_key_is_stored()
    {
        var added = (await _staff.AddAsync(new("wang", [new(Role.Auditor)]), Li)).Answer;
        Assert.Equal(ApiKey.Hash(added.Key!), (await WangAsync()).KeyHash);
        Assert.Equal([new RoleGrant(Role.Auditor)], added.Roles);

        var replaced = (await _staff.ReplaceKeyAsync("wang", Li)).Answer;
        Assert.NotEqual(added.Key, replaced.Key);
        Assert.Equal(ApiKey.Hash(replaced.Key!), (await WangAsync()).KeyHash);
    }

    [Fact]
    public async Task A_first_password_is_right_and_must_be_changed()
    {
        await _staff.AddAsync(new("wang", []), Li);
        var password = (await _staff.ReplacePasswordAsync("wang", Li)).Answer;
        var wang = await WangAsync();
        Assert.True((await _passwords.CompareAsync(wang, password, () => new(new Attempt(null)))).Answer.IsRight);
        Assert.True(wang.MustChangePassword);
        Assert.Equal(Limits.FirstPasswordCharacters, password.Length);
    }

    [Fact]
    public async Task A_replaced_secret_and_a_removal_end_the_sessions_of_the_account_only()
    {
        await _staff.AddAsync(new("wang", []), Li);
        var others = await _sessions.StoreAsync(Ticket("li"));
        Func<Task<bool>>[] acts =
        [
            async () => (await _staff.ReplaceKeyAsync("wang", Li)).Refusal is null,
            async () => (await _staff.ReplacePasswordAsync("wang", Li)).Refusal is null,
            async () => (await _staff.RemoveAsync("wang", Li)).Refusal is null,
        ];
        foreach (var act in acts)
        {
            var session = await _sessions.StoreAsync(Ticket("wang"));
            Assert.NotNull(await _sessions.RetrieveAsync(session));
            Assert.True(await act());
            Assert.Null(await _sessions.RetrieveAsync(session));
        }
        Assert.NotNull(await _sessions.RetrieveAsync(others));
    }

    [Fact]
    public async Task The_audit_names_the_caller()
    {
        await _staff.AddAsync(new("wang", []), Li);
        await _staff.ChangeRolesAsync("wang", [new(Role.Reviewer)], null, Li);
        Assert.All((await _staff.ListAsync()).Answer.Audit, line => Assert.Equal("li", line.By));
    }

    [Fact]
    public async Task Acts_on_an_unknown_account_are_refused()
    {
        Assert.Equal(RefusalCode.NoSuchStaff, (await _staff.ReplaceKeyAsync("nobody", Li)).Refusal?.Code);
        Assert.Equal(RefusalCode.NoSuchStaff, (await _staff.ReplacePasswordAsync("nobody", Li)).Refusal?.Code);
        Assert.Equal(RefusalCode.NoSuchStaff, (await _staff.ChangeRolesAsync("nobody", [], null, Li)).Refusal?.Code);
        Assert.Equal(RefusalCode.NoSuchStaff, (await _staff.RemoveAsync("nobody", Li)).Refusal?.Code);
    }

    [Fact]
    public async Task A_first_password_is_answered_while_the_document_store_fails()
    {
        await _staff.AddAsync(new("wang", []), Li);
        _documents.IsCut = true;
        var password = (await _staff.ReplacePasswordAsync("wang", Li)).Answer;
        Assert.True((await _passwords.CompareAsync(await WangAsync(), password, () => new(new Attempt(null)))).Answer.IsRight);
    }

    [Fact]
    public async Task Locked_addresses_are_listed_up_to_a_limit()
    {
        for (var address = 1; address <= Limits.LockedAddressesShown + 1; address++)
        {
            var locked = await _staff.LockedAddressesAsync("wang");
            Assert.Equal((address - 1, false), (locked.Addresses.Count, locked.HasMore));
            for (var attempt = 0; attempt < Limits.SignInFailures; attempt++)
                await _attempts.CountAsync("wang", IPAddress.Parse($"192.0.2.{address}"));
        }
        await _attempts.CountAsync("wang", IPAddress.Parse("198.51.100.1"));
        var most = await _staff.LockedAddressesAsync("wang");
        Assert.Equal((Limits.LockedAddressesShown, true), (most.Addresses.Count, most.HasMore));
        Assert.Contains("192.0.2.1", most.Addresses);
    }

    private static AuthenticationTicket Ticket(string account) =>
        new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, account)], "test")), "test");

    private async Task<StaffAccount> WangAsync() => (await _staff.ListAsync()).Answer.Accounts["wang"];
}
