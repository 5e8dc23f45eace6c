using Evaluation.Ballots.Keys;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Tests.Simulation;

/// <summary>Processes on one journal. Their appends fail, and they are killed and started again; all of it follows from the seed.</summary>
internal sealed class Processes
{
    private readonly IJournal _journal;
    private readonly Random _random;
    private readonly int _faultPercent;
    private readonly Node[] _nodes;
    private readonly IGrainKeys? _keys;

    public Processes(int count, IJournal journal, Random random, int faultPercent, IKeyStore? keys = null)
    {
        (_journal, _random, _faultPercent, _keys) = (journal, random, faultPercent, keys is null ? null : new BoxKeys(keys));
        _nodes = new Node[count];
        for (var i = 0; i < count; i++)
            _nodes[i] = Start();
    }

    /// <summary>Whether appends never fail.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Bugs that a grain reported; the list must stay empty.</summary>
    public List<Exception> Bugs { get; } = [];

    /// <summary>Whether there is one activation of a grain at a time, so that every read is of the newest state.</summary>
    public bool IsAlone => _nodes.Length == 1;

    public Node First => _nodes[0];

    /// <summary>A process that has replayed nothing yet. It is not one of those that are asked and killed.</summary>
    public Node Start() => new(_journal, _random, () => IsCalm ? 0 : _faultPercent, failure =>
    {
        if (failure is not JournalUnavailableException)
            Bugs.Add(failure);
    }, _keys);

    /// <summary>Sends to a random process. Null when it was killed before it answered.</summary>
    public async Task<Outcome<TAnswer>?> AskAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask)
    {
        var node = _nodes[_random.Next(_nodes.Length)];
        var answer = ask(node).AsTask();
        return await Task.WhenAny(answer, node.Death) == answer ? await answer : new Outcome<TAnswer>?();
    }

    /// <summary>Sends again while the outcome is unknown.</summary>
    public async Task<Outcome<TAnswer>> AskUntilKnownAsync<TAnswer>(Func<IEngine, ValueTask<Outcome<TAnswer>>> ask)
    {
        while (true)
            if (await AskAsync(ask) is { } known && known.Refusal?.Code is not (RefusalCode.Busy or RefusalCode.StorageFull))
                return known;
    }

    public async Task PauseAsync(int most)
    {
        for (var left = _random.Next(most); left > 0; left--)
            await Task.Yield();
    }

    public void KillOne() => Kill(_random.Next(_nodes.Length));

    public void KillAll()
    {
        for (var i = 0; i < _nodes.Length; i++)
            Kill(i);
    }

    /// <summary>Kills a random process a few times, after pauses.</summary>
    public async Task KillNowAndThenAsync()
    {
        for (var left = _random.Next(4); left > 0; left--)
        {
            await PauseAsync(40);
            KillOne();
        }
    }

    /// <summary>Senders that waited for the process send again at once, so its successor starts before it dies.</summary>
    private void Kill(int node)
    {
        var victim = _nodes[node];
        _nodes[node] = Start();
        victim.Kill();
    }
}
