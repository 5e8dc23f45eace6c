using Evaluation.Awards;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Findings;
using Evaluation.Honours;
using Evaluation.Journal;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Targets;
using Evaluation.Units;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// Every person whom a stream names must have an account in the staff stream, with a role for the act at the time of the act.
/// </summary>
internal sealed class ActorCheck(IJournal journal, Findings findings)
{
    private readonly StaffRecord _staff = new(journal, findings);

    /// <summary>Reads all streams that name persons. Unreadable events are findings of the other checks.</summary>
    public async ValueTask RunAsync()
    {
        await _staff.CatchUpAsync();
        var isNeeded = false;
        await foreach (var stream in journal.ListStreamsAsync(RoundGrain.Kind.StreamPrefix))
        {
            isNeeded = true;
            var round = stream[RoundGrain.Kind.StreamPrefix.Length..];
            await CheckAsync(stream, RoundGrain.Read, happened => ActRules.Of(round, happened));
        }
        await foreach (var stream in journal.ListStreamsAsync(UnitGrain.Kind.StreamPrefix))
        {
            isNeeded = true;
            var key = stream[UnitGrain.Kind.StreamPrefix.Length..];
            var dot = Math.Max(0, key.IndexOf('.', StringComparison.Ordinal));
            await CheckAsync(stream, UnitGrain.Read, happened => ActRules.Of(key[..dot], key[(dot + 1)..], happened));
        }
        await foreach (var stream in journal.ListStreamsAsync(CommentGrain.Kind.StreamPrefix))
        {
            isNeeded = true;
            await CheckAsync(stream, CommentGrain.Read, happened => ActRules.Of(stream[CommentGrain.Kind.StreamPrefix.Length..], happened));
        }
        await foreach (var stream in journal.ListStreamsAsync(PanelGrain.Kind.StreamPrefix))
        {
            isNeeded = true;
            await CheckAsync(stream, PanelGrain.Read, happened => ActRules.Of(stream[PanelGrain.Kind.StreamPrefix.Length..], happened));
        }
        await foreach (var stream in journal.ListStreamsAsync(AwardGrain.Kind.StreamPrefix))
        {
            isNeeded = true;
            await CheckAsync(stream, AwardGrain.Read, happened => ActRules.Of(stream[AwardGrain.Kind.StreamPrefix.Length..], happened));
        }
        await CheckAsync(HonourGrain.Ref.Stream, HonourGrain.Read, ActRules.Of);
        await foreach (var stream in journal.ListStreamsAsync(TargetGrain.Kind.StreamPrefix))
        {
            isNeeded = true;
            await CheckAsync(stream, TargetGrain.Read, happened => ActRules.Of(stream[TargetGrain.Kind.StreamPrefix.Length..], happened));
        }
        await foreach (var stream in journal.ListStreamsAsync(FindingGrain.Kind.StreamPrefix))
        {
            isNeeded = true;
            await CheckAsync(stream, FindingGrain.Read, happened => ActRules.Of(stream[FindingGrain.Kind.StreamPrefix.Length..], happened));
        }
        await foreach (var stream in journal.ListStreamsAsync(ComplaintGrain.Kind.StreamPrefix))
            await CheckAsync(stream, ComplaintGrain.Read, happened => ActRules.Of(happened));
        if (isNeeded && _staff.Version == 0)
            findings.Add(FindingKind.Missing, StaffRecord.Stream, null, "other streams name accounts");
    }

    private async ValueTask CheckAsync<TEvent>(string stream, Func<JournalEntry, IEnumerable<TEvent>> decode, Func<TEvent, Act> act)
    {
        var unproven = new List<(long Version, Act Act)>();
        await StreamReading.ReadAsync(
            journal, stream, 0, decode,
            (happened, version) =>
            {
                if (act(happened) is { Role: not null } done && !IsProven(done))
                    unproven.Add((version, done));
            },
            new(TextWriter.Null));
        if (unproven.Count == 0)
            return;
        // An account may have been added since the staff stream was read.
        await _staff.CatchUpAsync();
        if (_staff.Version == 0)
            return;
        foreach (var (version, done) in unproven.Where(done => !IsProven(done.Act)))
            Report(stream, version, done);
    }

    private bool IsProven(Act act) => _staff.Had(act.By, act.At, act.Role!);

    private void Report(string stream, long version, Act act)
    {
        if (_staff.Knows(act.By))
            findings.Add(FindingKind.Differs, stream, version, $"'{act.By}' acted, without a role for this act at that time in the stream '{StaffRecord.Stream}'");
        else if (act.At > _staff.LastAt)
            findings.Add(FindingKind.Shorter, StaffRecord.Stream, _staff.Version, $"{stream} at version {version} names '{act.By}', who has no account");
        else
            findings.Add(FindingKind.Differs, stream, version, $"'{act.By}' acted, who never had an account in the stream '{StaffRecord.Stream}'");
    }
}
