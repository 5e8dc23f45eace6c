using Evaluation.Cluster.Tests.Survival;

namespace Evaluation.Cluster.Tests.Operations;

/// <summary>A small round in which voters vote one after the other and repeat busy calls.</summary>
internal static class FewVoters
{
    /// <summary>The round, open, and as many voters.</summary>
    public static async Task<(TestRound Round, string[] Voters)> InviteAsync(Site site, string round, int count)
    {
        (await RepeatedCalls.AskAsync(() => site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of(round)))).Answers(201);
        var open = new TestRound(site, round);
        await open.MovePatientlyAsync("voting");
        return (open, await RepeatedCalls.IssueAsync(open, "npc", count));
    }

    /// <summary>Each voter casts the same ballot. Returns the receipts.</summary>
    public static async Task<string[]> CastAsync(TestRound round, string[] voters)
    {
        List<string> receipts = [];
        foreach (var voter in voters)
            receipts.Add((await RepeatedCalls.AskAsync(() => round.CastAsync(voter, "u1:0,1"))).Answers().GetProperty("receipt").GetString()!);
        return [.. receipts];
    }
}
