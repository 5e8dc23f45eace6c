using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Bench.Load;

namespace Evaluation.Bench.Servers;

/// <summary>
/// A server as a process of its own: what it costs can be read from outside and, through <see cref="StartupHook"/>, from inside.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    /// <summary>Below the folder where <see cref="StartEmbeddedAsync"/> starts it.</summary>
    public const string DataFolder = "data";

    /// <summary>The product's own program, which the build has put beside this one.</summary>
    public static readonly string EmbeddedProgram = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Evaluation.Embedded.exe" : "Evaluation.Embedded");

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<long> _allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>User and system time since the start; on Linux in hundredths of a second.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that the process holds.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most memory that the process has held since its start.</summary>
    public long MostResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>The HTTP floor: this program with another argument.</summary>
    /// <param name="folder">Where it is started.</param>
    public static Task<ServerProcess> StartFloorAsync(string folder) => StartAsync(Environment.ProcessPath!, [FloorServer.Command], folder, new());

    /// <summary>
    /// The product's own embedded host, with its data where it puts them by itself: in a folder below the one where it is started.
    /// </summary>
    /// <param name="folder">Where it is started.</param>
    /// <param name="adminKey">The key of its administrator.</param>
    /// <param name="program">Another build of it; null for the one beside this program.</param>
    public static Task<ServerProcess> StartEmbeddedAsync(string folder, string adminKey, string? program = null) => StartAsync(
        program ?? EmbeddedProgram,
        [],
        folder,
        new() { ["EVALUATION_DATA"] = DataFolder, ["EVALUATION_ADMIN_KEY"] = adminKey, ["EVALUATION_SAMPLE"] = "false" });

    /// <exception cref="InvalidOperationException">It ended, or did not listen in time.</exception>
    private static async Task<ServerProcess> StartAsync(string executable, string[] arguments, string folder, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(executable, [.. arguments, "--urls=http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        LoadConnection.KeepFromChild(start.Environment);
        var server = new ServerProcess(Process.Start(start)!);
        _ = server.ReadAsync();
        server.Address = await server._listening.Task.WaitAsync(StartsWithin);
        return server;
    }

    /// <summary>Bytes allocated since the start, to the byte; asking stops the server's threads for a moment.</summary>
    public async Task<long> AllocatedAsync()
    {
        _allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        return await _allocated.Task.WaitAsync(StartsWithin);
    }

    /// <summary>Ends the process as a power cut would: it gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(StartupHook.Answer, StringComparison.Ordinal))
                _allocated.TrySetResult(long.Parse(line.AsSpan(StartupHook.Answer.Length), NumberStyles.None, CultureInfo.InvariantCulture));
            else if (ListensOn().Match(line) is { Success: true } match)
                _listening.TrySetResult(new(match.Groups[1].Value));
            else if (IsComplaint().IsMatch(line))
                Console.Error.WriteLine(line);
        }
        var ended = new InvalidOperationException("The server ended.");
        _listening.TrySetException(ended);
        _allocated.TrySetException(ended);
    }

    [GeneratedRegex(@" listens on (http\S+)$")]
    private static partial Regex ListensOn();

    [GeneratedRegex("^(warn|fail|crit):")]
    private static partial Regex IsComplaint();
}
