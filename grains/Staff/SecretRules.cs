using System.Collections.Frozen;

namespace Evaluation.Staff;

/// <summary>Recognises passwords and keys that are easy to guess, whatever their length.</summary>
public static class SecretRules
{
    /// <summary>Characters that do not follow from the one before them. A word of ten letters has nine or ten.</summary>
    private const int VarietyMin = 6;

    /// <summary>Distinct characters.</summary>
    private const int DistinctMin = 5;

    /// <summary>A shorter name is part of too many words.</summary>
    private const int NameCharactersMin = 3;

    /// <summary>Neighbours in a row follow from each other, in both directions.</summary>
    private static readonly string[] Rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujm", "1q2w3e4r5t6y7u8i9o0p", "!@#$%^&*()"];

    /// <summary>
    /// The words behind the most common passwords of leaked lists, also of Chinese ones, without digits and signs around them.
    /// </summary>
    private static readonly FrozenSet<string> Common = new[]
    {
        "password", "passwort", "pass", "passwd", "secret", "admin", "administrator", "root", "user", "guest", "test", "testing", "login", "master", "manager", "system", "default",
        "changeme", "letmein", "welcome", "hello", "iloveyou", "love", "princess", "sunshine", "football", "baseball", "superman", "batman", "dragon", "monkey", "shadow", "michael",
        "trustno", "whatever", "freedom", "computer", "internet", "google", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "qazwsx", "qweasd", "qweasdzxc", "abc",
        "abcd", "abcabc", "aa", "a", "q", "qq", "woaini", "woaiwojia", "woaizhongguo", "zhongguo", "beijing", "shanghai", "wangyi", "tencent", "mima", "nihao", "xiaoming", "evaluation",
        "kaohe", "pingjia", "pingyi", "ceping", "gongwuyuan", "zhengfu", "woaini1314", "1q2w3e", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "1qaz2wsx3edc", "passw0rd",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Whether a secret has little variety, repeats or continues itself, or is a common password with digits or signs around it.
    /// </summary>
    public static bool IsEasy(string secret)
    {
        var text = secret.ToLowerInvariant();
        return text.Distinct().Count() < DistinctMin || Variety(text) < VarietyMin || IsRepetition(text) || Common.Contains(Core(text)) || Common.Contains(Letters(Core(text))) || Common.Contains(Core(Letters(text)));
    }

    /// <summary>Whether a password contains the account's name.</summary>
    public static bool Contains(string password, string name) =>
        name.Length < NameCharactersMin ? password.Equals(name, StringComparison.OrdinalIgnoreCase) : password.Contains(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The number of characters that neither repeat the one before them nor stand beside it in a row of the alphabet or keyboard.
    /// </summary>
    private static int Variety(string text) => text.Where((character, at) => at == 0 || !Follows(text[at - 1], character)).Count();

    private static bool Follows(char before, char after) => before == after || Rows.Any(row =>
        row.Contains(before, StringComparison.Ordinal) && (Next(row, before, 1) == after || Next(row, before, -1) == after));

    private static char? Next(string row, char from, int step) => row.IndexOf(from, StringComparison.Ordinal) + step is var at && at >= 0 && at < row.Length ? row[at] : null;

    /// <summary>Whether a text is one block, written at least twice; the last time it may be cut off.</summary>
    private static bool IsRepetition(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (Enumerable.Range(length, text.Length - length).All(at => text[at] == text[at - length]))
                return true;
        }
        return false;
    }

    private static string Core(string text) => text.Trim([.. text.Where(character => !char.IsLetter(character)).Distinct()]);

    /// <summary>The text with the usual signs and digits for letters replaced by the letters.</summary>
    private static string Letters(string text) =>
        text.Replace('@', 'a').Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('5', 's').Replace('$', 's').Replace('!', 'i');
}
