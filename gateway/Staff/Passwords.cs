using System.Threading.RateLimiting;
using Evaluation.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Evaluation.Gateway.Staff;

/// <summary>
/// Hashes and compares passwords with the framework's hasher. Only a few run at a time, so that sign-ins leave the processor to the
/// ballots.
/// </summary>
public sealed class Passwords : IDisposable
{
    /// <summary>Iterations of PBKDF2 with SHA-512, as OWASP recommends. A hash contains its own number of iterations.</summary>
    public const int Iterations = 210_000;

    private readonly PasswordHasher<string> _hasher;
    private readonly ConcurrencyLimiter _gate = new(new() { PermitLimit = Limits.PasswordChecks, QueueLimit = Limits.PasswordChecksWaiting });
    private readonly string _placeholder;

    public Passwords(IOptions<PasswordHasherOptions> hashing)
    {
        _hasher = new(hashing);
        _placeholder = _hasher.HashPassword("", Guid.NewGuid().ToString());
    }

    /// <summary>
    /// The hash of a new password. Refused with <see cref="RefusalCode.WeakPassword"/> when it is too short, too long, easy to guess or
    /// contains the account's name, and with <see cref="RefusalCode.Busy"/> when too many wait.
    /// </summary>
    public async ValueTask<Outcome<string>> HashAsync(string name, string password)
    {
        if (password.Length is < Limits.PasswordCharactersMin or > Limits.PasswordCharactersMax)
            return new Refusal(RefusalCode.WeakPassword, $"A password has {Limits.PasswordCharactersMin} to {Limits.PasswordCharactersMax} characters.");
        if (SecretRules.Contains(password, name) || SecretRules.IsEasy(password) || CommonPasswords.Contains(password))
            return new Refusal(RefusalCode.WeakPassword, "A password does not contain the account's name, is not mostly repeated or consecutive characters, and is no common password.");
        using var lease = await _gate.AcquireAsync();
        return lease.IsAcquired ? _hasher.HashPassword(name, password) : Refusal.Busy;
    }

    /// <summary>Whether the password is the account's. Refused with <see cref="RefusalCode.Busy"/> when too many wait.</summary>
    /// <remarks>Takes as long for an account that does not exist, so that the time does not show which accounts exist.</remarks>
    /// <param name="account">Null: there is no such account, and no password is right.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="count">
    /// Counts the attempt. It runs when the comparison has its place and cannot be refused as busy any more. Its refusal prevents the
    /// comparison.
    /// </param>
    public async ValueTask<Outcome<ComparedPassword>> CompareAsync(StaffAccount? account, string password, Func<ValueTask<Outcome<Attempt>>> count)
    {
        using var lease = await _gate.AcquireAsync();
        if (!lease.IsAcquired)
            return Refusal.Busy;
        var counted = await count();
        return counted.IsRefused(out var refusal) ? refusal : new ComparedPassword(IsRight(account, password), counted.Answer.LockedUntil);
    }

    private bool IsRight(StaffAccount? account, string password)
    {
        var fits = _hasher.VerifyHashedPassword(account?.Name ?? "", account?.PasswordHash ?? _placeholder, password) != PasswordVerificationResult.Failed;
        return fits && account?.PasswordHash is not null;
    }

    public void Dispose() => _gate.Dispose();
}

/// <summary>A password that was compared.</summary>
/// <param name="IsRight">Whether it is the account's.</param>
/// <param name="LockedUntil">The end of the lock that begins if it is not; null if other attempts are left.</param>
public sealed record ComparedPassword(bool IsRight, DateTimeOffset? LockedUntil);
