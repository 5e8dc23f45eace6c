using Evaluation.Staff;

namespace Evaluation.Tests.Staff;

/// <summary>Passwords and keys that are easy to guess.</summary>
public sealed class SecretRuleTests
{
    [Theory]
    [InlineData("aaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaabbbbb")]
    [InlineData("abcdefghij")]
    [InlineData("9876543210")]
    [InlineData("1234567890abc")]
    [InlineData("qwertyuiop")]
    [InlineData("asdfghjkl123")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("abcabcabcabc")]
    [InlineData("x9kx9kx9kx9k")]
    [InlineData("Tq7mzTq7mz")]
    [InlineData("Password2024!")]
    [InlineData("P@ssw0rd2024")]
    [InlineData("!!administrator99")]
    [InlineData("woaini520131")]
    [InlineData("Zhongguo2025")]
    [InlineData("1122334455")]
    public void A_repeated_a_consecutive_or_a_common_secret_is_easy(string secret) => Assert.True(SecretRules.IsEasy(secret));

    [Theory]
    [InlineData("a-long-enough-password")]
    [InlineData("quite-my-own-1")]
    [InlineData("海淀区考评办2026")]
    [InlineData("correct horse battery")]
    [InlineData(Site.AdministratorKey)]
    [InlineData("3t7h03emycqeb456c2pf")]
    public void Any_other_secret_is_not(string secret) => Assert.False(SecretRules.IsEasy(secret));

    [Theory]
    [InlineData("xx-WANG-yy-12", "wang", true)]
    [InlineData("a-long-one-31", "a", false)]
    [InlineData("A", "a", true)]
    public void A_password_does_not_contain_the_name_unless_the_name_is_very_short(string password, string name, bool contains) =>
        Assert.Equal(contains, SecretRules.Contains(password, name));

    [Fact]
    public void Generated_secrets_are_never_easy()
    {
        var random = new Random(1);
        for (var number = 0; number < 1_000; number++)
        {
            var bytes = new byte[Evaluation.Ballots.Credential.SecretBytes];
            random.NextBytes(bytes);
            Assert.False(SecretRules.IsEasy(Evaluation.Ballots.Credential.Format(bytes)[..Limits.FirstPasswordCharacters]));
        }
    }
}
