using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Staff;

/// <summary>The API key of a staff account: 256 random bits, unless an operator chose it. Shown once; only a hash is stored.</summary>
/// <remarks>An unsalted hash is sufficient for a random key, because it cannot be guessed. Chosen keys have a minimum length.</remarks>
public static class ApiKey
{
    public const int RandomBytes = 32;

    /// <summary>Minimum characters of a key chosen by an operator.</summary>
    public const int ChosenCharactersMin = 16;

    public const int CharactersMax = 200;

    public static string Format(ReadOnlySpan<byte> random) => "ek_" + Convert.ToHexStringLower(random);

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
