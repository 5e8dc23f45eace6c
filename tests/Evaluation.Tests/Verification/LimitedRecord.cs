using System.Text.Json.Nodes;
using Evaluation.Evidence;

namespace Evaluation.Tests.Verification;

/// <summary>
/// What the program itself recorded: a published round with limits, in which some ballots were never finished, and a round that combines
/// its result with that of another one.
/// </summary>
public sealed class LimitedRecord : IAsyncLifetime
{
    private readonly TestServer _server = new();

    /// <summary>The round with limits. Two of its six ballots were left out.</summary>
    public string Limited { get; private set; } = "";

    /// <summary>The round that combines two results.</summary>
    public string Combined { get; private set; } = "";

    /// <summary>The other round that is combined. A veto of unit u2 is carried over.</summary>
    public string Part { get; private set; } = "";

    public IEvidenceStore Evidence => _server.Get<IEvidenceStore>();

    internal Task<Insider> StealAsync() => Insider.CopyAsync(_server);

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        var limited = await _server.OpenAsync(definition =>
        {
            definition["ballotBoxes"] = 1;
            definition["ballot"] = JsonNode.Parse("""{"limits":[{"class":"town","criterion":"duty","options":["A"],"max":1,"min":1}],"uniform":"refuse","unfinished":"ignore"}""");
        });
        var voters = await limited.IssueAsync("users", 6);
        foreach (var voter in voters)
            (await limited.CastAsync(voter, "u1:0,1", "u3:1,1")).Answers();
        (await limited.CastAsync(voters[0], "u2:0,0")).Refuses(409, "over-limit");
        foreach (var voter in voters[..4])
            (await _server.Voter(voter).PostAsync($"{limited.Path}/ballot/finish", "")).Answers();
        (await limited.CastAsync(voters[1], "u1:1,0", "u2:0,0")).Answers();
        (await _server.Voter(voters[1]).PostAsync($"{limited.Path}/ballot/finish", "")).Answers();
        await limited.MoveAsync("sealed", "provisional", "published");

        var part = await ObjectedRound.PublishAsync(_server.Site);
        await part.UpholdAsync(await part.FileAsync(), """{"change":"fact-stated","fact":{"fact":"named"}}""");
        var combined = await _server.DraftAsync(definition =>
        {
            definition.Remove("criteria");
            definition.Remove("options");
            definition["combine"] = JsonNode.Parse($$"""[{"round":"{{limited.Id}}","share":60},{"round":"{{part.Round.Id}}","share":40}]""");
        });
        await combined.MoveAsync("sealed", "provisional", "published");
        (Limited, Part, Combined) = (limited.Id, part.Round.Id, combined.Id);
    }

    public Task DisposeAsync() => _server.DisposeAsync();
}
