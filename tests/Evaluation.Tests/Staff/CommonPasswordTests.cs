using Evaluation.Gateway.Staff;
using Evaluation.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Evaluation.Tests.Staff;

/// <summary>Passwords that are known from leaked lists.</summary>
public sealed class CommonPasswordTests
{
    /// <summary>What ASVS 5.0.0 asks for at least (6.2.4).</summary>
    private const int Known = 3_000;

    [Fact]
    public void The_list_has_the_most_frequent_passwords_of_the_allowed_length() => Assert.InRange(CommonPasswords.Count, Known, int.MaxValue);

    [Theory]
    [InlineData("liverpool1")]
    [InlineData("LiverPool1")]
    [InlineData("samantha11")]
    [InlineData("manchester")]
    public async Task A_password_of_a_leaked_list_is_refused_although_no_pattern_shows(string password)
    {
        Assert.False(SecretRules.IsEasy(password));
        Assert.True((await HashAsync(password)).IsRefused(out var refusal));
        Assert.Equal(RefusalCode.WeakPassword, refusal.Code);
    }

    [Theory]
    [InlineData("a-long-enough-password")]
    [InlineData("海淀区考评办2026")]
    [InlineData("liverpool1 in the rain")]
    public async Task Any_other_password_is_accepted_as_it_is(string password) => Assert.False((await HashAsync(password)).IsRefused(out _));

    private static async Task<Outcome<string>> HashAsync(string password)
    {
        using var passwords = new Passwords(Options.Create(new PasswordHasherOptions { IterationCount = 1 }));
        return await passwords.HashAsync("clerk", password);
    }
}
