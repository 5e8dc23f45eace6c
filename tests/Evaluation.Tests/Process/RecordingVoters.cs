using System.Text.Json;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Process;

/// <summary>
/// Respondents who vote over many connections and record the acknowledgements. A ballot that a killed server did not answer is sent
/// again, as a page does; afterwards every standing slip is known.
/// </summary>
internal sealed class RecordingVoters
{
    private const int Connections = 16;

    private readonly List<Voter> _voters = [];
    private readonly RandomRound _drawn;
    private readonly string _id;
    private int _acknowledged;

    private RecordingVoters(RandomRound drawn, string id) => (_drawn, _id) = (drawn, id);

    /// <summary>Opens a random round with credentials for every group.</summary>
    public static async Task<RecordingVoters> InviteAsync(Site site, int seed, int perGroup, int ballotBoxes)
    {
        var id = $"seed-{seed}";
        var drawn = new RandomRound(seed, id, isVoteOnly: true);
        drawn.Definition["ballotBoxes"] = ballotBoxes;
        (await site.Administrator.PostAsync("/api/rounds", drawn.Definition)).Answers(201);
        var (voters, round) = (new RecordingVoters(drawn, id), new TestRound(site, id));
        await round.MoveAsync("voting");
        foreach (var group in drawn.Groups)
            foreach (var credential in await round.IssueAsync(group, perGroup))
                voters._voters.Add(new(credential, group));
        return voters;
    }

    public TestRound On(Site site) => new(site, _id);

    public int Ballots => _voters.Count(voter => voter.Standing.Count > 0);

    public int Slips => _voters.Sum(voter => voter.Standing.Count);

    /// <summary>Votes until the server is gone. Calls <paramref name="interrupt"/> once, after so many acknowledged ballots.</summary>
    public async Task VoteAsync(Site site, int interruptAfter, Func<Task> interrupt)
    {
        _acknowledged = 0;
        var seeds = Enumerable.Range(0, Connections).Select(_ => _drawn.Next(0, int.MaxValue)).ToArray();
        var interrupting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var workers = seeds.Select((seed, worker) => WorkAsync(On(site), new(seed), [.. _voters.Where((_, index) => index % Connections == worker)], () =>
        {
            if (Interlocked.Increment(ref _acknowledged) == interruptAfter)
                interrupting.TrySetResult();
        })).ToArray();
        // A worker that ends early has failed; its exception is thrown here.
        await Task.WhenAny(interrupting.Task, Task.WhenAll(workers));
        await interrupt();
        await Task.WhenAll(workers);
        Assert.True(interrupting.Task.IsCompleted, "The server was gone before it was interrupted.");
    }

    /// <summary>
    /// Checks the progress and receipt of every credential: acknowledged slips are stored, and nothing that was never sent.
    /// </summary>
    public async Task AssertAcknowledgedIsInAsync(Site site) => await Parallel.ForEachAsync(_voters, async (voter, _) =>
    {
        var progress = (await site.Voter(voter.Credential).GetAsync($"{On(site).Path}/ballot")).Answers();
        var (receipt, rated) = (progress.GetProperty("receipt").GetString(), progress.GetProperty("rated").EnumerateArray().Select(unit => unit.GetString()!).ToHashSet());
        Assert.Subset(rated, voter.Standing.Keys.ToHashSet());
        Assert.Subset(voter.Standing.Keys.Concat((voter.Pending ?? []).Keys).ToHashSet(), rated);
        if (voter.Pending is null)
            Assert.Equal(voter.Receipt, receipt);
        else if (receipt != voter.Receipt)
            Assert.True(Sequence(receipt) > Sequence(voter.Receipt), $"{receipt} after {voter.Receipt}");
    });

    /// <summary>Sends every unanswered ballot again.</summary>
    public Task ResendAsync(Site site) => Parallel.ForEachAsync(_voters.Where(voter => voter.Pending is not null), async (voter, _) =>
        voter.Acknowledge((await voter.SendAsync(On(site))).Answers()));

    /// <summary>Seals, publishes and compares every figure with the independent score of the standing slips.</summary>
    public async Task AssertResultAsync(Site site)
    {
        var round = On(site);
        await round.MoveAsync("sealed", "provisional", "published");
        var published = Figures.Of((await site.Anybody.GetAsync($"{round.Path}/results")).Answers().GetProperty("classes"));
        var expected = Oracle.Score(_drawn.Json, [.. _voters.SelectMany(voter => voter.Standing.Select(slip => new OracleSlip(slip.Key, voter.Group, slip.Value)))]);
        Assert.True(Figures.Of(expected) == published, Figures.Difference(expected, published));
    }

    private static uint Sequence(string? receipt) => receipt is null ? 0 : uint.Parse(receipt.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);

    private async Task WorkAsync(TestRound round, Random random, Voter[] voters, Action acknowledged)
    {
        try
        {
            while (true)
            {
                var voter = voters[random.Next(voters.Length)];
                voter.Pending ??= Draw(random);
                var answer = await voter.SendAsync(round);
                if (answer.Status == 503)
                    return;
                voter.Acknowledge(answer.Answers());
                acknowledged();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // The server is gone; the ballot stays pending.
        }
    }

    private Dictionary<string, int[]> Draw(Random random)
    {
        var units = _drawn.Units.Where(_ => random.Next(3) == 0).DefaultIfEmpty(_drawn.Units[0]);
        var (options, criteria) = (_drawn.Json.GetProperty("options").GetArrayLength(), _drawn.Json.GetProperty("criteria").GetArrayLength());
        return units.ToDictionary(unit => unit, _ => Enumerable.Range(0, criteria).Select(_ => random.Next(options)).ToArray());
    }

    private sealed class Voter(string credential, string group)
    {
        public string Credential { get; } = credential;

        public string Group { get; } = group;

        /// <summary>The ballot that was sent and has no answer yet.</summary>
        public Dictionary<string, int[]>? Pending { get; set; }

        /// <summary>The last acknowledged marks by unit.</summary>
        public Dictionary<string, int[]> Standing { get; } = [];

        public string? Receipt { get; private set; }

        public Task<Answer> SendAsync(TestRound round) => round.CastAsync(Credential, [.. Pending!.Select(slip => $"{slip.Key}:{string.Join(',', slip.Value)}")]);

        public void Acknowledge(JsonElement answer)
        {
            foreach (var (unit, marks) in Pending!)
                Standing[unit] = marks;
            (Receipt, Pending) = (answer.GetProperty("receipt").GetString(), null);
        }
    }
}
