using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Advising;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Operations;

/// <summary>The sentence with which the page begins, and what stands below it.</summary>
public sealed record Verdict(string Sentence, string More)
{
    /// <summary>Faults of the record itself: what voters sent is not the question.</summary>
    private static readonly string[] OfTheRecord = ["verification-failed", "journal-broken"];

    public static Verdict Of(OperationsReport report, OperationsWords words, Catalogue texts) => report.Level == Level.Bad
        ? new(words.Title(report.ToDo[0]), Bad(report.ToDo[0], words, texts))
        : new(texts[IsOpen(report) ? "ops.good" : "ops.idle"], Join(texts, Calm(report, texts), Votes(report, words, texts)));

    private static bool IsOpen(OperationsReport report) => report.Votes?.Any(vote => vote.State == RoundState.Voting) == true;

    private static string Bad(Advice worst, OperationsWords words, Catalogue texts)
    {
        var consequence = texts[OfTheRecord.Contains(worst.Rule) ? "ops.evidenceNeeded" : "ops.safe"];
        return worst.Facts.FirstOrDefault(fact => fact.Name == "since")?.Value is DateTimeOffset since
            ? Join(texts, texts.Say("ops.since", words.Clock(since), words.Since(since)), consequence)
            : consequence;
    }

    /// <summary>Chinese sentences need no space between them.</summary>
    private static string Join(Catalogue texts, string one, string other) => texts.Language == "zh" ? one + other : $"{one} {other}";

    private static string Calm(OperationsReport report, Catalogue texts) => report.Level switch
    {
        Level.Warn => texts.Say("ops.watch", report.ToDo.Count(advice => advice.Level == Level.Warn)),
        Level.Notice => texts.Say("ops.prepare", report.ToDo.Count),
        _ => texts["ops.nothing"],
    };

    /// <summary>The open vote that closes first, else the one that opens next.</summary>
    private static string Votes(OperationsReport report, OperationsWords words, Catalogue texts)
    {
        if (report.Votes is not { } votes)
            return texts["ops.votesUnknown"];
        var vote = votes.OrderBy(vote => vote.State switch { RoundState.Voting => 0, RoundState.Paused => 1, _ => 2 }).ThenBy(vote => vote.ClosesAt ?? DateTimeOffset.MaxValue).ThenBy(vote => vote.OpensAt).FirstOrDefault();
        if (vote is null)
            return texts["ops.noVote"];
        var title = vote.Title.In(texts.Language);
        return vote switch
        {
            { State: RoundState.Voting, ClosesAt: { } closesAt } => texts.Say("ops.closes", title, words.Deadline(closesAt), words.Until(closesAt)),
            { State: RoundState.Voting } => texts.Say("ops.closesByHand", title),
            { State: RoundState.Paused } => texts.Say("ops.paused", title),
            _ => texts.Say("ops.opens", title, words.Deadline(vote.OpensAt!.Value), words.Until(vote.OpensAt.Value)),
        };
    }
}
