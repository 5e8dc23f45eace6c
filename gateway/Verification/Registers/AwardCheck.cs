using Evaluation.Awards;
using Evaluation.Journal;
using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>
/// Fills every list of awards again from the version of the result that it names, and checks that single prizes went to eligible units and
/// that two persons gave them.
/// </summary>
/// <param name="units">The units of the round, as they were read.</param>
internal sealed class AwardCheck(IJournal journal, RoundRecord record, UnitCheck units, Findings findings)
{
    private string Stream { get; } = AwardGrain.Ref(record.Id).Stream;

    /// <param name="round">The round as it was when its boxes were counted.</param>
    /// <param name="sums">The recounted votes of all boxes.</param>
    public async ValueTask RunAsync(Round round, RoundSums sums)
    {
        var (book, events) = (new AwardBook(), new List<(long Version, AwardEvent Happened)>());
        await StreamReading.ReadAsync(
            journal, Stream, 0, AwardGrain.Read,
            (happened, version) =>
            {
                if (Fault(book, happened) is { } fault)
                    Differs(version, fault);
                events.Add((version, happened));
                book = book.Evolve(happened);
            },
            findings);
        if (events.Count == 0)
            return;
        await record.CatchUpAsync();
        if (!LifeCycle.IsPublic(record.State.State))
        {
            findings.Add(FindingKind.Shorter, record.Stream, record.Version, $"{Stream} has awards, and the result is not published");
            return;
        }
        // A round that was published while it was read has not been recounted as a whole.
        if (!LifeCycle.IsPublic(round.State))
            return;
        foreach (var (version, happened) in events)
            if (Fault(happened, sums) is { } fault)
                Differs(version, fault);
    }

    /// <summary>Why the event cannot follow the earlier ones, or null.</summary>
    private static string? Fault(AwardBook book, AwardEvent happened) => happened switch
    {
        AwardsGiven { Reason: null } when book.List is not null => "a list of awards is replaced without a reason",
        SpecialAwardApproved approved => book.Find(approved.Code) switch
        {
            null or { Proposed: null } => $"the single prize {approved.Code} is approved, and none was proposed",
            { Proposed: { } proposed } when proposed.Unit != approved.Unit => $"the single prize {approved.Code} was proposed for unit {proposed.Unit}, and is approved for {approved.Unit}",
            { Proposer: var proposer } when proposer.IsSamePersonAs(Actor.Of(approved.By, approved.Person)) => $"'{approved.By}' approved the own proposal of the single prize {approved.Code}",
            _ => null,
        },
        _ => null,
    };

    /// <summary>Why the event does not follow from the result, or null.</summary>
    private string? Fault(AwardEvent happened, RoundSums sums) => happened switch
    {
        AwardsGiven { List: var list } => Find(list.Version) is { } version ? Fault(list, version, sums) : $"there is no version {list.Version} of the result",
        SpecialAwardProposed { Award: var award } => Find(award.Version) is not { } version ? $"there is no version {award.Version} of the result"
            : version.Result.Classes.SelectMany(ranked => ranked.Units).FirstOrDefault(unit => unit.Unit == award.Unit) is not { Eligible: true }
                ? $"unit {award.Unit} is not eligible in version {award.Version}"
                : null,
        _ => null,
    };

    private string? Fault(AwardList list, ResultVersion version, RoundSums sums)
    {
        // A ledger that is not there is a finding of the units.
        if (units.LedgersOf(version) is not { } ledgers)
            return null;
        var ranking = RoundRanking.Of(record.State.Rules!, sums.Votes, ledgers, version.Result.Turnout, version.Pinned);
        if (ranking.IsRefused(out var refusal))
            return $"version {list.Version} cannot be ranked: {refusal.Detail}";
        var filling = AwardFilling.Of(ranking.Answer, list.Scope, list.Tiers, list.Decisions);
        if (filling.Ties.Count > 0 || filling.Unused.Count > 0)
            return $"the decisions do not settle the ties of version {list.Version}";
        var wrong = list.Awards.Except(filling.Awards).Concat(filling.Awards.Except(list.Awards)).FirstOrDefault();
        if (wrong is not null)
            return $"the ranks of version {list.Version} do not give these awards: unit {wrong.Unit}, tier {wrong.Tier}";
        return list.Awards.Count == filling.Awards.Count ? null : "an award is listed twice";
    }

    private ResultVersion? Find(int version) => record.State.Versions.FirstOrDefault(known => known.Result.Version == version);

    private void Differs(long version, string what) => findings.Add(FindingKind.Differs, Stream, version, what);
}
