using System.Collections.Concurrent;
using System.Diagnostics;
using Evaluation.Testing.Oracle;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>
/// Sixty voters who vote as fast as they are answered, at any gateway, and who record every ballot and its answer. A ballot without
/// an answer, or refused as busy, is sent again, possibly to another gateway, until it is acknowledged, as a page does. Some ballots are
/// given up instead, and their outcome stays unknown.
/// </summary>
internal sealed class RecordingVoters
{
    private const int Voters = 60;
    private const int BallotBoxes = 8;

    /// <summary>One unanswered ballot in so many is given up.</summary>
    private const int GivenUpOf = 8;

    /// <summary>The pause of a voter after a busy or failed call; shorter than the Retry-After of the answer.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private readonly RandomRound _drawn;
    private readonly string _id;
    private readonly List<Voter> _voters = [];
    private IReadOnlyList<ClusterProcess> _doors = [];
    private int _epoch;
    private volatile bool _isOver;

    private RecordingVoters(RandomRound drawn, string id) => (_drawn, _id) = (drawn, id);

    /// <summary>The number of answers by status.</summary>
    public ConcurrentDictionary<int, int> Answers { get; } = new();

    public IReadOnlyList<Voter> All => _voters;

    public string Round => _id;

    public RandomRound Drawn => _drawn;

    /// <summary>A drawn round, opened, with a credential for every voter.</summary>
    public static async Task<RecordingVoters> InviteAsync(Site site, int seed, int boxes = BallotBoxes)
    {
        var id = $"seed-{seed}";
        var drawn = new RandomRound(seed, id, isVoteOnly: true);
        drawn.Definition["ballotBoxes"] = boxes;
        var created = await RepeatedCalls.AskAsync(() => site.Administrator.PostAsync("/api/rounds", drawn.Definition));
        Assert.True(created.Status is 201 or 409, created.Text);
        var (voters, round) = (new RecordingVoters(drawn, id), new TestRound(site, id));
        await round.MovePatientlyAsync("voting");
        var share = (Voters + drawn.Groups.Length - 1) / drawn.Groups.Length;
        foreach (var group in drawn.Groups)
            foreach (var credential in await RepeatedCalls.IssueAsync(round, group, Math.Min(share, Voters - voters._voters.Count)))
                voters._voters.Add(new(credential, group));
        return voters;
    }

    public TestRound On(Site site) => new(site, _id);

    /// <summary>Removes a gateway from the list, as a load balancer does when it is not ready.</summary>
    public void Leave(ClusterProcess gateway) => _doors = [.. _doors.Where(other => other != gateway)];

    /// <summary>All vote while <paramref name="meanwhile"/> runs, and then until each has its last answer.</summary>
    public async Task VoteAsync(IReadOnlyList<ClusterProcess> gateways, Func<Task> meanwhile)
    {
        (_isOver, _doors) = (false, gateways);
        var voting = _voters.Select((voter, number) => VoteAsync(voter, new(_drawn.Next(0, int.MaxValue) ^ number))).ToArray();
        try
        {
            var happening = meanwhile();
            // A voter that ends early has failed; its exception is thrown here.
            await Task.WhenAny(happening, Task.WhenAll(voting));
            await happening;
        }
        finally
        {
            _isOver = true;
        }
        await Task.WhenAll(voting);
    }

    /// <summary>Returns when every voter has an answer to a ballot that was begun after the call, and how long that took.</summary>
    public async Task<TimeSpan> AreServedAsync()
    {
        var epoch = Interlocked.Increment(ref _epoch);
        var waited = Stopwatch.StartNew();
        while (!_voters.TrueForAll(voter => voter.ServedIn >= epoch))
        {
            Assert.True(waited.Elapsed < Bound, $"{_voters.Count(voter => voter.ServedIn < epoch)} voters wait for an answer; so far {Answered()}");
            await Task.Delay(Rest / 10);
        }
        return waited.Elapsed;
    }

    public string Answered() => string.Join(", ", Answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}"));

    private async Task VoteAsync(Voter voter, Random random)
    {
        while (!_isOver || voter.Pending is not null)
        {
            voter.Pending ??= voter.Draw(_drawn, random, Volatile.Read(ref _epoch));
            var doors = Volatile.Read(ref _doors);
            if (await SendAsync(voter, doors[random.Next(doors.Count)].Site) is not { } answer)
            {
                if (random.Next(GivenUpOf) == 0)
                    voter.Pending = null;
                await Task.Delay(Rest);
                continue;
            }
            voter.Acknowledge(answer.Answers().GetProperty("receipt").GetString()!);
        }
    }

    /// <summary>Null if the call failed or was refused as busy.</summary>
    private async Task<Answer?> SendAsync(Voter voter, Site site)
    {
        try
        {
            var answer = await site.Voter(voter.Credential).PutAsync($"/api/rounds/{_id}/ballot", voter.Pending!.Body);
            Answers.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
            if (answer.Status != 503)
                return answer;
            answer.Refuses(503, "busy");
            Assert.NotNull(answer.Headers.RetryAfter);
            return null;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            Answers.AddOrUpdate(0, 1, (_, count) => count + 1);
            return null;
        }
    }
}
