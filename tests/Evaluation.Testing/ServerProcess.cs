using System.Diagnostics;
using System.Text;

namespace Evaluation.Testing;

/// <summary>The real program in a separate process that can be killed.</summary>
public sealed class ServerProcess : IDisposable
{
    private const string Listens = "Evaluation listens on ";
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> KeyFolders = [];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string folder, string key, string[] arguments, string[]? under = null)
    {
        string[] command = [.. under ?? [], Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "Evaluation.Embedded.dll"), .. arguments];
        _process = new() { StartInfo = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true } };
        var settings = _process.StartInfo.Environment;
        settings["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        settings["EVALUATION_DATA"] = folder;
        // Beside the data folder, which the test removes; the keys are removed at the end.
        if (KeyFolders.TryAdd(folder + "-keys", true) && KeyFolders.Count == 1)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveKeys();
        settings["EVALUATION_ADMIN_KEY"] = key;
        settings["EVALUATION_SAMPLE"] = "false";
        // The program lives for seconds here, too short to gain from code that is measured and compiled again.
        settings["DOTNET_TieredPGO"] = "0";
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>The address, once the program listens.</summary>
    public Site Site { get; private set; } = null!;

    /// <summary>Starts the program on a data folder and waits until it listens.</summary>
    public static Task<ServerProcess> StartAsync(string folder, string key = Site.AdministratorKey, params string[] arguments) => StartAsync(new(folder, key, arguments));

    /// <summary>The same under another program, which must leave the process id of the server the first one.</summary>
    public static Task<ServerProcess> StartUnderAsync(string[] program, string folder) => StartAsync(new(folder, Site.AdministratorKey, [], program));

    private static async Task<ServerProcess> StartAsync(ServerProcess started)
    {
        started.Begin();
        var ended = started._process.WaitForExitAsync();
        if (await Task.WhenAny(started._address.Task, ended).WaitAsync(Bound) == ended)
            throw new InvalidOperationException($"The program ended with {started._process.ExitCode}: {started.Said()}");
        started.Site = new(await started._address.Task);
        return started;
    }

    /// <summary>Runs the program to its end: a start that should fail, or <c>verify</c>.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string folder, params string[] arguments)
    {
        using var run = new ServerProcess(folder, Site.AdministratorKey, arguments);
        run.Begin();
        return (await run.EndAsync(), run.Said());
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, what Ctrl-C and a service manager send; the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        return await EndAsync();
    }

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

    private static void RemoveKeys()
    {
        foreach (var folder in KeyFolders.Keys.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    private void Begin()
    {
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Bound);
        return _process.ExitCode;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (line.StartsWith(Listens, StringComparison.Ordinal))
            _address.TrySetResult(new(line[Listens.Length..]));
    }
}
