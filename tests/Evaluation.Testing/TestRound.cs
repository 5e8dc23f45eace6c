using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Testing;

/// <summary>A round on a server under test, and the calls that most tests make.</summary>
public sealed record TestRound(Site Server, string Id)
{
    public string Path => $"/api/rounds/{Id}";

    /// <summary>Moves the round. Where units miss entries, computes the result without them.</summary>
    public async Task<JsonElement> MoveAsync(string to)
    {
        var moved = await TryMoveAsync(to);
        return (moved.Status == 409 && to == "provisional" && moved.Text.Contains("\"incomplete\"", StringComparison.Ordinal) ? await ComputeIncompleteAsync() : moved).Answers();
    }

    public Task<Answer> ComputeIncompleteAsync(string reason = "no sheets were filed") =>
        Server.Administrator.PostAsync($"{Path}/transitions", $$"""{"to":"provisional","incomplete":"accept","reason":"{{reason}}"}""");

    public Task<Answer> TryMoveAsync(string to, string? reason = null) =>
        Server.Administrator.PostAsync($"{Path}/transitions", reason is null ? $$"""{"to":"{{to}}"}""" : $$"""{"to":"{{to}}","reason":"{{reason}}"}""");

    public async Task MoveAsync(params string[] path)
    {
        foreach (var to in path)
            await MoveAsync(to);
    }

    public Task<Answer> ScheduleAsync(string body) => Server.Administrator.PostAsync($"{Path}/schedule", body);

    /// <summary>New credentials of a group; <paramref name="units"/> as <c>"u1","u2"</c>.</summary>
    public async Task<string[]> IssueAsync(string group, int count, string? units = null)
    {
        var answer = await TryIssueAsync(group, count, units);
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0])];
    }

    public Task<Answer> TryIssueAsync(string group, int count, string? units = null) => Server.Administrator.PostAsync(
        $"{Path}/credentials", units is null ? $$"""{"group":"{{group}}","count":{{count}}}""" : $$"""{"group":"{{group}}","count":{{count}},"units":[{{units}}]}""");

    /// <summary>New credentials of a group with the numbers of their slips, and spares after them.</summary>
    /// <param name="batch">The id of the batch; null for a random one.</param>
    public async Task<(string Credential, string Slip)[]> IssueWithSparesAsync(string group, int count, int spares, string? batch = null)
    {
        var body = new StringContent($$"""{"group":"{{group}}","count":{{count}},"spares":{{spares}}}""", System.Text.Encoding.UTF8, "application/json");
        return Rows(await Server.Administrator.SendAsync(HttpMethod.Post, $"{Path}/credentials", body, batch is null ? [] : [("Idempotency-Key", batch)]));
    }

    /// <summary>The rows of a file of credentials.</summary>
    public static (string Credential, string Slip)[] Rows(Answer file)
    {
        Assert.True(file.Status == 200, file.Text);
        return [.. file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(row => (row[0], row[4]))];
    }

    /// <summary>Casts slips, each as <c>u1:0,1</c>.</summary>
    public Task<Answer> CastAsync(string credential, params string[] slips) => Server.Voter(credential).PutAsync($"{Path}/ballot", Ballot(slips));

    public async Task<JsonElement> StateAsync() => (await Server.Administrator.GetAsync(Path)).Answers();

    public async Task<int> IssuedAsync(string group) =>
        (await StateAsync()).GetProperty("counts").GetProperty("groups").EnumerateArray().Single(entry => entry.GetProperty("group").GetString() == group).GetProperty("issued").GetInt32();

    public static string Ballot(params string[] slips) =>
        $$"""{"slips":[{{string.Join(',', slips.Select(slip => slip.Split(':')).Select(slip => $$"""{"unit":"{{slip[0]}}","marks":[{{slip[1]}}]}"""))}}]}""";
}

/// <summary>A round whose credentials have two parts, given out by two administrators.</summary>
public static class TwoPartRound
{
    public static void Describe(JsonObject definition) => definition["credentials"] = JsonNode.Parse("""{"twoParts": true}""");

    /// <summary>Issues a batch; its first parts in the order of the numbers.</summary>
    public static async Task<(string Batch, string[] First)> IssueFirstAsync(this TestRound round, string group, int count)
    {
        var answer = await round.TryIssueAsync(group, count);
        Assert.True(answer.Status == 200, answer.Text);
        string[][] rows = [.. answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
        Assert.Equal("serial", rows[0][^1]);
        Assert.Equal(Enumerable.Range(1, count).Select(serial => $"{serial}"), rows.Skip(1).Select(row => row[^1]));
        return (answer.Headers.GetValues("Idempotency-Key").Single(), [.. rows.Skip(1).Select(row => row[0])]);
    }

    public static Task<Answer> TryFetchSecondAsync(this TestRound round, Caller caller, string batch) => caller.PostAsync($"{round.Path}/credentials/batches/{batch}/second-parts");

    /// <summary>The second parts of a batch in the order of the numbers.</summary>
    public static async Task<string[]> FetchSecondAsync(this TestRound round, Caller caller, string batch)
    {
        var answer = await round.TryFetchSecondAsync(caller, batch);
        Assert.True(answer.Status == 200, answer.Text);
        string[][] rows = [.. answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
        Assert.Equal(["serial", "part", "group"], rows[0]);
        Assert.Equal(Enumerable.Range(1, rows.Length - 1).Select(serial => $"{serial}"), rows.Skip(1).Select(row => row[0]));
        return [.. rows.Skip(1).Select(row => row[1])];
    }

    /// <summary>Both parts of a new credential, which two administrators give out.</summary>
    public static async Task<string> IssueInPartsAsync(this TestRound round, string group)
    {
        var other = await round.Server.Administrator.PostAsync("/api/staff", """{"name":"second-administrator","roles":[{"role":"administrator"}]}""");
        var (batch, first) = await round.IssueFirstAsync(group, 1);
        return first[0] + (await round.FetchSecondAsync(round.Server.Staff(other.Answers(201).GetProperty("key").GetString()!), batch))[0];
    }
}
