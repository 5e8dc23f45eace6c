using Evaluation.Ballots;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;

namespace Evaluation.Gateway.Verification;

/// <summary>The history of a round as its stream tells it, with what it implies for other streams.</summary>
/// <remarks>
/// The system may go on during a verification. What the first reading implies must be in every stream that is read later; for what another
/// stream implies of the round, <see cref="CatchUpAsync"/> reads the round again first.
/// </remarks>
internal sealed class RoundRecord(IJournal journal, string id, Findings findings)
{
    private readonly Dictionary<long, HashSet<BoxWindow>> _windows = [];

    public string Id => id;

    public string Stream { get; } = RoundGrain.Ref(id).Stream;

    /// <summary>The state after the last event that was read.</summary>
    public Round State { get; private set; } = new();

    /// <summary>The number of events that were read.</summary>
    public long Version { get; private set; }

    /// <summary>Whether all events could be replayed.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>When voting was opened; null before.</summary>
    public VotingOpened? Opened { get; private set; }

    public Dictionary<string, CredentialsReserved> Batches { get; } = new(StringComparer.Ordinal);

    /// <summary>The place in the stream of each version of the result.</summary>
    public Dictionary<int, long> ResultAt { get; } = [];

    /// <summary>The decisions about the ledgers of the units, by number.</summary>
    public Dictionary<int, RoundLedgers> LedgerDecisions { get; } = [];

    /// <summary>The number of the decision for which the ledgers of each version were closed, without versions of an earlier format.</summary>
    public Dictionary<int, int> ClosedFor { get; } = [];

    /// <summary>The place in the stream of each box's report.</summary>
    public Dictionary<int, long> CountedAt { get; } = [];

    /// <summary>Reads the events that were not read yet.</summary>
    public async ValueTask CatchUpAsync()
    {
        if (IsWhole)
            IsWhole = await StreamReading.ReadAsync(journal, Stream, Version, RoundGrain.Read, Apply, findings);
    }

    /// <summary>Whether the round gave this window to its boxes.</summary>
    public bool Gave(BoxWindow window) => _windows.TryGetValue(window.Version, out var given) && given.Contains(window);

    private void Apply(RoundEvent happened, long version)
    {
        if (RoundLaw.Fault(id, State, happened) is { } fault)
            findings.Add(FindingKind.Differs, Stream, version, fault);
        State = RoundGrain.Evolve(State, happened);
        Version = version + 1;
        switch (happened)
        {
            case VotingOpened opened: Opened = opened; break;
            case CredentialsReserved reserved: Batches[reserved.Batch] = reserved; break;
            case ResultComputed computed:
                ResultAt[computed.Result.Version] = version;
                if (computed is { Ticket: null, LedgerVersions: not null })
                    ClosedFor[computed.Result.Version] = State.Ledgers.Number;
                break;
            case ComputationStarted or ComputationStopped or AssessmentReopened: LedgerDecisions[State.Ledgers.Number] = State.Ledgers; break;
            case BoxCounted counted: CountedAt[counted.Box] = version; break;
        }
        if (RoundView.Of(State).Window is not { } window)
            return;
        if (!_windows.TryGetValue(window.Version, out var given))
            _windows[window.Version] = given = [];
        given.Add(window);
    }
}
