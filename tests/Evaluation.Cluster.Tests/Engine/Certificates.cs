using System.Diagnostics;
using Evaluation.Cluster.Tests.Operations;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>An authority and a certificate, made by the commands of the handbook, in a folder of their own.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-tls-");

    public Certificates()
    {
        Run(OperationsCommands.Command("openssl req -x509"));
        Renew();
    }

    public TlsFiles Files => new(In("cluster.crt"), In("cluster.key"), In("cluster-ca.crt"));

    /// <summary>The settings of a process that uses them.</summary>
    public (string, object)[] Settings => [("EVALUATION_TLS_CERTIFICATE", Files.Certificate), ("EVALUATION_TLS_KEY", Files.Key), ("EVALUATION_TLS_CA", Files.Authority)];

    /// <summary>Another certificate of the same authority, in the same files.</summary>
    public void Renew()
    {
        Run(OperationsCommands.Command("openssl req -newkey"));
        Run(OperationsCommands.Command("openssl x509 -req"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void Run(string command)
    {
        var start = new ProcessStartInfo("sh", ["-euc", command]) { WorkingDirectory = _folder.FullName, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command}: {said}");
    }
}
