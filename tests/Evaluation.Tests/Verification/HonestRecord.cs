using System.Text.Json.Nodes;
using Evaluation.Ballots.Keys;
using Evaluation.Evidence;

namespace Evaluation.Tests.Verification;

/// <summary>
/// What the program itself recorded: a published round with an upheld objection and answered comments, a round that is open for voting, and
/// a round with evidence.
/// </summary>
public sealed class HonestRecord : IAsyncLifetime
{
    private readonly TestServer _server = new();

    /// <summary>The published round. Its result has two versions.</summary>
    public string Published { get; private set; } = "";

    /// <summary>The round that is open for voting, with credentials in every box.</summary>
    public string Open { get; private set; } = "";

    /// <summary>The round in which unit u2 has filed two items of evidence.</summary>
    public string Filing { get; private set; } = "";

    /// <summary>The reviewer who proposed the answer in the published round.</summary>
    public string Reviewer { get; private set; } = "";

    public IEvidenceStore Evidence => _server.Get<IEvidenceStore>();

    /// <summary>The keys of the rounds.</summary>
    public IKeyStore Keys => _server.Get<IKeyStore>();

    /// <summary>A copy as it is stored, with encrypted boxes and sealed records.</summary>
    internal Task<Insider> StealSealedAsync() => Insider.CopyAsync(_server.Get<IJournal>());

    internal Task<Insider> StealAsync() => Insider.CopyAsync(_server);

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        await PublishAsync();
        await OpenAsync();
        var (filing, unit) = await Testing.Filing.OpenAsync(_server.Site);
        Filing = filing.Id;
        foreach (var content in new[] { "%PDF-1.7 one", "%PDF-1.7 two" })
            (await Testing.Filing.FileAsync(unit, filing, System.Text.Encoding.UTF8.GetBytes(content))).Answers(201);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    private async Task PublishAsync()
    {
        var objected = await ObjectedRound.PrepareAsync(_server.Site, definition =>
            definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "commentMin": 2, "objectionDays": 7}"""), CommentAsync);
        await objected.Round.MoveAsync("published");
        await objected.UpholdAsync(await objected.FileAsync());
        (Published, Reviewer) = (objected.Round.Id, objected.ReviewerName);
        var comment = (await _server.Administrator.GetAsync($"{objected.Round.Path}/comments")).Answers().GetProperty("comments")[0].GetProperty("id").GetString();
        (await objected.Reviewer.PostAsync($"{objected.Round.Path}/units/u1/comments/tags", $$"""{"comments":["{{comment}}"],"add":["kind"]}""")).Answers();
        (await objected.Reviewer.PutAsync($"{objected.Round.Path}/units/u1/comments/{comment}/answer", """{"text":"thank you"}""")).Answers();
        await HonourAsync(objected);
    }

    private async Task HonourAsync(ObjectedRound objected)
    {
        var awards = $"{objected.Round.Path}/awards";
        (await _server.Administrator.PostAsync(awards, """{"version":2,"scope":"round","tiers":[{"code":"first","label":"First","count":1},{"code":"second","label":"Second","count":1}]}""")).Answers();
        (await objected.Reviewer.PostAsync($"{awards}/special", """{"code":"creative","label":"Creative","unit":"u1","reason":"open at night"}""")).Answers(201);
        (await objected.Second.PostAsync($"{awards}/special/creative/approval")).Answers();
        (await _server.Administrator.PutAsync("/api/honours/titles/civilised", """{"label":"Civilised","level":"city","termMonths":24}""")).Answers();
        (await _server.Administrator.PostAsync("/api/honours", $$"""{"title":"civilised","unit":"u1","from":"2020-08-31","round":"{{Published}}"}""")).Answers(201);
        (await _server.Administrator.PostAsync("/api/honours/h-1/renewal", "{}")).Answers(201);
        (await _server.Administrator.PostAsync("/api/honours/h-2/withdrawal", """{"grounds":"false figures","on":"2023-01-01"}""")).Answers();
    }

    private static async Task CommentAsync(TestRound round)
    {
        foreach (var voter in await round.IssueAsync("npc", 4))
            (await round.Server.Voter(voter).PutAsync($"{round.Path}/ballot", """{"slips":[{"unit":"u1","marks":[0,0],"comment":"kind people"}]}""")).Answers();
    }

    private async Task OpenAsync()
    {
        var round = await _server.OpenAsync();
        Open = round.Id;
        await _server.Administrator.PostAsync($"{round.Path}/transitions", """{"to":"paused","reason":"a storm"}""");
        await round.MoveAsync("voting");
        foreach (var voter in (await round.IssueAsync("users", 60)).Take(40))
            (await round.CastAsync(voter, "u1:0,1", "u3:2,2")).Answers();
    }
}
