using Evaluation.Embedded;
using Evaluation.Gateway.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Testing;

/// <summary>The whole program in this process: Kestrel on a free port, SQLite in a temporary folder.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private static int _rounds;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");
    private readonly WebApplication _app;

    public TestServer()
        : this(_ => { }, [])
    {
    }

    private TestServer(Action<IServiceCollection> replace, string[] more)
    {
        string[] settings =
        [
            "--urls", "http://127.0.0.1:0", "--EVALUATION_DATA", _folder.FullName, "--EVALUATION_ADMIN_KEY", Site.AdministratorKey, "--EVALUATION_SAMPLE", "false",
            "--EVALUATION_KEYS", KeyFolder,
            .. more,
        ];
        _app = EmbeddedHost.Build(settings, services =>
        {
            services.AddSingleton<IStartupFilter, ContractGuard>();
            services.AddSingleton(QuickHashing.Options);
            replace(services);
        });
    }

    /// <summary>A server with a clock of its own.</summary>
    public static TestServer With(TimeProvider clock) => new(services => services.AddSingleton(clock), []);

    /// <summary>A server with other services and further settings, as <c>--NAME value</c>.</summary>
    public static TestServer With(Action<IServiceCollection> replace, params string[] settings) => new(replace, settings);

    /// <summary>What the start has printed.</summary>
    public StartReport? Report { get; private set; }

    /// <summary>The data folder of the server.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The folder of the keys of its rounds.</summary>
    public string KeyFolder => _folder.FullName + "-keys";

    /// <summary>The address of the server.</summary>
    public Uri Address => new(_app.Urls.First());

    public Site Site => new(Address);

    /// <summary>A service of the program, for state that is not visible from outside.</summary>
    public T Get<T>() where T : class => _app.Services.GetRequiredService<T>();

    public Caller Anybody => Site.Anybody;

    public Caller Administrator => Site.Administrator;

    public Caller Staff(string key) => Site.Staff(key);

    public Caller Voter(string credential) => Site.Voter(credential);

    /// <summary>An id that no other round of this run has.</summary>
    public static string NewId(string prefix = "round") => $"{prefix}-{Interlocked.Increment(ref _rounds)}";

    /// <summary>A draft of <see cref="SmallDefinition"/>, changed by <paramref name="change"/>.</summary>
    public async Task<TestRound> DraftAsync(Action<System.Text.Json.Nodes.JsonObject>? change = null)
    {
        var definition = SmallDefinition.Of(NewId());
        change?.Invoke(definition);
        (await Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        return new(Site, (string)definition["id"]!);
    }

    /// <summary>A round that is open for voting, with no credentials yet.</summary>
    public async Task<TestRound> OpenAsync(Action<System.Text.Json.Nodes.JsonObject>? change = null)
    {
        var round = await DraftAsync(change);
        await round.MoveAsync("voting");
        return round;
    }

    /// <summary>A key with these roles, each as <c>{"role":"auditor"}</c>.</summary>
    public async Task<Caller> StaffWithAsync(params string[] roles)
    {
        var added = await Administrator.PostAsync("/api/staff", $$"""{"name":"{{NewId("staff")}}","roles":[{{string.Join(',', roles)}}]}""");
        return Staff(added.Answers(201).GetProperty("key").GetString()!);
    }

    /// <summary>Every byte of the data folder: the database and its write-ahead log.</summary>
    public async Task<byte[]> StoredAsync()
    {
        using var all = new MemoryStream();
        // The lock of the folder is empty and cannot be opened.
        foreach (var path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "in-use"))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await file.CopyToAsync(all);
        }
        return all.ToArray();
    }

    public async Task InitializeAsync()
    {
        Report = await _app.Services.GetRequiredService<Start>().RunAsync();
        await _app.StartAsync();
        AnswerSchemas.Know(Address, _app.Services);
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
        if (Directory.Exists(KeyFolder))
            Directory.Delete(KeyFolder, recursive: true);
    }
}
