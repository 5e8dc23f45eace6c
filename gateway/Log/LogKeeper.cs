using System.Security.Cryptography;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Log;

/// <summary>
/// Keeps the log for one process: reports the ends of changed streams, asks for blocks, and signs heads. Several processes may do it at the
/// same time; the log's grain accepts one block of each number.
/// </summary>
/// <remarks>
/// At the start, and at each moment that is recorded for a round, the ends of all streams are read from the journal, so that nothing
/// depends on what a process has noted. A head is signed after the journal has acknowledged its block, kept, and then shown.
/// </remarks>
/// <param name="key">The key that signs; null for a process that does not.</param>
/// <param name="warn">Receives what contradicts the blocks.</param>
public sealed class LogKeeper(
    IEngine engine, IJournal journal, ChangedStreams changed, IKeptHeads kept, LogName name, LogKey? key, TimeProvider clock, Action<string> warn)
{
    private readonly LogProofs _proofs = new(engine, journal);
    private readonly HashSet<string> _voting = new(StringComparer.Ordinal);
    private readonly HashSet<LogMoment> _recorded = [];
    private readonly HashSet<LogHead> _warned = [];
    private DateTimeOffset _allRoundsAt = DateTimeOffset.MinValue;
    private DateTimeOffset _signedAt = DateTimeOffset.MinValue;
    private bool _wasVoting;
    private bool _hasSwept;
    private LogView? _head;
    private LogView? _signed;

    /// <summary>Does what is due. One call at a time.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer, or a request was refused. The next call tries
    /// again.</exception>
    /// <exception cref="LogBehindException">The log has lost or changed blocks whose heads were signed. No head is signed.</exception>
    public async Task TickAsync(CancellationToken cancel = default)
    {
        var (now, noted) = (clock.GetUtcNow(), changed.Uncovered());
        var moments = await LookAtRoundsAsync(noted, now, cancel);
        if (!_hasSwept || moments.Count > 0)
            await SweepAsync(cancel);
        if (noted.Count > 0)
            await AnswerAsync(new ReportHeads([.. noted.Select(LogHead.Of)]));
        var isDue = _head?.At is not { } last || now >= last + Limits.BlockEvery;
        if (moments.Count > 0 || !_hasSwept || (isDue && (noted.Count > 0 || _voting.Count > 0)))
            await AddBlockAsync(noted, moments, now);
        _hasSwept = true;
        await SignAsync(now, cancel);
    }

    private async Task AddBlockAsync(List<StreamHead> noted, List<LogMoment> moments, DateTimeOffset now)
    {
        var before = _head?.Size;
        _head = await AnswerAsync(new AddBlock(now, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), _voting.Count > 0, moments));
        _recorded.UnionWith(moments);
        if (noted.Count == 0 || _head.Size == before)
            return;
        var compared = await AnswerAsync(new CompareHeads([.. noted.Select(LogHead.Of)]));
        foreach (var head in noted.IntersectBy(compared.Covered, head => head.Stream))
            changed.Cover(head.Stream, head.Version);
    }

    /// <summary>Looks at the rounds that have changed, at times at all rounds, and returns the moments that are not recorded.</summary>
    private async Task<List<LogMoment>> LookAtRoundsAsync(List<StreamHead> noted, DateTimeOffset now, CancellationToken cancel)
    {
        List<LogMoment> due = [];
        foreach (var stream in noted)
            if (new GrainId(stream.Stream) is { Kind: RoundGrain.KindName } round)
                due.AddRange(await LookAtAsync(new(RoundGrain.Kind, round)));
        if (now < _allRoundsAt)
            return due;
        await foreach (var round in engine.ListAsync(RoundGrain.Kind, cancel))
            due.AddRange(await LookAtAsync(round));
        _allRoundsAt = now + Limits.RoundsLookedAtEvery;
        return [.. due.Distinct()];
    }

    private async Task<List<LogMoment>> LookAtAsync(GrainRef<Round> grain)
    {
        var round = (await engine.SendAsync(grain, new ViewRound())).OrUnavailable();
        if (RoundMoments.IsVoting(round))
            _voting.Add(round.Id);
        else
            _voting.Remove(round.Id);
        List<LogMoment> due = [.. RoundMoments.Of(round).Except(_recorded)];
        if (due.Count > 0)
            _recorded.UnionWith((await AnswerAsync(new ViewMoments(round.Id))).Moments.Select(recorded => recorded.Moment));
        return [.. due.Except(_recorded)];
    }

    /// <summary>Reports the ends of all streams as the journal has them.</summary>
    private async Task SweepAsync(CancellationToken cancel)
    {
        List<LogHead> heads = [];
        await foreach (var head in journal.ListHeadsAsync("", cancel))
            if (head.Stream != LogGrain.KindName)
                heads.Add(LogHead.Of(head));
        foreach (var some in heads.Chunk(Limits.HeadsPerReport))
        {
            await AnswerAsync(new ReportHeads(some));
            foreach (var covered in (await AnswerAsync(new CompareHeads(some))).Contradicted.Where(_warned.Add))
                warn($"The stream '{covered.Stream}' contradicts the log, which has its version {covered.Version}: it was cut or rewritten. Run verify.");
        }
    }

    private async Task SignAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var isVoting = _voting.Count > 0;
        if (key is null || (_head == _signed && isVoting == _wasVoting && now < _signedAt + Limits.CheckpointEvery))
            return;
        // The kept head first: another process may make, sign and keep a block in between.
        var before = await kept.ReadAsync(cancel);
        // The newest head, also when another process has made blocks.
        var head = _head = await AnswerAsync(new ViewLog());
        if (head.Size == 0)
            return;
        var origin = name.Of(head.Origin);
        if (head != _signed)
        {
            await HeadCheck.DemandAsync(_proofs, head, before, cancel);
            await kept.KeepAsync(new(head.Origin, origin, head.Size, head.Root), cancel);
        }
        var text = key.Sign(origin, HeadText.Of(name, head, isVoting, now));
        await AnswerAsync(new ReportCheckpoint(text, key.VerifierKey(origin), head.Origin, head.Size, now));
        (_signed, _signedAt, _wasVoting) = (head, now, isVoting);
    }

    private async ValueTask<TAnswer> AnswerAsync<TAnswer>(IRequest<BlockLog, TAnswer> request)
        where TAnswer : class => (await engine.SendAsync(LogGrain.Ref, request)).OrUnavailable();
}
