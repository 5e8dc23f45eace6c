using System.Globalization;
using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Journal;
using Evaluation.Testing.Oracle;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>
/// Compares the record of every voter with the journal, and the published result with an independent scorer. It trusts nothing that runs
/// in a silo or a gateway.
/// </summary>
internal static class RecordComparison
{
    public static async Task AssertHistoryAsync(LocalCluster cluster, RecordingVoters voters)
    {
        var site = cluster.Gateways[0].Site;
        await voters.On(site).MovePatientlyAsync("sealed");
        await RefuseLateAsync(site, voters);
        var boxes = await cluster.WithJournalAsync(journal => cluster.WithKeysAsync(async keys => await ReadAsync(await PlainRecord.OfAsync(journal, keys), voters.Round)));
        var key = new VoterKey(await cluster.WithKeysAsync(keys => keys.FindAsync(voters.Round).AsTask()));
        var counted = voters.All.ToDictionary(voter => voter, voter => Counted(voter, key.NameOf(voter.Secret), boxes));
        Assert.Equal(boxes.Sum(box => box.Count), counted.Values.Sum(asked => asked.Count));
        await AssertResultAsync(site, voters, counted);
        await cluster.AssertRecountAsync();
    }

    /// <summary>The ballots of each box in the order of their numbers.</summary>
    private static async Task<List<BallotCast>[]> ReadAsync(MemoryJournal journal, string round)
    {
        List<List<BallotCast>> boxes = [];
        for (var box = 0; ; box++)
        {
            List<BoxEvent> events = [];
            await foreach (var entry in journal.ReadAsync(BoxGrain.Ref(round, box).Stream, 0))
                events.AddRange(BoxGrain.Read(entry));
            if (events.Count == 0)
                return [.. boxes];
            boxes.Add([.. events.OfType<BallotCast>()]);
        }
    }

    /// <summary>
    /// A voter's ballots in the order in which they were counted. Acknowledged ballots are stored at the place in their receipt and in the
    /// order of sending; refused ballots are not stored; abandoned ones may be. Nothing is stored twice.
    /// </summary>
    private static List<AskedBallot> Counted(Voter voter, CredentialHash name, List<BallotCast>[] boxes)
    {
        var stored = boxes.SelectMany(box => box).Where(cast => cast.Credential == name).Select(cast => voter.Asked.Single(asked => asked.Remark == Remark(cast))).ToList();
        Assert.Equal(stored.Distinct(), stored);
        Assert.Equal(voter.Asked.Where(asked => asked.Receipt is not null), stored.Where(asked => asked.Receipt is not null));
        Assert.DoesNotContain(stored, asked => asked.IsRefused);
        foreach (var asked in voter.Asked.Where(asked => asked.Receipt is not null))
        {
            var receipt = asked.Receipt!.Split('-').Take(2).Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            var cast = boxes[receipt[0]][receipt[1] - 1];
            Assert.Equal((name, asked.Remark), (cast.Credential, Remark(cast)));
        }
        return stored;
    }

    /// <summary>After the close every ballot is refused. The journal is read after that.</summary>
    private static async Task RefuseLateAsync(Site site, RecordingVoters voters)
    {
        foreach (var voter in voters.All)
        {
            var late = voter.Draw(voters.Drawn, new(0), 0);
            late.IsRefused = true;
            (await RepeatedCalls.AskAsync(() => site.Voter(voter.Credential).PutAsync($"/api/rounds/{voters.Round}/ballot", late.Body))).Refuses(409, "not-open");
        }
    }

    /// <summary>The result equals the score of each voter's last counted slip for each unit.</summary>
    private static async Task AssertResultAsync(Site site, RecordingVoters voters, Dictionary<Voter, List<AskedBallot>> counted)
    {
        await voters.On(site).MovePatientlyAsync("provisional", "published");
        var published = Figures.Of((await RepeatedCalls.AskAsync(() => site.Anybody.GetAsync($"/api/rounds/{voters.Round}/results"))).Answers().GetProperty("classes"));
        var slips = counted.SelectMany(voter => voter.Value.SelectMany(asked => asked.Slips).GroupBy(slip => slip.Key)
            .Select(unit => new OracleSlip(unit.Key, voter.Key.Group, unit.Last().Value)));
        var expected = Oracle.Score(voters.Drawn.Json, [.. slips]);
        Assert.True(Figures.Of(expected) == published, Figures.Difference(expected, published));
    }

    /// <summary>A slip ends with its comment, so the ballot does too.</summary>
    private static string Remark(BallotCast cast)
    {
        for (var length = 1; ; length++)
            if (cast.Slips[^(length + 2)] == length && cast.Slips[^(length + 1)] == 0)
                return Encoding.UTF8.GetString(cast.Slips[^length..]);
    }
}
