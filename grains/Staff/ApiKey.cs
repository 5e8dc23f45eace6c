using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Staff;

/// <summary>A staff account's API key: 256 random bits unless somebody chose it. Shown once; a hash is kept.</summary>
/// <remarks>A plain hash is enough for a random key: there is nothing to guess. Chosen keys have a least length.</remarks>
public static class ApiKey
{
    public const int RandomBytes = 32;

    /// <summary>Characters of a key that an operator chose.</summary>
    public const int ChosenCharactersMin = 16;

    public const int CharactersMax = 200;

    public static string Format(ReadOnlySpan<byte> random) => "ek_" + Convert.ToHexStringLower(random);

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
