using Evaluation.Assessment;
using Evaluation.Gateway.Honours;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Results.History;
using Evaluation.Gateway.Targets;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Runtime;
using Evaluation.Scoring.Votes;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Pages.Public.Results.Card;

/// <summary>Gathers a unit's card. What a reader may see is asked where the API asks it.</summary>
internal sealed class UnitCardReader(
    IEngine engine, PublishedRounds published, DerivationReader derivations, InspectionReach reach, HonourUseCases honours, TargetUseCases targets, TimeProvider clock)
{
    public static readonly Refusal NoSuchUnit = new(RefusalCode.NotFound, "The round has no such unit.");

    public async ValueTask<Outcome<UnitCard>> ReadAsync(ShownResult shown, string unit, HttpContext context)
    {
        var (round, rules, result) = shown;
        if (result.Classes.FirstOrDefault(ranked => ranked.Units.Any(figures => figures.Unit == unit)) is not { } ranked)
            return NoSuchUnit;
        var mayDerive = await reach.RefuseDerivationAsync(round, unit, context) is null;
        var ledger = mayDerive ? await LedgerAsync(shown, unit) : UnitLedger.Empty;
        if (ledger.IsRefused(out var refusal))
            return refusal;
        var answers = mayDerive ? await derivations.ReadAnswersAsync(rules, unit) : Array.Empty<CriterionAnswers>();
        if (answers.IsRefused(out refusal))
            return refusal;
        var rounds = await published.ListAsync(context.RequestAborted);
        if (rounds.IsRefused(out refusal))
            return refusal;
        var held = await HonoursAsync(unit, context);
        if (held.IsRefused(out refusal))
            return refusal;
        var progress = await targets.ListProgressAsync(round, rules, null);
        if (progress.IsRefused(out refusal))
            return refusal;
        var tickets = await engine.SendAsync(RoundGrain.Ref(round.Id), new ViewObjections());
        return tickets.IsRefused(out refusal)
            ? refusal
            : new UnitCard(
                round, rules, result, ranked, ranked.Units.First(figures => figures.Unit == unit), ledger.Answer, answers.Answer, UnitHistory.Of(unit, rounds.Answer)?.Rounds ?? [], held.Answer,
                [.. progress.Answer.Where(row => row.Unit == unit)],
                [.. tickets.Answer.Objections.Where(ticket => ticket.Unit == unit).Select(ticket => Ticket.Of(ticket, TicketReader.Anybody, round.TimeZone))]);
    }

    /// <summary>The figures and adjustments of a unit, where rules have points from figures or a catalogue; otherwise none.</summary>
    private async ValueTask<Outcome<UnitLedger>> LedgerAsync(ShownResult shown, string unit) =>
        shown.Rules.Entries is null && shown.Rules.Criteria.All(criterion => criterion.Score is null)
            ? UnitLedger.Empty
            : await derivations.ReadLedgerAsync(shown.Round.Id, unit, shown.Result.Version);

    private async ValueTask<Outcome<IReadOnlyList<HonourView>>> HonoursAsync(string unit, HttpContext context)
    {
        var terms = await honours.ListAsync(new HonourFilter(unit), context.RequestAborted);
        if (terms.IsRefused(out var refusal))
            return refusal;
        var shown = await honours.ShowAsync(terms.Answer, context);
        return shown.Select(all => (IReadOnlyList<HonourView>)[.. all.Select(term => HonourView.Of(term, clock.GetUtcNow()))]);
    }
}
