using System.Threading.RateLimiting;
using Evaluation.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Evaluation.Gateway.Staff;

/// <summary>Salted hashes of passwords, by the framework's hasher; few at a time, so that sign-ins never take the machine from the ballots.</summary>
public sealed class Passwords : IDisposable
{
    /// <summary>Rounds of PBKDF2 with SHA-512, as is recommended today; a hash says itself how many made it.</summary>
    private const int Rounds = 210_000;

    private readonly PasswordHasher<string> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly ConcurrencyLimiter _gate = new(new() { PermitLimit = Limits.PasswordChecks, QueueLimit = Limits.PasswordChecksWaiting });
    private readonly string _nobodys;

    public Passwords() => _nobodys = _hasher.HashPassword("", Guid.NewGuid().ToString());

    /// <summary>The hash of a new password; refused with <see cref="RefusalCode.WeakPassword"/> when it is too short, too long, or holds the account's name.</summary>
    public async ValueTask<Outcome<string>> HashAsync(string name, string password)
    {
        if (password.Length is < Limits.PasswordCharactersMin or > Limits.PasswordCharactersMax || password.Contains(name, StringComparison.OrdinalIgnoreCase))
            return new Refusal(RefusalCode.WeakPassword, $"A password has {Limits.PasswordCharactersMin} to {Limits.PasswordCharactersMax} characters and does not hold the account's name.");
        using var lease = await _gate.AcquireAsync();
        return lease.IsAcquired ? _hasher.HashPassword(name, password) : Refusal.Busy;
    }

    /// <summary>Whether the password is the account's; takes as long for nobody, so that the time does not tell which accounts there are.</summary>
    public async ValueTask<Outcome<bool>> IsRightAsync(StaffAccount? account, string password)
    {
        using var lease = await _gate.AcquireAsync();
        if (!lease.IsAcquired)
            return Refusal.Busy;
        var fits = _hasher.VerifyHashedPassword(account?.Name ?? "", account?.PasswordHash ?? _nobodys, password) != PasswordVerificationResult.Failed;
        return fits && account?.PasswordHash is not null;
    }

    public void Dispose() => _gate.Dispose();
}
