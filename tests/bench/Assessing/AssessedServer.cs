using System.Text.Json.Nodes;
using Evaluation.Bench.Load;
using Evaluation.Bench.Servers;

namespace Evaluation.Bench.Assessing;

/// <summary>A round on a server, with the accounts that work on it.</summary>
internal sealed class AssessedServer(ServerProcess server, AssessedRound round, int writers) : IDisposable
{
    private const string Reviewer = """{"role":"reviewer"}""";

    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>The version of every sheet, which its next edit replaces.</summary>
    private readonly long[] _sheets = new long[round.Units * round.Inspectors];

    public StaffApi Api { get; } = new(server.Address);

    public string Key(string account) => _keys[account];

    /// <summary>Creates the accounts and the round with one panel, and opens it for assessing.</summary>
    public async Task OpenAsync()
    {
        await Api.SendAsync(RoundApi.AdminKey, HttpMethod.Post, "rounds", round.Definition());
        foreach (var reviewer in (string[])["reviewer-0", "reviewer-1"])
            _keys[reviewer] = await Api.AddAsync(reviewer, Reviewer);
        for (var inspector = 0; inspector < round.Inspectors; inspector++)
            _keys[AssessedRound.Inspector(inspector)] = await Api.AddAsync(AssessedRound.Inspector(inspector), """{"role":"inspector"}""");
        for (var unit = 0; unit < round.Units; unit++)
            _keys[AssessedRound.Unit(unit)] = await Api.AddAsync(AssessedRound.Unit(unit), $$"""{"role":"unit","round":"{{AssessedRound.Id}}","unit":"{{AssessedRound.Unit(unit)}}"}""");
        await Api.SendAsync(RoundApi.AdminKey, HttpMethod.Put, $"{AssessedRound.Path}/panels/all", round.Panel());
        await MoveAsync("assessing");
    }

    public Task<JsonNode> MoveAsync(string state) => Api.SendAsync(RoundApi.AdminKey, HttpMethod.Post, $"{AssessedRound.Path}/transitions", new JsonObject { ["to"] = state });

    /// <summary>Saves or files a sheet. One writer at a time works on a sheet.</summary>
    public async Task SaveSheetAsync(int unit, int inspector, int edit, bool file, Latencies times)
    {
        var (sheet, name) = (unit * round.Inspectors + inspector, AssessedRound.Inspector(inspector));
        var saved = await SaveAsync(times, name, $"{AssessedRound.UnitPath(unit)}/inspections/{name}", round.Sheet(unit, inspector, edit, _sheets[sheet], file));
        _sheets[sheet] = (long)saved["version"]!;
    }

    /// <summary>Saves a draft of a self-assessment and returns its version.</summary>
    public async Task<long> SaveDraftAsync(int unit, int edit, Latencies times) =>
        (long)(await SaveAsync(times, AssessedRound.Unit(unit), $"{AssessedRound.UnitPath(unit)}/self-assessment", round.SelfAssessment(unit, edit)))["version"]!;

    /// <summary>Files the self-assessment of every unit and decides on every claim.</summary>
    public Task ClaimAsync(Latencies times) => Writers.EachAsync(writers, round.Units, async unit =>
    {
        var path = AssessedRound.UnitPath(unit);
        var version = await SaveDraftAsync(unit, 1_000, new());
        await Api.SendAsync(times, Key(AssessedRound.Unit(unit)), HttpMethod.Post, $"{path}/self-assessment/filing", new JsonObject { ["version"] = version });
        foreach (var item in round.SelfAssessment(unit, 0)["items"]!.AsArray())
            await Api.SendAsync(times, Key("reviewer-0"), HttpMethod.Put, $"{path}/claims/{(string)item!["criterion"]!}", new JsonObject { ["accepted"] = item["claimed"]!.DeepClone() });
    });

    /// <summary>Files the sheets of all inspectors about all units.</summary>
    public Task FileSheetsAsync(Latencies times) =>
        Writers.EachAsync(writers, round.Units * round.Inspectors, sheet => SaveSheetAsync(sheet / round.Inspectors, sheet % round.Inspectors, 1_000, file: true, times));

    /// <summary>Opens findings, a tenth of them with a notice.</summary>
    public Task FindAsync(int findings, Latencies times) => Writers.EachAsync(writers, findings, finding => Api.SendAsync(
        times, Key(AssessedRound.Inspector(finding % round.Inspectors)), HttpMethod.Post, $"{AssessedRound.UnitPath(finding % round.Units)}/findings",
        new JsonObject
        {
            ["text"] = $"问题{finding}:消防通道堆放杂物。The fire exit is blocked.",
            ["criterion"] = AssessedRound.Criterion(finding % round.Criteria),
            ["dueOn"] = "2026-11-01",
            ["notice"] = finding % 10 == 0,
        }));

    /// <summary>Sets targets for every unit.</summary>
    public Task PlanAsync(int targets) => Writers.EachAsync(writers, round.Units, unit => Api.SendAsync(
        RoundApi.AdminKey, HttpMethod.Put, $"{AssessedRound.UnitPath(unit)}/targets",
        new JsonArray([.. Enumerable.Range(1, targets).Select(target => new JsonObject { ["id"] = $"t{target}", ["title"] = "新建场地", ["measure"] = "一处", ["dueOn"] = "2026-11-01", ["responsible"] = "办公室" })])));

    /// <summary>An objection about a unit, upheld by withdrawing a sheet. Returns when the next version is computed.</summary>
    public async Task CorrectAsync(int unit)
    {
        var filed = await Api.SendAsync(
            Key(AssessedRound.Unit(unit)), HttpMethod.Post, $"{AssessedRound.Path}/objections", new JsonObject { ["unit"] = AssessedRound.Unit(unit), ["about"] = "/inspection", ["text"] = "评分依据有误。" });
        var path = $"{AssessedRound.Path}/objections/{(string)filed["id"]!}";
        var correction = new JsonObject { ["change"] = "sheet-withdrawn", ["inspector"] = AssessedRound.Inspector(0) };
        await Api.SendAsync(Key("reviewer-0"), HttpMethod.Post, $"{path}/resolve", new JsonObject { ["decision"] = "upheld", ["answer"] = "撤销该表。", ["corrections"] = new JsonArray(correction) });
        await Api.SendAsync(Key("reviewer-1"), HttpMethod.Post, $"{path}/approve", new JsonObject());
    }

    public void Dispose() => Api.Dispose();

    private Task<JsonNode> SaveAsync(Latencies times, string account, string path, JsonNode body) => Api.SendAsync(times, Key(account), HttpMethod.Put, path, body);
}
