using Evaluation.Assessment;
using Evaluation.Gateway.Honours;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Pages.Shared.Figures;
using Evaluation.Gateway.Targets;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Votes;

namespace Evaluation.Gateway.Pages.Public.Results.Card;

/// <summary>All that a unit's card shows.</summary>
/// <param name="Ledger">Its figures and adjustments; empty where the rules have neither, and for a reader who may not see them yet.</param>
/// <param name="Answers">How its slips answer each criterion; empty where nobody votes, and for a reader who may not see them yet.</param>
/// <param name="History">Its published results, oldest first.</param>
/// <param name="Honours">Its honours, due ones first.</param>
/// <param name="Targets">Its targets with their progress, as the public reads them.</param>
/// <param name="Tickets">Objections about it, as the public reads them.</param>
/// <param name="Parts">What the rounds are called that the round combines.</param>
/// <param name="Objecting">Where the reader objects to a figure; null for readers who cannot do so now.</param>
public sealed record UnitCard(
    RoundView Round,
    RoundRules Rules,
    RoundResult Result,
    ClassResult Class,
    UnitResult Figures,
    UnitLedger Ledger,
    IReadOnlyList<CriterionAnswers> Answers,
    IReadOnlyList<UnitInRound> History,
    IReadOnlyList<HonourView> Honours,
    IReadOnlyList<ProgressRow> Targets,
    IReadOnlyList<Ticket> Tickets,
    IReadOnlyDictionary<string, LocalText> Parts,
    ObjectionAddress? Objecting)
{
    /// <summary>The unit in this version of this round's result; null before publication and in an older version.</summary>
    public UnitInRound? Published => History.FirstOrDefault(entry => entry.Round == Round.Id && entry.Unit == Figures.Unit && entry.Version == Result.Version);

    /// <summary>The change since the unit's previous round; null where there is none, or more than one.</summary>
    public UnitChange? Change => Published?.Changes is [var only] ? only : null;

    /// <summary>The entry of the previous round; null where there is none, or more than one.</summary>
    public UnitInRound? Before => Change is { } change ? History.FirstOrDefault(entry => entry.Round == change.Round && entry.Unit == change.Unit) : null;
}
