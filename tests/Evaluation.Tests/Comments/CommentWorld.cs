using Evaluation.Ballots;
using Evaluation.Gateway.Comments;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Tests.Simulation;
using Evaluation.Workflows;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Comments;

/// <summary>
/// A vote that is cast, sealed and then worked on by officials, on one journal and in one process at a time, which is killed now and then;
/// everything by the seed.
/// </summary>
internal sealed class CommentWorld
{
    private const int FaultPercent = 12;

    private Node _node = null!;
    private CommentUseCases _comments = null!;

    /// <param name="isCalm">Nothing goes wrong.</param>
    public CommentWorld(WrittenVote vote, int seed, bool isCalm = false)
    {
        (Vote, Random, IsCalm) = (vote, new(seed), isCalm);
        FirstCredential = Random.Next(1_000_000);
        Start();
    }

    public WrittenVote Vote { get; }

    public Random Random { get; }

    public FakeTimeProvider Clock { get; } = new(Given.Opening);

    public MemoryJournal Journal { get; } = new();

    /// <summary>Faults are off, and the order of commands is fixed.</summary>
    public bool IsCalm { get; private set; }

    /// <summary>Bugs that a grain reported; must stay empty.</summary>
    public List<Exception> Bugs { get; } = [];

    /// <summary>The sealed round.</summary>
    public RoundView Round { get; private set; } = null!;

    private int FirstCredential { get; }

    private GrainRef<Evaluation.Rounds.Round> RoundRef => RoundGrain.Ref(Vote.Rules.Id);

    /// <summary>Runs the round from creation to the seal.</summary>
    public async Task VoteAsync()
    {
        await AskUntilKnownAsync((engine, _) => engine.SendAsync(RoundRef, new CreateRound(Vote.Rules, Clock.GetUtcNow(), Given.Administrator)));
        foreach (var (number, writer) in Vote.Writers.Index())
            await AskUntilKnownAsync((engine, _) => engine.SendAsync(Box(number), Given.Stored(writer.Group, FirstCredential + number)));
        Assert.Null((await MoveAsync(RoundState.Voting)).Refusal);
        await Task.WhenAll([.. Vote.Writers.Index().Select(writer => WriteAsync(writer.Index, writer.Item)), ReadTooEarlyAsync(), MakeTroubleAsync()]);
        do
            Round = (await MoveAsync(RoundState.Sealed)).Answer;
        while (Round.State != RoundState.Sealed);
    }

    /// <summary>Turns faults off and continues in a new process that has replayed the journal.</summary>
    public void Calm()
    {
        IsCalm = true;
        Kill();
    }

    /// <summary>Sends to the process. Null if it was killed before it answered.</summary>
    public async Task<Outcome<TAnswer>?> AskAsync<TAnswer>(Func<IEngine, CommentUseCases, ValueTask<Outcome<TAnswer>>> ask)
    {
        var node = _node;
        var answer = ask(node, _comments).AsTask();
        if (await Task.WhenAny(answer, node.Death) == answer)
            return await answer;
        return new Outcome<TAnswer>?();
    }

    /// <summary>Repeats a call while its outcome is unknown.</summary>
    public async Task<Outcome<TAnswer>> AskUntilKnownAsync<TAnswer>(Func<IEngine, CommentUseCases, ValueTask<Outcome<TAnswer>>> ask)
    {
        while (true)
            if (await AskAsync(ask) is { } known && IsKnown(known.Refusal))
                return known;
    }

    public static bool IsKnown(Refusal? refusal) => refusal?.Code is not (RefusalCode.Busy or RefusalCode.StorageFull);

    public async Task PauseAsync(int most)
    {
        for (var left = Random.Next(most); left > 0; left--)
            await Task.Yield();
    }

    public async Task MakeTroubleAsync()
    {
        for (var left = IsCalm ? 0 : Random.Next(20); left > 0; left--)
        {
            await PauseAsync(20);
            Clock.Advance(TimeSpan.FromSeconds(Random.Next(20)));
            if (Random.Next(4) == 0)
                Kill();
        }
    }

    private async Task WriteAsync(int number, WrittenVote.Writer writer)
    {
        foreach (var ballot in writer.BallotsOf(Random))
        {
            await PauseAsync(30);
            byte[] slips = [.. ballot.SelectMany(slip => Given.Slip(slip.Unit, slip.Slip.Marks, slip.Slip.Comment))];
            Assert.Null((await AskUntilKnownAsync((engine, _) => engine.SendAsync(Box(number), new CastBallot(Credential(number), Clock.GetUtcNow(), slips)))).Refusal);
        }
    }

    /// <summary>Asks before the close. The refusal must not be cached as an answer for later.</summary>
    private async Task ReadTooEarlyAsync()
    {
        await PauseAsync(60);
        if (await AskAsync((_, comments) => comments.ListAsync(Vote.Rules, new(), 0, 200)) is { } early)
            Assert.Contains(early.Refusal!.Code, (RefusalCode[])[RefusalCode.WrongState, RefusalCode.Busy, RefusalCode.StorageFull]);
    }

    private Task<Outcome<RoundView>> MoveAsync(RoundState to) =>
        AskUntilKnownAsync((engine, _) => new RoundClerk(engine, Clock).MoveAsync(Vote.Rules.Id, to, Given.Administrator, "by hand"));

    private CredentialHash Credential(int number) => Given.Credential(FirstCredential + number);

    private GrainRef<BallotBox> Box(int number) => BoxGrain.Ref(Vote.Rules.Id, Credential(number).Box(Vote.Rules.BallotBoxes));

    /// <summary>Waiting callers retry at once, so the next process starts before the old one is killed.</summary>
    private void Kill()
    {
        var victim = _node;
        Start();
        victim.Kill();
    }

    private void Start()
    {
        _node = new(Journal, Random, () => IsCalm ? 0 : FaultPercent, Note);
        _comments = new(_node, new(_node), Clock);
    }

    private void Note(Exception failure)
    {
        if (failure is not JournalUnavailableException)
            Bugs.Add(failure);
    }
}
