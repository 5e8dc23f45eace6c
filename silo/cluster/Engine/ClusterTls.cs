using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Evaluation.Gateway.Hosting;
using Orleans.Connections.Security;

namespace Evaluation.Cluster.Engine;

/// <summary>
/// Encrypts the connections between silos and from gateways to silos. Both ends show a certificate, and each accepts only certificates of
/// the cluster's own authority. Names are not compared: processes call each other by address, and the authority signs for nobody else.
/// </summary>
/// <remarks>
/// The files are read again every minute, so a renewed certificate applies to new connections without a restart. Until a renewed set is
/// complete, the earlier one is used.
/// </remarks>
internal sealed class ClusterTls
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly TlsFiles _files;
    private readonly TimeProvider _clock;
    private Material _material;
    private long _readAt;

    /// <exception cref="SettingException">A file is missing or unreadable, or the authority has not signed the certificate.</exception>
    public ClusterTls(TlsFiles files, TimeProvider clock)
    {
        (_files, _clock, _readAt) = (files, clock, clock.GetTimestamp());
        try
        {
            _material = Read(files);
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            throw new SettingException($"EVALUATION_TLS_CERTIFICATE, EVALUATION_TLS_KEY or EVALUATION_TLS_CA cannot be used: {failure.Message}");
        }
        if (!IsTrusted(_material.Certificate))
            throw new SettingException("EVALUATION_TLS_CERTIFICATE must be valid now and signed by the authority in EVALUATION_TLS_CA.");
    }

    public void Configure(TlsOptions options)
    {
        options.LocalCertificate = _material.Certificate;
        options.LocalServerCertificateSelector = (_, _) => Current().Certificate;
        options.LocalClientCertificateSelector = (_, _, _, _, _) => Current().Certificate;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => IsTrusted(certificate);
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = ClusterShape.Name;
    }

    internal bool IsTrusted(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var authority in Current().Authorities)
            (authority.SubjectName.RawData.AsSpan().SequenceEqual(authority.IssuerName.RawData) ? chain.ChainPolicy.CustomTrustStore : chain.ChainPolicy.ExtraStore).Add(authority);
        return chain.Build(certificate);
    }

    private Material Current()
    {
        lock (_gate)
        {
            if (_clock.GetElapsedTime(_readAt) < ReadEvery)
                return _material;
            _readAt = _clock.GetTimestamp();
            try
            {
                _material = Read(_files);
            }
            catch (Exception failure) when (IsUnreadable(failure))
            {
                // The files are being replaced.
            }
            return _material;
        }
    }

    private static Material Read(TlsFiles files)
    {
        X509Certificate2Collection authorities = [];
        authorities.ImportFromPemFile(files.Authority);
        return authorities.Count == 0
            ? throw new CryptographicException($"{files.Authority} contains no certificate.")
            : new(X509Certificate2.CreateFromPemFile(files.Certificate, files.Key), authorities);
    }

    private static bool IsUnreadable(Exception failure) => failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;

    private sealed record Material(X509Certificate2 Certificate, X509Certificate2Collection Authorities);
}
