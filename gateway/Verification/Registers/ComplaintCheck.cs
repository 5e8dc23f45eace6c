using Evaluation.Complaints;
using Evaluation.Findings;
using Evaluation.Gateway.Complaints;
using Evaluation.Journal;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>
/// Replays the complaints of all years: the numbers of a year have no gap, every act follows from the rules, and the rounds and findings
/// that complaints name exist.
/// </summary>
internal sealed class ComplaintCheck(IJournal journal, Findings findings)
{
    private readonly Dictionary<string, (string Stream, long Version)> _rounds = new(StringComparer.Ordinal);
    private readonly List<(string Stream, long Version, ComplaintFindingMade Made)> _made = [];

    public async ValueTask RunAsync()
    {
        await foreach (var stream in journal.ListStreamsAsync(ComplaintGrain.Kind.StreamPrefix))
            await CheckAsync(stream, stream[ComplaintGrain.Kind.StreamPrefix.Length..]);
        foreach (var (round, (stream, version)) in _rounds)
            if (!await ExistsAsync(RoundGrain.Ref(round).Stream))
                findings.Add(FindingKind.Missing, RoundGrain.Ref(round).Stream, null, $"{stream} at version {version} names it");
        foreach (var (stream, version, made) in _made)
            if (!await IsOpenedAsync(made))
                findings.Add(FindingKind.Differs, stream, version, $"round {made.Round} has no finding {made.Finding} of unit {made.Unit} that was made of {made.Complaint}");
    }

    private async ValueTask CheckAsync(string stream, string year)
    {
        var book = new ComplaintBook(year);
        var isWhole = true;
        await StreamReading.ReadAsync(
            journal, stream, 0, ComplaintGrain.Read,
            (happened, version) =>
            {
                if (Fault(book, happened) is { } fault)
                    findings.Add(FindingKind.Differs, stream, version, fault);
                if (happened is ComplaintReceived received)
                    _rounds.TryAdd(received.Round, (stream, version));
                if (happened is ComplaintFindingMade made)
                    _made.Add((stream, version, made));
                // After a gap later ids cannot be placed: the first fault says enough.
                isWhole &= happened is ComplaintReceived ? happened.Complaint == book.NextId : book.Find(happened.Complaint) is not null;
                if (isWhole)
                    book = book.Evolve(happened);
            },
            findings);
    }

    private static string? Fault(ComplaintBook book, ComplaintEvent happened)
    {
        if (happened is ComplaintReceived received)
        {
            return received.Complaint != book.NextId ? $"complaint {received.Complaint} follows where {book.NextId} is next"
                : ComplaintYears.Of(received.At) != book.Year ? $"complaint {received.Complaint} was entered in {ComplaintYears.Of(received.At)}"
                : received.ReceivedOn > ComplaintYears.DayOf(received.At) ? $"complaint {received.Complaint} was received after it was entered"
                : received.SecretHash.Length != 64 || !received.SecretHash.All(char.IsAsciiHexDigitLower) ? $"complaint {received.Complaint} has no hash of a secret"
                : null;
        }
        if (book.Find(happened.Complaint) is not { } complaint)
            return $"there is no complaint {happened.Complaint}";
        var isPossible = (happened, complaint.State) switch
        {
            (ComplaintAssigned, ComplaintState.Received or ComplaintState.Assigned or ComplaintState.Answered) => true,
            (ComplaintReleased, not ComplaintState.Rejected) => true,
            (ComplaintAnswered answered, ComplaintState.Received or ComplaintState.Assigned or ComplaintState.Answered) => answered.Upheld || complaint.Finding is null,
            (ComplaintFindingMade, _) => complaint.MayBecomeFinding && complaint.Finding is null,
            (ComplaintRejected, ComplaintState.Received or ComplaintState.Assigned) => true,
            (ComplaintRestored, ComplaintState.Rejected) => true,
            (ComplaintClosed, ComplaintState.Answered) => true,
            _ => false,
        };
        return isPossible ? null : $"complaint {complaint.Id} is {complaint.State.ToString().ToLowerInvariant()}: {happened.GetType().Name} cannot follow";
    }

    private async ValueTask<bool> IsOpenedAsync(ComplaintFindingMade made)
    {
        var isOpened = false;
        await StreamReading.ReadAsync(
            journal, FindingGrain.Ref(made.Round).Stream, 0, FindingGrain.Read,
            (happened, _) => isOpened |= happened is FindingOpened opened && (opened.Unit, opened.Complaint, opened.Id) == (made.Unit, made.Complaint, made.Finding),
            new(TextWriter.Null));
        return isOpened;
    }

    private async ValueTask<bool> ExistsAsync(string stream)
    {
        await foreach (var _ in journal.ReadAsync(stream, 0))
            return true;
        return false;
    }
}
