using System.Net.Http.Headers;

namespace Evaluation.Tests.Privacy.Reach;

/// <summary>
/// Everybody who reads a round, by name. "Filed" and "second" have filed sheets of u1, "blind" of the same panel has not.
/// </summary>
internal sealed class Readers(TestServer server, string round)
{
    public const string Everybody = "public unit other outsider complainant filed second blind inspector reviewer auditor administrator site";
    public const string Overseers = "administrator auditor site";
    public const string Officials = "reviewer " + Overseers;
    public const string Inspectors = "filed second blind inspector";
    public const string StaffAll = Inspectors + " " + Officials;

    private readonly Dictionary<string, Caller> _callers = new(StringComparer.Ordinal) { ["public"] = server.Anybody, ["site"] = server.Administrator };

    public Caller this[string name] => _callers[name];

    public IEnumerable<(string Name, Caller Caller)> All => _callers.Select(known => (known.Key, known.Value));

    /// <summary>The name of the account of a reader.</summary>
    public string Account(string name) => $"account-{name}-{round}";

    /// <summary>The person who uses the account of a reader.</summary>
    public string Person(string name) => $"person-{name}-{round}";

    public static async Task<Readers> AddAsync(TestServer server, string round)
    {
        var readers = new Readers(server, round);
        foreach (var (name, role) in new[]
        {
            ("unit", "\"unit\",\"unit\":\"u1\""), ("other", "\"unit\",\"unit\":\"u2\""), ("filed", "\"inspector\""), ("second", "\"inspector\""), ("blind", "\"inspector\""),
            ("inspector", "\"inspector\""), ("reviewer", "\"reviewer\""), ("auditor", "\"auditor\""), ("administrator", "\"administrator\""),
        })
            await readers.AddAsync(name, $$"""{"role":{{role}},"round":"{{round}}"}""");
        var elsewhere = await server.DraftAsync(definition => definition["units"]!.AsArray().Last()!["code"] = "u9");
        await readers.AddAsync("outsider", $$"""{"role":"unit","round":"{{elsewhere.Id}}","unit":"u9"}""");
        return readers;
    }

    public void AddComplainant(string secret) => _callers["complainant"] = new Caller(server.Address, new AuthenticationHeaderValue("Complaint", secret));

    private async Task AddAsync(string name, string role)
    {
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{Account(name)}}","person":"{{Person(name)}}","roles":[{{role}}]}""");
        _callers[name] = server.Staff(added.Answers(201).GetProperty("key").GetString()!);
    }
}
