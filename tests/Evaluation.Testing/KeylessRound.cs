using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Testing;

/// <summary>
/// A sealed round with votes, re-votes and comments, whose key may be destroyed at once, and everything that staff and public read of it.
/// </summary>
public sealed record KeylessRound(TestRound Round, string[] Voters, Caller Unit, Caller Reviewer, Caller Second, Caller Auditor)
{
    /// <summary>What is read of the votes of a sealed round.</summary>
    public static readonly string[] Sealed =
    [
        "export?what=slips", "export?what=tally", "export?what=comments", "export?what=record&format=json", "scores", "criteria/duty/scores", "turnout", "comments", "comments?unit=u1",
    ];

    /// <summary>What is read of a result.</summary>
    public static readonly string[] Computed =
    [
        .. Sealed, "results", "results/u1/derivation", "results/u2/derivation?format=text&lang=en", "export?what=results",
    ];

    public string Path => Round.Path;

    /// <summary>The receipts of all ballots, also of the one that was replaced.</summary>
    public IReadOnlyList<string> Receipts { get; init; } = [];

    public static async Task<KeylessRound> SealAsync(Site site)
    {
        var definition = SmallDefinition.Of(TestServer.NewId("keyless"));
        SmallDefinition.Assessed(definition);
        definition["components"] = JsonNode.Parse("""{"vote": 100, "bonusCap": 20}""");
        definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "commentMin": 2, "objectionDays": 7, "destroyKeyAt": "sealed"}""");
        definition["groups"]!.AsArray()[1]!["slipsMin"] = 3;
        (await site.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(site, (string)definition["id"]!);
        await round.MoveAsync("assessing", "voting");
        string[] voters = [.. await round.IssueAsync("users", 5), .. await round.IssueAsync("npc", 4), .. await round.IssueAsync("npc", 2, "\"u3\"")];
        List<string> receipts = [];
        foreach (var (index, voter) in voters.Take(9).Index())
            receipts.Add(ReceiptOf(await site.Voter(voter).PutAsync($"{round.Path}/ballot", Ballot(index % 4, index % 3))));
        receipts.Add(ReceiptOf(await site.Voter(voters[0]).PutAsync($"{round.Path}/ballot", Ballot(1, 0))));
        receipts.Add(ReceiptOf(await round.CastAsync(voters[9], "u3:0,2")));
        await round.MoveAsync("sealed");
        var (unit, _) = await ObjectedRound.StaffAsync(site, $$"""{"role":"unit","round":"{{round.Id}}","unit":"u2"}""");
        var (reviewer, _) = await ObjectedRound.StaffAsync(site, """{"role":"reviewer"}""");
        var (second, _) = await ObjectedRound.StaffAsync(site, """{"role":"reviewer"}""");
        var (auditor, _) = await ObjectedRound.StaffAsync(site, """{"role":"auditor"}""");
        return new(round, voters, unit, reviewer, second, auditor) { Receipts = receipts };
    }

    /// <summary>The same round at another server of the same data.</summary>
    public KeylessRound At(Site site) => new(
        Round with { Server = site }, Voters, Unit.At(site), Reviewer.At(site), Second.At(site), Auditor.At(site))
    {
        Receipts = Receipts,
    };

    /// <summary>The auditor keeps a copy of the record in a second place.</summary>
    public async Task<Answer> KeepRecordAsync()
    {
        var rows = (await Auditor.GetAsync($"{Path}/export?what=record&format=json")).Answers().GetProperty("rows").EnumerateArray();
        var digest = rows.Single(row => row.GetProperty("row").GetString() == "digest").GetProperty("comment").GetString();
        return await Auditor.PostAsync($"{Path}/record/copies", $$"""{"digest":"{{digest}}","place":"safe 2"}""");
    }

    public async Task<Answer> DestroyAsync()
    {
        (await KeepRecordAsync()).Answers();
        return await ProposeAsync();
    }

    public Task<Answer> ProposeAsync() => Round.Server.Administrator.PostAsync($"{Path}/key/destruction", """{"reason":"everything is in the record"}""");

    /// <summary>What an auditor reads at these addresses, without versions and times of snapshots.</summary>
    public async Task<string[]> ReadAsync(IEnumerable<string> addresses)
    {
        var read = new List<string>();
        foreach (var address in addresses)
        {
            var answer = await Auditor.GetAsync($"{Path}/{address}");
            Assert.True(answer.Status == 200, $"{address}: {answer.Status} {answer.Text}");
            read.Add($"{address}: {(answer.Text.StartsWith('{') ? Lasting(answer.Text) : answer.Text)}");
        }
        return [.. read];
    }

    /// <summary>The proofs of all receipts, once a signed head covers their ballots, without what changes with the newest head.</summary>
    public async Task<string[]> ProveAsync()
    {
        var proofs = new List<string>();
        foreach (var receipt in Receipts)
        {
            var proof = await Eventually.IsAsync(
                async () => (await Round.Server.Anybody.PostAsync($"{Path}/receipt-checks", $$"""{"receipt":"{{receipt}}"}""")).Answers(), answer => answer.TryGetProperty("block", out _), "a signed head covers the ballot");
            proofs.Add($"{receipt} {proof.GetProperty("receipt").GetString()} {proof.GetProperty("event").GetRawText()}");
        }
        return [.. proofs];
    }

    /// <summary>Computes, publishes, corrects by an objection, and reads the comparison.</summary>
    public async Task<JsonElement> CorrectAsync()
    {
        var objected = new ObjectedRound(Round, Unit, Reviewer, "", Second);
        await Round.MoveAsync("published");
        await objected.UpholdAsync(await objected.FileAsync());
        return (await Round.Server.Anybody.GetAsync($"{Path}/results/comparison?from=1&to=2")).Answers();
    }

    private static string ReceiptOf(Answer cast) => cast.Answers().GetProperty("receipt").GetString()!;

    private static string Ballot(int mark, int other) =>
        $$"""{"slips":[{"unit":"u1","marks":[{{mark}},{{other}}],"comment":"comment {{other}}"},{"unit":"u2","marks":[{{other}},0]},{"unit":"u3","marks":[0,{{mark}}]}]}""";

    private static string Lasting(string json)
    {
        var answer = JsonNode.Parse(json)!.AsObject();
        answer.Remove("version");
        return answer.ToJsonString();
    }
}
