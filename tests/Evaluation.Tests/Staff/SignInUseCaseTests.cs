using System.Net;
using Evaluation.Documents;
using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Staff;
using Evaluation.Journal;
using Evaluation.Staff;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Staff;

/// <summary>What strangers cause with wrong passwords: no entries of the journal, no lock of others, no knowledge of accounts.</summary>
public sealed class SignInUseCaseTests : IAsyncDisposable
{
    private const string Right = "a-long-enough-password";

    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");

    private readonly GatedJournal _journal = new(new MemoryJournal());
    private readonly Passwords _passwords = new(QuickHashing.Options);
    private readonly AttemptLimiter _limiter = new();
    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MailboxEngine _engine;
    private readonly LockAudit _locks;
    private readonly SignInUseCases _signIn;

    public SignInUseCaseTests()
    {
        _engine = new(_journal, _clock, NullLogger<MailboxEngine>.Instance);
        var documents = new MemoryDocumentStore(_clock);
        _locks = new(_engine, _clock, NullLogger<LockAudit>.Instance);
        _signIn = new(
            _engine, new(_engine), _passwords, _limiter, new(documents, _clock, NullLogger<PasswordAttempts>.Instance), _locks,
            new(documents, new(Limits.SessionIdle), _clock, NullLogger<SessionStore>.Instance), _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _journal.Release();
        _passwords.Dispose();
        _limiter.Dispose();
        _locks.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Of_all_wrong_passwords_the_audit_lists_only_the_lock()
    {
        await AddAsync();
        var before = await RosterAsync();
        for (var attempt = 1; attempt < Limits.SignInFailures; attempt++)
            Assert.Equal(RefusalCode.SignInRefused, await CodeAsync("li", "wrong"));
        Assert.Equal(before.Version, (await RosterAsync()).Version);

        Assert.Equal(RefusalCode.SignInRefused, await CodeAsync("li", "wrong"));
        Assert.Equal(RefusalCode.AccountLocked, await CodeAsync("li", Right));
        var after = await RosterAsync();
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Contains("li: locked until", after.Audit[^1].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("li")]
    [InlineData("nobody")]
    public async Task While_the_journal_answers_no_append_a_wrong_password_is_refused_alike_whether_there_is_such_an_account(string name)
    {
        await AddAsync();
        _journal.Hold("staff");
        for (var attempt = 0; attempt < Limits.SignInFailures; attempt++)
            Assert.Equal(RefusalCode.SignInRefused, await CodeAsync(name, "wrong").WaitAsync(TimeSpan.FromSeconds(30)));
        _journal.Release();
        Assert.Equal(RefusalCode.AccountLocked, await CodeAsync(name, "wrong"));
    }

    [Theory]
    [InlineData(JournalFault.Before)]
    [InlineData(JournalFault.After)]
    [InlineData(JournalFault.Full)]
    public async Task A_lock_that_the_journal_did_not_acknowledge_is_written_later_and_only_once(JournalFault fault)
    {
        await AddAsync();
        for (var attempt = 1; attempt < Limits.SignInFailures; attempt++)
            await CodeAsync("li", "wrong");
        _journal.FailNext(fault);
        await CodeAsync("li", "wrong");
        var until = _clock.GetUtcNow() + Limits.LockedFor;
        await _locks.StartAsync(default);
        await Eventually.IsTrueAsync(
            async () =>
            {
                _clock.Advance(Limits.LockAuditRetry);
                var asked = await _engine.SendAsync(StaffGrain.Ref, new ViewStaff());
                return !asked.IsRefused(out _) && asked.Answer.Audit[^1].Act == "sign-in-failed";
            },
            "the lock is in the audit");
        await _locks.StopAsync(default);
        await _locks.RetryAsync();
        var line = Assert.Single((await RosterAsync()).Audit, line => line.Act == "sign-in-failed");
        Assert.Contains($"li: locked until {until:yyyy-MM-ddTHH:mm:ss}", line.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_is_refused_as_busy_is_not_an_attempt()
    {
        await AddAsync();
        var rush = new TaskCompletionSource<Outcome<Attempt>>();
        var others = Enumerable.Range(0, Limits.PasswordChecks + Limits.PasswordChecksWaiting)
            .Select(_ => _passwords.CompareAsync(null, "wrong", () => new(rush.Task)).AsTask()).ToArray();
        for (var attempt = 0; attempt <= Limits.SignInFailures; attempt++)
            Assert.Equal(RefusalCode.Busy, await CodeAsync("li", Right));
        rush.SetResult(Refusal.Busy);
        await Task.WhenAll(others);
        Assert.Null(await CodeAsync("li", Right));
    }

    private async Task AddAsync()
    {
        await _engine.SendAsync(StaffGrain.Ref, new EnsureAdministrator("li", "key", Given.Now));
        await _engine.SendAsync(StaffGrain.Ref, new ReplacePassword("li", (await _passwords.HashAsync("li", Right)).Answer, Given.Now, "li"));
    }

    private async Task<RefusalCode?> CodeAsync(string name, string password) => (await _signIn.CheckAsync(name, password, Here)).Refusal?.Code;

    private async Task<StaffRoster> RosterAsync() => (await _engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer;
}
