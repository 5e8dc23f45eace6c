using System.Globalization;
using Evaluation.Findings;
using Evaluation.Journal;
using Evaluation.Rules;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>
/// Replays the findings of a round: ids and notices count up without a gap, and every step follows from the state before it. Its own
/// bookkeeping, without the code that decides on commands.
/// </summary>
internal sealed class FindingCheck(IJournal journal, RoundRecord record, IReadOnlyCollection<string> units, Findings findings)
{
    private readonly Dictionary<string, int> _opened = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Unit, string Id), FindingState> _states = [];
    private readonly HashSet<string> _complaints = new(StringComparer.Ordinal);
    private int _notices;

    private string Stream { get; } = FindingGrain.Ref(record.Id).Stream;

    public async ValueTask RunAsync()
    {
        var count = 0L;
        await StreamReading.ReadAsync(
            journal, Stream, 0, FindingGrain.Read,
            (happened, version) =>
            {
                count++;
                if (Fault(happened) is { } fault)
                    findings.Add(FindingKind.Differs, Stream, version, fault);
            },
            findings);
        if (count == 0 || record.State.State != RoundState.Draft)
            return;
        await record.CatchUpAsync();
        if (record.State.State == RoundState.Draft)
            findings.Add(FindingKind.Shorter, record.Stream, record.Version, $"{Stream} has events, and the round is a draft");
    }

    private string? Fault(FindingEvent happened) => happened is FindingOpened opened ? FaultOfOpening(opened) : FaultOfStep(happened);

    private string? FaultOfOpening(FindingOpened opened)
    {
        var number = _opened[opened.Unit] = _opened.GetValueOrDefault(opened.Unit) + 1;
        _states[(opened.Unit, opened.Id)] = FindingState.Open;
        if (opened.Notice is { } notice && notice != ++_notices)
        {
            var expected = _notices;
            _notices = notice;
            return string.Create(CultureInfo.InvariantCulture, $"notice {notice} was given where notice {expected} was due");
        }
        if (!units.Contains(opened.Unit))
            return $"the round has no unit {opened.Unit}";
        if (opened.Id != string.Create(CultureInfo.InvariantCulture, $"f-{number}"))
            return string.Create(CultureInfo.InvariantCulture, $"finding {opened.Id} of {opened.Unit} was opened where f-{number} was due");
        return opened.Complaint is { } complaint && !_complaints.Add(complaint) ? $"a second finding was made of complaint {complaint}" : null;
    }

    private string? FaultOfStep(FindingEvent happened)
    {
        var name = (happened.Unit, happened.Id);
        if (!_states.TryGetValue(name, out var state))
            return $"{happened.Unit} has no finding {happened.Id}";
        var (isLegal, next) = happened switch
        {
            FindingReplied => (state is FindingState.Open or FindingState.Replied, FindingState.Replied),
            FindingVerified { Passed: true } => (state == FindingState.Replied, FindingState.Verified),
            FindingVerified => (state == FindingState.Replied, FindingState.Open),
            _ => (state == FindingState.Verified, FindingState.Closed),
        };
        _states[name] = next;
        return isLegal ? null : $"finding {happened.Id} of {happened.Unit} was {state.ToString().ToLowerInvariant()} before it became {next.ToString().ToLowerInvariant()}";
    }
}
