using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Hosting;
using Evaluation.Runtime;

namespace Evaluation.Cluster.Keys;

/// <summary>
/// The master key under which keys of rounds are stored, and the one before it while rows are rewrapped. Their bytes are in no text of this
/// object.
/// </summary>
internal sealed class MasterKeys
{
    public const string Setting = "EVALUATION_MASTER_KEY";
    public const string PreviousSetting = "EVALUATION_PREVIOUS_MASTER_KEY";

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int IdBytes = 8;

    private readonly Dictionary<string, byte[]> _byId = new(StringComparer.Ordinal);

    private MasterKeys(byte[] current, byte[]? previous)
    {
        Id = IdOf(current);
        _byId[Id] = current;
        if (previous is not null)
            _byId[IdOf(previous)] = previous;
    }

    /// <summary>The id of the current master key: it tells nothing about the key.</summary>
    public string Id { get; }

    /// <summary>Whether a row that was wrapped under this master key can be read.</summary>
    public bool Knows(string id) => _byId.ContainsKey(id);

    /// <exception cref="SettingException">A setting is missing or invalid.</exception>
    public static MasterKeys Read(IConfiguration configuration) => new(
        KeyOf(configuration, Setting) ?? throw new SettingException($"{Setting} is missing: 32 random bytes in base 64, as from: openssl rand -base64 32"),
        KeyOf(configuration, PreviousSetting));

    /// <summary>The key of a round as it is stored: a random nonce, the encrypted key, the tag. It is bound to the round.</summary>
    public byte[] Wrap(string round, RoundKey key)
    {
        Span<byte> plain = stackalloc byte[RoundKey.Bytes];
        key.CopyTo(plain);
        var wrapped = new byte[NonceBytes + RoundKey.Bytes + TagBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_byId[Id], TagBytes);
        cipher.Encrypt(wrapped.AsSpan(0, NonceBytes), plain, wrapped.AsSpan(NonceBytes, RoundKey.Bytes), wrapped.AsSpan(NonceBytes + RoundKey.Bytes), Encoding.UTF8.GetBytes(round));
        CryptographicOperations.ZeroMemory(plain);
        return wrapped;
    }

    /// <exception cref="KeyUnavailableException">
    /// The row was wrapped under another master key or for another round, or was changed.
    /// </exception>
    public RoundKey Unwrap(string round, string id, byte[] wrapped)
    {
        if (!_byId.TryGetValue(id, out var master))
            throw new KeyUnavailableException(KeyFault.NoAnswer, $"The key of round '{round}' is wrapped under the master key {id}; this process has {string.Join(", ", _byId.Keys)}. See {Setting}.");
        Span<byte> plain = stackalloc byte[RoundKey.Bytes];
        try
        {
            if (wrapped.Length != NonceBytes + RoundKey.Bytes + TagBytes)
                throw new CryptographicException("The row has another length.");
            using var cipher = new AesGcm(master, TagBytes);
            cipher.Decrypt(wrapped.AsSpan(0, NonceBytes), wrapped.AsSpan(NonceBytes, RoundKey.Bytes), wrapped.AsSpan(NonceBytes + RoundKey.Bytes), plain, Encoding.UTF8.GetBytes(round));
            return new(plain);
        }
        catch (CryptographicException failure)
        {
            throw new KeyUnavailableException(KeyFault.Differs, $"The row of the key of round '{round}' was changed. Remove it and restore the key from its two shares; see the handbook.", failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[]? KeyOf(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } text)
            return null;
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == KeyBytes
            ? key
            : throw new SettingException($"{setting} must be 32 bytes in base 64, as from: openssl rand -base64 32");
    }

    private static string IdOf(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, "evaluation master key"u8)[..IdBytes]);
}
