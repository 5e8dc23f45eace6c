using System.Security.Cryptography;
using System.Text;
using Evaluation.Staff;
using Microsoft.AspNetCore.DataProtection;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>
/// Who is signed in, in a cookie that only this system can read and write. It holds the account's name and a stamp of its secrets: another key or password, or the
/// account's end, ends all its sessions. Roles are never in it; they are looked up each time.
/// </summary>
public sealed class StaffSessions(StaffDirectory staff, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "staff";
    private const int StampBytes = 16;

    private readonly IDataProtector _protector = protection.CreateProtector("staff-session");

    /// <summary>Signs the account in on this browser.</summary>
    public void Begin(HttpContext context, StaffAccount account)
    {
        var ends = clock.GetUtcNow() + Limits.SessionAge;
        context.Response.Cookies.Append(Cookie, _protector.Protect($"{ends.ToUnixTimeSeconds()} {Stamp(account)} {account.Name}"), Options(context));
    }

    /// <summary>Signs out on this browser.</summary>
    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    /// <summary>The account that is signed in; null for nobody, for a session that has ended, and for a cookie that this system did not write.</summary>
    public async ValueTask<Outcome<StaffAccount?>> FindAsync(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { } cookie || Read(cookie) is not var (ends, stamp, name) || ends <= clock.GetUtcNow().ToUnixTimeSeconds())
            return default(StaffAccount);
        var found = await staff.FindByNameAsync(name);
        return found.IsRefused(out _) || (found.Answer is { } account && Stamp(account) == stamp) ? found : default(StaffAccount);
    }

    private (long Ends, string Stamp, string Name)? Read(string cookie)
    {
        try
        {
            return _protector.Unprotect(cookie).Split(' ', 3) is [var ends, var stamp, var name] ? (long.Parse(ends, System.Globalization.CultureInfo.InvariantCulture), stamp, name) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Stamp(StaffAccount account) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account.KeyHash} {account.PasswordHash}")).AsSpan(0, StampBytes));

    /// <summary>Ends with the browser, is seen by no script and sent to no request that another site makes.</summary>
    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true };
}
