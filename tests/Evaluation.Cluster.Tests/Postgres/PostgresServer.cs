using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Npgsql;

namespace Evaluation.Cluster.Tests.Postgres;

/// <summary>
/// A real PostgreSQL in a temporary folder, on a free port of this machine. It can be killed and started again on the same data.
/// </summary>
internal sealed partial class PostgresServer : IDisposable
{
    /// <summary>The account that may do everything. PostgreSQL refuses to run as root; Debian's package creates this one.</summary>
    public const string Account = "postgres";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private const int FirstPort = 15_000;
    private const int Ports = 15_000;

    // Two runs at once begin at different ports.
    private static int _ports = Environment.ProcessId * 97;

    private readonly string _folder;
    private readonly bool _isFlushing;
    private readonly string[] _under = [];
    private Process? _process;

    /// <param name="under">
    /// The command before that of the server, for its folder. If there is one, the server flushes what it writes.
    /// </param>
    private PostgresServer(Func<string, string[]>? under = null)
    {
        _folder = Directory.CreateTempSubdirectory("evaluation-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            Run("chown", [Account, _folder]);
        if (under is null)
            return;
        (_isFlushing, _under) = (true, under(_folder));
    }

    /// <summary>Why no server can be started on this machine; null when one can.</summary>
    public static string? WhyMissing { get; } = Find("initdb") is null ? "PostgreSQL was not found: install Debian's package postgresql." : null;

    /// <summary>The folder of the server.</summary>
    public string Folder => _folder;

    /// <summary>The folder with all files of the server.</summary>
    public string Data => Path.Combine(_folder, "data");

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        server.Initialize();
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>
    /// Starts a server that flushes what it writes, under another program. Its log has small files, so that it begins many.
    /// </summary>
    /// <param name="under">
    /// The other program, for the folder of the server. It must leave the process id of the server the first one.
    /// </param>
    /// <param name="look">Looks at the data folder before the server starts.</param>
    public static async Task<PostgresServer> StartUnderAsync(Func<string, string[]> under, Action<string> look)
    {
        var server = new PostgresServer(under);
        server.Initialize("--wal-segsize=1");
        look(server.Data);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts on a data folder that somebody else has filled.</summary>
    public static async Task<PostgresServer> StartOnAsync(Action<string> fill)
    {
        var server = new PostgresServer();
        Directory.CreateDirectory(server.Data);
        fill(server.Data);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(server.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Environment.IsPrivilegedProcess)
            Run("chown", ["-R", Account, server.Data]);
        await server.StartAgainAsync();
        return server;
    }

    public int Port { get; } = FreePort();

    public string ConnectionString(string database) => ConnectionString(database, Port);

    /// <summary>The connection string for another port that leads to the server.</summary>
    public static string ConnectionString(string database, int port) => $"Host=127.0.0.1;Port={port};Username={Account};Database={database}";

    /// <summary>Host and port, as a connection string lists several.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>SIGQUIT: every connection is cut without a checkpoint; the next start recovers.</summary>
    public async Task KillAsync()
    {
        await RunAsync("kill", ["-QUIT", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(Bound);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts on the existing data and returns when the server accepts connections.</summary>
    public async Task StartAgainAsync()
    {
        // Most tests kill processes, not the machine, so written data survive without fsync.
        string[] settings = [$"fsync={(_isFlushing ? "on" : "off")}", "listen_addresses=127.0.0.1", $"port={Port}", $"unix_socket_directories={_folder}", "max_connections=200", "log_min_messages=fatal"];
        _process = Begin([.. _under, Binary("postgres"), "-D", Data, .. settings.SelectMany(setting => (string[])["-c", setting])]);
        var waited = Stopwatch.StartNew();
        while (!await IsUpAsync())
        {
            Assert.False(_process.HasExited, $"PostgreSQL did not start: {(_process.HasExited ? await _process.StandardError.ReadToEndAsync() : "")}");
            Assert.True(waited.Elapsed < Bound, "PostgreSQL did not start in time.");
            await Task.Delay(Between);
        }
    }

    /// <summary>Starts a standby of this server.</summary>
    /// <param name="isSynchronous">Whether this server acknowledges only what the standby has.</param>
    public async Task<PostgresServer> FollowAsync(bool isSynchronous = true)
    {
        var standby = new PostgresServer();
        await OperateAsync($"pg_basebackup --pgdata={standby.Data} --write-recovery-conf --checkpoint=fast --no-sync", _folder);
        await standby.StartAgainAsync();
        if (!isSynchronous)
            return standby;
        await OperateAsync("psql --command=\"alter system set synchronous_standby_names = '*'\" --command=\"select pg_reload_conf()\" postgres", _folder);
        await OperateAsync("until psql --tuples-only --command='select sync_state from pg_stat_replication' postgres | grep -qw sync; do sleep 0.1; done", _folder);
        return standby;
    }

    /// <summary>Promotes a standby.</summary>
    /// <param name="command">The operator's command, with the data folder in angle brackets.</param>
    public Task PromoteAsync(string command) => OperateAsync(DataFolder().Replace(command, Data), _folder);

    /// <summary>Executes an operator's command with PostgreSQL's programs on the path and the server in the environment.</summary>
    public async Task OperateAsync(string command, string folder)
    {
        using var process = Begin(["sh", "-euc", command], folder);
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Bound);
        Assert.True(process.ExitCode == 0, $"{command}: {await said}{await complained}");
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            Run("kill", ["-QUIT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            _process.WaitForExit(Bound);
        }
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A port that nobody listens on, another one at every call.</summary>
    /// <remarks>
    /// It is below the ports of outgoing connections. One of those could take the port before the process binds it, or while the process is
    /// started again.
    /// </remarks>
    internal static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (int)((uint)Interlocked.Increment(ref _ports) % Ports);
            if (IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=1");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string Binary(string name) => Find(name) ?? throw new FileNotFoundException($"{name} was not found.");

    /// <summary>The newest version that Debian's packages installed, or else the one on the path.</summary>
    private static string? Find(string name)
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderDescending().Select(version => Path.Combine(version, "bin")) : [];
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return versions.Concat(path).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private void Initialize(params string[] more) =>
        Run([Binary("initdb"), "--pgdata", Data, "--auth", "trust", "--username", Account, "--encoding", "UTF8", "--locale", "C", "--no-sync", .. more]);

    private Process Begin(string[] command, string? folder = null)
    {
        string[] whole = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups", "--", .. command] : command;
        var start = new ProcessStartInfo(whole[0], whole[1..]) { WorkingDirectory = folder ?? _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Binary("psql"))}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["PGHOST"] = "127.0.0.1";
        start.Environment["PGPORT"] = Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = Account;
        return Process.Start(start)!;
    }

    private void Run(string[] command)
    {
        using var process = Begin(command);
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said.Result);
    }

    private static void Run(string program, string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex DataFolder();
}
