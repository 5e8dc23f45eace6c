using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Simulation;

/// <summary>One journal, one or two processes on it, voters, officials and failures; everything follows from the seed.</summary>
internal sealed class World : ISeededWorld
{
    /// <summary>The rolls are long: a batch that was abandoned by a process that is behind the journal may stay reserved.</summary>
    public static readonly RoundRules Rules = Given.Rules with { Groups = [.. Given.Rules.Groups.Select(group => group with { Roll = 1_000 })] };

    /// <summary>The same round with a limit. Ballots are finished; those that are not are left out.</summary>
    public static readonly BallotRules LimitedBallot = new([new("service", "duty", ["A"], Max: 1, Min: 1)], UniformBallot.Refuse, UnfinishedBallot.Ignore);

    private const int FaultPercent = 12;

    private readonly Processes _processes;

    public World(int seed)
    {
        Random = new(seed);
        HasLimits = seed % 4 > 1;
        _processes = new(1 + seed % 2, Journal, Random, FaultPercent, Keys);
    }

    public Random Random { get; }

    /// <summary>Whether the round has a <see cref="LimitedBallot"/>.</summary>
    public bool HasLimits { get; }

    public FakeTimeProvider Clock { get; } = new(Given.Opening);

    public MemoryJournal Journal { get; } = new();

    /// <summary>The store of keys. It never fails.</summary>
    public MemoryKeyStore Keys { get; } = new();

    public List<Ballot> Ballots { get; } = [];

    /// <summary>Ids of the batches whose credentials the voters have.</summary>
    public List<string> Batches { get; } = [];

    /// <summary>The credentials of these batches, with their spares.</summary>
    public List<MadeCredentials> Made { get; } = [];

    /// <summary>Bugs that a grain reported; the list must stay empty.</summary>
    public List<Exception> Bugs => _processes.Bugs;

    /// <summary>While two activations of a grain can exist, an answer that changes nothing may be of an earlier moment.</summary>
    public bool IsAlone => _processes.IsAlone;

    public async Task PlayAsync()
    {
        await AskUntilKnownAsync(node => node.SendAsync(RoundGrain.Ref(Rules.Id), new CreateRound(HasLimits ? Rules with { Ballot = LimitedBallot } : Rules, Clock.GetUtcNow(), Given.Administrator)));
        var credentials = new List<CredentialHash>();
        foreach (var (group, count) in new[] { ("npc", 2), ("users", 3) })
            credentials.AddRange(await new Issuer(this).IssueAsync(group, count));
        var officials = new Officials(this);
        await officials.OpenAsync();

        List<Task> going = [officials.ChangeTheirMindsAsync(), officials.KeepTimeAsync(), officials.VoidABatchAsync(), officials.ReplaceASlipAsync(), MakeTroubleAsync()];
        going.AddRange(credentials.Select(credential => new Voter(this, credential).VoteAsync()));
        going.Add(new Voter(this, CredentialHash.Of(Given.Secret(Random.Next()))).VoteAsync());
        await Task.WhenAll(going);

        _processes.IsCalm = Random.Next(2) == 0;
        await officials.CloseAsync();
        _processes.IsCalm = true;
        _processes.KillAll();
        await officials.CloseAsync();
    }

    /// <summary>Sends to a random process. Null when it was killed before it answered.</summary>
    public Task<Outcome<TAnswer>?> AskAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask) => _processes.AskAsync(ask);

    /// <summary>Sends again while the outcome is unknown.</summary>
    public Task<Outcome<TAnswer>> AskUntilKnownAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask) => _processes.AskUntilKnownAsync(ask);

    private async Task MakeTroubleAsync()
    {
        for (var left = Random.Next(40); left > 0; left--)
        {
            await _processes.PauseAsync(20);
            Clock.Advance(TimeSpan.FromSeconds(Random.Next(20)));
            if (Random.Next(4) == 0)
                _processes.KillOne();
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
            {
                BoxGrain.Evolve(box, happened);
                if (box.Seal.IsShut)
                    box.Seal.Take(grain.Stream, await Keys.FindAsync(Rules.Id));
            }
            if (Random.Next(8) > 0)
                continue;
            var payload = new System.Buffers.ArrayBufferWriter<byte>();
            BoxGrain.WriteSnapshot(box, payload);
            await Journal.SaveSnapshotAsync(grain.Stream, new(entry.NextVersion, box.Seal.Commitment is null ? BoxSnapshot.Format : BoxSnapshot.SealedFormat, payload.WrittenMemory, entry.Hash));
            return;
        }
    }
}
