using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Gateway.Log;

/// <summary>The key that signs heads of the log: ECDSA over P-256 with SHA-256, as in C2SP signed notes (signature type 2).</summary>
/// <remarks>The private key is never written anywhere: <see cref="ToPem"/> exists for the one who makes the file of the key.</remarks>
public sealed class LogKey : IDisposable
{
    private const byte SignatureType = 2;

    private readonly ECDsa _key;
    private readonly byte[] _public;

    private LogKey(ECDsa key) => (_key, _public) = (key, key.ExportSubjectPublicKeyInfo());

    public static LogKey Make() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="FormatException">The text is no private key of the curve P-256.</exception>
    public static LogKey Read(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: true) is { D: not null, Curve.Oid.Value: "1.2.840.10045.3.1.7" })
                return new(key);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new FormatException("The key of the log cannot be read.", failure);
        }
        key.Dispose();
        throw new FormatException("The key of the log is no private key of the curve P-256.");
    }

    /// <summary>The private key as PEM (PKCS #8).</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The line with which witnesses verify: name, key id, and the type and public key in base 64.</summary>
    public string VerifierKey(string name) => $"{name}+{Convert.ToHexStringLower(Id)}+{Convert.ToBase64String([SignatureType, .. _public])}";

    /// <summary>The text as a signed note.</summary>
    /// <param name="name">The name of the key.</param>
    /// <param name="text">Lines, each with its end.</param>
    public string Sign(string name, string text)
    {
        var signature = _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return $"{text}\n— {name} {Convert.ToBase64String([.. Id, .. signature])}\n";
    }

    public void Dispose() => _key.Dispose();

    /// <summary>The start of the SHA-256 of the public key.</summary>
    private ReadOnlySpan<byte> Id => SHA256.HashData(_public).AsSpan(0, 4);
}
