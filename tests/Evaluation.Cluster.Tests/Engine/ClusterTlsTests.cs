using Evaluation.Cluster.Engine;
using Evaluation.Gateway.Hosting;
using Orleans.Connections.Security;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>Which certificates a process shows and accepts.</summary>
public sealed class ClusterTlsTests : IDisposable
{
    private readonly Certificates _ours = new();
    private readonly Certificates _others = new();

    public void Dispose()
    {
        _ours.Dispose();
        _others.Dispose();
    }

    [Fact]
    public void Only_certificates_of_the_own_authority_are_accepted_and_both_ends_must_show_one()
    {
        var (options, others) = (Configured(_ours, TimeProvider.System), Configured(_others, TimeProvider.System));
        Assert.True(options.RemoteCertificateValidation!(options.LocalCertificate!, null, default));
        Assert.False(options.RemoteCertificateValidation(others.LocalCertificate!, null, default));
        Assert.Equal(RemoteCertificateMode.RequireCertificate, options.RemoteCertificateMode);
    }

    [Fact]
    public void A_renewed_certificate_is_shown_within_a_minute_and_half_a_renewal_changes_nothing()
    {
        var clock = new SetClock();
        var options = Configured(_ours, clock);
        var first = Shown(options);
        _ours.Renew();
        Assert.Equal(first, Shown(options));
        clock.Seconds += 61;
        var second = Shown(options);
        Assert.NotEqual(first, second);

        File.WriteAllText(_ours.Files.Key, "");
        clock.Seconds += 61;
        Assert.Equal(second, Shown(options));
    }

    [Fact]
    public void Files_that_do_not_fit_together_are_refused_at_the_start_by_their_settings()
    {
        foreach (var wrong in (TlsFiles[])[
            _ours.Files with { Authority = _others.Files.Authority }, _ours.Files with { Key = _others.Files.Key },
            _ours.Files with { Certificate = "missing.crt" }, _ours.Files with { Authority = _ours.Files.Key }])
            Assert.Contains("EVALUATION_TLS_CA", Assert.Throws<SettingException>(() => new ClusterTls(wrong, TimeProvider.System)).Message, StringComparison.Ordinal);
    }

    private static TlsOptions Configured(Certificates files, TimeProvider clock)
    {
        var options = new TlsOptions();
        new ClusterTls(files.Files, clock).Configure(options);
        return options;
    }

    /// <summary>The fingerprint of the certificate for a new connection, the same at both ends.</summary>
    private static string Shown(TlsOptions options)
    {
        var shown = options.LocalServerCertificateSelector!(null!, null).Thumbprint;
        Assert.Equal(shown, options.LocalClientCertificateSelector!(null!, "", [], null, [])!.Thumbprint);
        return shown;
    }

    private sealed class SetClock : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
