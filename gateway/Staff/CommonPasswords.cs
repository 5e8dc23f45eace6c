using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Gateway.Staff;

/// <summary>Passwords that are common in leaked lists, beside the patterns that <see cref="Evaluation.Staff.SecretRules"/> knows.</summary>
/// <remarks>
/// The file has the first four bytes of SHA-256 of each password in small letters. It contains all passwords of at least ten characters
/// among the 100,000 most frequent ones of the Pwdb project and the 10,000 most frequent Chinese ones. Another password is refused by
/// mistake in one of 460,000 cases.
/// </remarks>
internal static class CommonPasswords
{
    private const string File = "staff/common-passwords.txt";
    private const int Digits = 2 * sizeof(uint);

    private static readonly Lazy<FrozenSet<uint>> Hashes = new(Read);

    public static int Count => Hashes.Value.Count;

    public static bool Contains(string password) => Hashes.Value.Contains(Hash(password));

    private static uint Hash(string password) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(password.ToLowerInvariant())));

    private static FrozenSet<uint> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(File) ?? throw new FileNotFoundException(File);
        using var reader = new StreamReader(stream);
        HashSet<uint> hashes = [];
        while (reader.ReadLine() is { } line)
        {
            for (var at = 0; at < line.Length; at += Digits)
                hashes.Add(uint.Parse(line.AsSpan(at, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }
        return hashes.ToFrozenSet();
    }
}
