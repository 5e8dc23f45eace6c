using Evaluation.Awards;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Findings;
using Evaluation.Gateway.Verification.Accounts;
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
    private bool _isStaffNamed;

    /// <summary>Reads all streams that name persons. Unreadable events are findings of the other checks.</summary>
    public async ValueTask RunAsync()
    {
        await _staff.CatchUpAsync();
        await CheckAsync(RoundGrain.Kind.StreamPrefix, RoundGrain.Read, ActRules.Of);
        await CheckAsync(UnitGrain.Kind.StreamPrefix, UnitGrain.Read, OfUnit);
        await CheckAsync(CommentGrain.Kind.StreamPrefix, CommentGrain.Read, ActRules.Of);
        await CheckAsync(PanelGrain.Kind.StreamPrefix, PanelGrain.Read, ActRules.Of);
        await CheckAsync(AwardGrain.Kind.StreamPrefix, AwardGrain.Read, ActRules.Of);
        await CheckStreamAsync(HonourGrain.Ref.Stream, HonourGrain.Read, ActRules.Of);
        await CheckAsync(TargetGrain.Kind.StreamPrefix, TargetGrain.Read, ActRules.Of);
        await CheckAsync(FindingGrain.Kind.StreamPrefix, FindingGrain.Read, ActRules.Of);
        await CheckAsync(ComplaintGrain.Kind.StreamPrefix, ComplaintGrain.Read, (_, happened) => ActRules.Of(happened));
        await new SecondEyesCheck(journal, _staff, findings).RunAsync();
        if (_isStaffNamed && _staff.Version == 0)
            findings.Add(FindingKind.Missing, StaffRecord.Stream, null, "other streams name accounts");
    }

    private static Act OfUnit(string key, UnitEvent happened) =>
        key.Split('.', 2) is [var round, var unit] ? ActRules.Of(round, unit, happened) : ActRules.Of("", key, happened);

    /// <summary>Checks every stream of a kind. The rest of a stream's name after the prefix is the key of its grain.</summary>
    private async ValueTask CheckAsync<TEvent>(string prefix, Func<JournalEntry, IEnumerable<TEvent>> decode, Func<string, TEvent, Act> act)
    {
        await foreach (var stream in journal.ListStreamsAsync(prefix))
            await CheckStreamAsync(stream, decode, happened => act(stream[prefix.Length..], happened));
    }

    private async ValueTask CheckStreamAsync<TEvent>(string stream, Func<JournalEntry, IEnumerable<TEvent>> decode, Func<TEvent, Act> act)
    {
        var unproven = new List<(long Version, Act Act)>();
        await StreamReading.ReadAsync(
            journal, stream, 0, decode,
            (happened, version) =>
            {
                if (act(happened) is not { Role: not null } done)
                    return;
                _isStaffNamed = true;
                if (!IsProven(done))
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
