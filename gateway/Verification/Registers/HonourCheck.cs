using Evaluation.Honours;
using Evaluation.Journal;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>
/// Checks the register of honours: the length of every term, that no unit holds a title twice at a time, and that the rounds exist that
/// honours follow from.
/// </summary>
internal sealed class HonourCheck(IJournal journal, Findings findings)
{
    private static readonly string Stream = HonourGrain.Ref.Stream;

    public async ValueTask RunAsync()
    {
        var (register, rounds) = (new HonourRegister(), new SortedDictionary<string, string>(StringComparer.Ordinal));
        await StreamReading.ReadAsync(
            journal, Stream, 0, HonourGrain.Read,
            (happened, version) =>
            {
                if (Fault(register, happened) is { } fault)
                    findings.Add(FindingKind.Differs, Stream, version, fault);
                if (happened is HonourConferred { Round: { } round } conferred)
                    rounds.TryAdd(round, conferred.Id);
                register = register.Evolve(happened);
            },
            findings);
        foreach (var (round, honour) in rounds)
            if (!await ExistsAsync(round))
                findings.Add(FindingKind.Missing, RoundGrain.Ref(round).Stream, null, $"{Stream} says that honour {honour} follows from it");
    }

    private static string? Fault(HonourRegister register, HonourEvent happened) => happened switch
    {
        HonourConferred conferred => Fault(register, conferred),
        HonourWithdrawn withdrawn => register.Find(withdrawn.Id) switch
        {
            null => $"there is no honour {withdrawn.Id}",
            { Withdrawn: not null } => $"honour {withdrawn.Id} is withdrawn a second time",
            _ => null,
        },
        _ => null,
    };

    private static string? Fault(HonourRegister register, HonourConferred conferred)
    {
        if (conferred.Id != register.NextId)
            return $"honour {conferred.Id} follows, expected {register.NextId}";
        if (!register.Titles.TryGetValue(conferred.Title, out var standing))
            return $"honour {conferred.Id} is of the title '{conferred.Title}', which is not defined";
        var before = conferred.Renews is { } renewed ? register.Find(renewed) : null;
        if (conferred.Renews is not null && (before is null || before.Withdrawn is not null || before.Title != conferred.Title || conferred.Span.From < before.Span.Until))
            return $"honour {conferred.Id} renews {conferred.Renews}, which cannot be renewed by it";
        var span = before?.Span.Until == conferred.Span.From ? before.Span.Next(standing.Title) : TermSpan.First(conferred.Span.From, standing.Title);
        if (conferred.Span != span)
            return $"the term of honour {conferred.Id} ends before {conferred.Span.Until:yyyy-MM-dd}; by its title it ends before {span.Until:yyyy-MM-dd}";
        return register.FindOverlapping(conferred.Title, conferred.Unit, conferred.Span, conferred.Related) is { } held
            ? $"the term of honour {conferred.Id} overlaps that of {held.Id}"
            : null;
    }

    private async ValueTask<bool> ExistsAsync(string round)
    {
        await foreach (var _ in journal.ReadAsync(RoundGrain.Ref(round).Stream, 0))
            return true;
        return false;
    }
}
