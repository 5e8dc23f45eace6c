using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Log;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Testing.Witnesses;

/// <summary>One process that keeps the log of a journal, with a clock and a kept head of its own.</summary>
public sealed class KeptLog : IAsyncDisposable
{
    public static readonly LogName Name = new("vote.example/log");

    private readonly MailboxEngine _engine;
    private readonly LogKeeper _keeper;
    private readonly IKeptHeads _kept;

    public KeptLog(IJournal journal, IKeptHeads? kept = null, FakeTimeProvider? clock = null, LogKey? key = null)
    {
        (Journal, _kept, Clock) = (journal, kept ?? new MemoryHeads(), clock ?? new FakeTimeProvider(Given.Now));
        var changed = new ChangedStreams();
        _engine = new(journal, Clock, NullLogger<MailboxEngine>.Instance, streams: changed);
        _keeper = new(_engine, journal, changed, _kept, Name, key ?? LogKey.Make(), Clock, Warnings.Add);
    }

    public static KeptLog Open(IJournal journal, LogKey? key = null) => new(journal, key: key);

    public IJournal Journal { get; }

    /// <summary>The head of a log that keeps it in memory.</summary>
    public MemoryHeads Kept => (MemoryHeads)_kept;

    public FakeTimeProvider Clock { get; }

    public IEngine Engine => _engine;

    public List<string> Warnings { get; } = [];

    public async Task<LogView> TickAsync(int seconds = 0)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        await _keeper.TickAsync();
        return (await _engine.SendAsync(LogGrain.Ref, new ViewLog())).Answer;
    }

    public async Task<string> CheckpointAsync() => (await _engine.SendAsync(LogGrain.Ref, new ViewCheckpoint())).Answer.Text;

    public async Task<LogConsistency> ProveAsync(long from, long? to = null) => (await new LogProofs(_engine, Journal).ProveAsync(from, to)).Answer;

    public Task AddStaffAsync(string name) => Engine.SendAsync(StaffGrain.Ref, new AddStaff(name, [], "hash", Clock.GetUtcNow(), "li")).AsTask();

    /// <summary>A round that is open for voting.</summary>
    public async Task OpenRoundAsync(string id)
    {
        var round = RoundGrain.Ref(id);
        (await Engine.SendAsync(round, new CreateRound(Given.Rules with { Id = id }, Clock.GetUtcNow(), "li"))).IsRefused(out _);
        Assert.Null((await Engine.SendAsync(round, new MoveRound(Evaluation.Rules.RoundState.Voting, Clock.GetUtcNow(), "li", null, null))).Refusal);
    }

    public async Task<List<BlockAdded>> BlocksAsync()
    {
        List<BlockAdded> blocks = [];
        await foreach (var entry in Journal.ReadAsync(LogGrain.KindName, 0))
            blocks.AddRange(LogGrain.Read(entry).Cast<BlockAdded>());
        return blocks;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}

/// <summary>A kept head in memory.</summary>
public sealed class MemoryHeads : IKeptHeads
{
    public KeptHead? Head { get; set; }

    public bool Fails { get; set; }

    public ValueTask<KeptHead?> ReadAsync(CancellationToken cancel = default) => new(Head);

    public ValueTask KeepAsync(KeptHead head, CancellationToken cancel = default)
    {
        if (Fails)
            throw new IOException("The disk is full.");
        Head = head;
        return default;
    }
}
