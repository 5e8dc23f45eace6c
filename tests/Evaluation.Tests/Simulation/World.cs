using Evaluation.Ballots;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Simulation;

/// <summary>One journal, one or two processes on it, voters, officials and failures; everything follows from the seed.</summary>
internal sealed class World
{
    /// <summary>The rolls are long: a batch that was abandoned by a process that is behind the journal may stay reserved.</summary>
    public static readonly RoundRules Rules = Given.Rules with { Groups = [.. Given.Rules.Groups.Select(group => group with { Roll = 1_000 })] };

    private const int FaultPercent = 12;

    private readonly Node[] _nodes;
    private bool _isCalm;

    public World(int seed)
    {
        Random = new(seed);
        _nodes = new Node[1 + seed % 2];
        for (var i = 0; i < _nodes.Length; i++)
            _nodes[i] = Start();
    }

    public Random Random { get; }

    public FakeTimeProvider Clock { get; } = new(Given.Opening);

    public MemoryJournal Journal { get; } = new();

    public List<Ballot> Ballots { get; } = [];

    /// <summary>Ids of the batches whose credentials the voters have.</summary>
    public List<string> Batches { get; } = [];

    /// <summary>Bugs that a grain reported; the list must stay empty.</summary>
    public List<Exception> Bugs { get; } = [];

    /// <summary>While two activations of a grain can exist, an answer that changes nothing may be of an earlier moment.</summary>
    public bool IsAlone => _nodes.Length == 1;

    public async Task PlayAsync()
    {
        await AskUntilKnownAsync(node => node.SendAsync(RoundGrain.Ref(Rules.Id), new CreateRound(Rules, Clock.GetUtcNow(), Given.Administrator)));
        var credentials = new List<CredentialHash>();
        foreach (var (group, count) in new[] { ("npc", 2), ("users", 3) })
            credentials.AddRange(await new Issuer(this).IssueAsync(group, count));
        var officials = new Officials(this);
        await officials.OpenAsync();

        List<Task> going = [officials.ChangeTheirMindsAsync(), officials.KeepTimeAsync(), officials.VoidABatchAsync(), MakeTroubleAsync()];
        going.AddRange(credentials.Select(credential => new Voter(this, credential).VoteAsync()));
        going.Add(new Voter(this, CredentialHash.Of(Given.Secret(Random.Next()))).VoteAsync());
        await Task.WhenAll(going);

        _isCalm = Random.Next(2) == 0;
        await officials.CloseAsync();
        _isCalm = true;
        KillAll();
        await officials.CloseAsync();
    }

    /// <summary>Sends to a random process. Null when it was killed before it answered.</summary>
    public async Task<Outcome<TAnswer>?> AskAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask)
    {
        var node = _nodes[Random.Next(_nodes.Length)];
        var answer = ask(node).AsTask();
        if (await Task.WhenAny(answer, node.Death) == answer)
            return await answer;
        return new Outcome<TAnswer>?();
    }

    /// <summary>Sends again while the outcome is unknown.</summary>
    public async Task<Outcome<TAnswer>> AskUntilKnownAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask)
    {
        while (true)
            if (await AskAsync(ask) is { } known && known.Refusal?.Code is not (RefusalCode.Busy or RefusalCode.StorageFull))
                return known;
    }

    private Node Start() => new(Journal, Random, () => _isCalm ? 0 : FaultPercent, Note);

    private void Note(Exception failure)
    {
        if (failure is not JournalUnavailableException)
            Bugs.Add(failure);
    }

    private void KillAll()
    {
        for (var i = 0; i < _nodes.Length; i++)
            Kill(i);
    }

    /// <summary>Senders that waited for the process send again at once, so its successor starts before it dies.</summary>
    private void Kill(int node)
    {
        var victim = _nodes[node];
        _nodes[node] = Start();
        victim.Kill();
    }

    private async Task MakeTroubleAsync()
    {
        for (var left = Random.Next(40); left > 0; left--)
        {
            for (var pause = Random.Next(20); pause > 0; pause--)
                await Task.Yield();
            Clock.Advance(TimeSpan.FromSeconds(Random.Next(20)));
            if (Random.Next(4) == 0)
                Kill(Random.Next(_nodes.Length));
            if (Random.Next(4) == 0)
                await LeaveSnapshotAsync(BoxGrain.Ref(Rules.Id, Random.Next(Rules.BallotBoxes)));
        }
    }

    /// <summary>Runs are too short for a grain to save a snapshot, so this saves one at the end of a random entry.</summary>
    private async Task LeaveSnapshotAsync(GrainId grain)
    {
        var box = BoxGrain.Start(grain);
        await foreach (var entry in Journal.ReadAsync(grain.Stream, 0))
        {
            foreach (var happened in BoxGrain.Read(entry))
                BoxGrain.Evolve(box, happened);
            if (Random.Next(8) > 0)
                continue;
            var payload = new System.Buffers.ArrayBufferWriter<byte>();
            BoxGrain.WriteSnapshot(box, payload);
            await Journal.SaveSnapshotAsync(grain.Stream, new(entry.NextVersion, BoxSnapshot.Format, payload.WrittenMemory, entry.Hash));
            return;
        }
    }
}
