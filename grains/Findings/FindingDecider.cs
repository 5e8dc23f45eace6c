using System.Diagnostics;
using static Evaluation.Findings.FindingState;

namespace Evaluation.Findings;

/// <summary>The rules of findings: open → replied → verified → closed, and back to open when a verification fails.</summary>
internal static class FindingDecider
{
    public static Decision<FindingEvent> Decide(FindingBook book, FindingCommand command) => command switch
    {
        OpenFinding open => Create(book, open),
        FindingStepCommand step => book.Find(step.Unit, step.Id) is { } finding
            ? Step(finding, step)
            : new Refusal(RefusalCode.NoSuchFinding, $"The unit has no finding '{step.Id}'.", ("id", step.Id)),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private static Decision<FindingEvent> Create(FindingBook book, OpenFinding open)
    {
        var known = book.Keys.Find(open.Key, open.At);
        if (known.IsRefused(out var refusal))
            return refusal;
        if (book.CreatedBy(open.Key, open.Complaint, open.At) is not null)
            return Decision<FindingEvent>.NothingToDo;
        if (book.All.Count >= Limits.FindingsPerRound)
            return new Refusal(RefusalCode.TooManyEntries, $"A round has at most {Limits.FindingsPerRound} findings.", ("entriesMax", Limits.FindingsPerRound));
        return new FindingOpened(
            open.Unit, book.NextId(open.Unit), open.Text, open.DueOn, open.At, open.By.Account, open.Criterion, open.Notice ? book.Notices + 1 : null, open.Evidence, open.Key, open.Complaint)
        {
            Person = open.By.StoredPerson,
        };
    }

    private static Decision<FindingEvent> Step(Finding finding, FindingStepCommand step)
    {
        if (IsRepeat(finding.History[^1], step))
            return Decision<FindingEvent>.NothingToDo;
        var (unit, id, by, person) = (finding.Unit, finding.Id, step.By.Account, step.By.StoredPerson);
        FindingEvent? happened = (finding.State, step) switch
        {
            (Open or Replied, ReplyToFinding reply) => new FindingReplied(unit, id, reply.Text, reply.At, by, reply.Evidence) { Person = person },
            (Replied, VerifyFinding verify) => new FindingVerified(unit, id, verify.Passed, verify.At, by, verify.Note, verify.DueOn) { Person = person },
            (Verified, CloseFinding close) => new FindingClosed(unit, id, close.At, by, close.Note) { Person = person },
            _ => null,
        };
        if (happened is null)
            return WrongState(finding, step);
        if (step is ReplyToFinding { BasedOn: var basedOn } && Stale.Refuse(basedOn, finding.History.Count, "The finding") is { } stale)
            return stale;
        return finding.History.Count < Limits.StepsPerFinding || step is CloseFinding
            ? happened
            : new Refusal(RefusalCode.TooManyEntries, $"A finding has at most {Limits.StepsPerFinding} steps.", ("entriesMax", Limits.StepsPerFinding));
    }

    /// <summary>Whether the same account has just done the same: its answer was lost.</summary>
    private static bool IsRepeat(FindingStep last, FindingStepCommand step) => last.By == step.By.Account && step switch
    {
        ReplyToFinding reply => last.Act == FindingAct.Replied && last.Text == reply.Text && (last.Evidence ?? []).SequenceEqual(reply.Evidence ?? []),
        VerifyFinding verify => last.Act == (verify.Passed ? FindingAct.Passed : FindingAct.Failed) && last.Text == verify.Note && last.DueOn == verify.DueOn,
        CloseFinding close => last.Act == FindingAct.Closed && last.Text == close.Note,
        _ => throw new UnreachableException(step.GetType().Name),
    };

    private static Refusal WrongState(Finding finding, FindingStepCommand step)
    {
        var (state, needed) = (Word(finding.State), step switch
        {
            ReplyToFinding => new[] { Open, Replied },
            VerifyFinding => [Replied],
            _ => [Verified],
        });
        string[] words = [.. needed.Select(Word)];
        return new(RefusalCode.WrongState, $"Finding '{finding.Id}' is {state}; this is possible while it is {string.Join(" or ", words)}.", ("state", state), ("allowedFrom", words));
    }

    private static string Word(FindingState state) => state.ToString().ToLowerInvariant();
}
