using System.Diagnostics;
using System.Globalization;
using System.Text;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>One process of a cluster that can be stopped, killed and paused.</summary>
internal sealed class ClusterProcess : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly bool _isGateway;

    private ClusterProcess(string role, string connectionString, (string Name, object Value)[] settings, string[]? under = null)
    {
        _isGateway = role.Contains("gateway", StringComparison.Ordinal);
        Site = new(new($"http://127.0.0.1:{PostgresServer.FreePort()}"));
        string[] command = [.. under ?? [], Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "Evaluation.Cluster.dll"), "--role", role];
        _process = new() { StartInfo = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true } };
        var environment = _process.StartInfo.Environment;
        environment["ASPNETCORE_URLS"] = Site.Address.ToString();
        environment["ConnectionStrings__Evaluation"] = connectionString;
        if (settings.All(setting => setting.Name != KeyDatabases.Setting))
            settings = [.. KeyDatabases.Settings(connectionString).Select(setting => (setting.Name, (object)setting.Value)), .. settings];
        environment[FlushCheck.Setting] = "true";
        environment["EVALUATION_ADMIN_KEY"] = Site.AdministratorKey;
        foreach (var (name, value) in ((string, object)[])[("EVALUATION_SILO_PORT", PostgresServer.FreePort()), ("EVALUATION_CLIENT_PORT", PostgresServer.FreePort()), .. settings])
            environment[name] = Convert.ToString(value, CultureInfo.InvariantCulture);
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>The address, once the process listens.</summary>
    public Site Site { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a process without waiting for anything.</summary>
    public static ClusterProcess Begin(string role, string connectionString, params (string Name, object Value)[] settings) => BeginUnder([], role, connectionString, settings);

    /// <summary>The same under another program, which must leave the process id the first one.</summary>
    public static ClusterProcess BeginUnder(string[] program, string role, string connectionString, params (string Name, object Value)[] settings)
    {
        var process = new ClusterProcess(role, connectionString, settings, program);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Starts a process and returns when it says that it is ready.</summary>
    public static async Task<ClusterProcess> StartAsync(string role, string connectionString, params (string Name, object Value)[] settings)
    {
        var process = Begin(role, connectionString, settings);
        await process.IsReadyAsync();
        return process;
    }

    /// <summary>Returns when the process is ready and a gateway has finished its start.</summary>
    public async Task IsReadyAsync()
    {
        var waited = Stopwatch.StartNew();
        while (await ReadinessAsync() != 200 || (_isGateway && !Said().Contains("Evaluation listens on", StringComparison.Ordinal)))
        {
            Assert.False(_process.HasExited, $"The process ended: {Said()}");
            Assert.True(waited.Elapsed < Bound, $"The process is not ready: {Said()}");
            await Task.Delay(Between);
        }
    }

    /// <summary>The status of its readiness probe; 0 without an answer.</summary>
    public async Task<int> ReadinessAsync()
    {
        try
        {
            return (await Site.Anybody.GetAsync("/readyz")).Status;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is sent or migrated.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Returns the exit code of a process that ends by itself.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Bound);
        return _process.ExitCode;
    }

    /// <summary>SIGTERM, what a service manager and a scheduler of containers send; the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        return await EndAsync();
    }

    /// <summary>SIGSTOP: the process pauses, as on a machine that is starved.</summary>
    public Task HoldAsync() => SignalAsync("STOP");

    public Task ReleaseAsync() => SignalAsync("CONT");

    public string Said()
    {
        lock (_output)
            return _output.ToString();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private void Hear(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
