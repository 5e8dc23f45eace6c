using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Honours;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Honours;

/// <summary>Defines titles, confers, renews and withdraws honours, and reads the register.</summary>
public sealed class HonourUseCases(IEngine engine, UnitLineages lineages, TimeProvider clock)
{
    private volatile HonourList? _list;

    /// <summary>All titles in the order of their codes.</summary>
    public async ValueTask<Outcome<IReadOnlyList<StandingTitle>>> TitlesAsync()
    {
        var list = await ListAsync();
        return list.IsRefused(out var refusal) ? refusal : list.Answer.Titles.ToArray();
    }

    /// <summary>One title. Refused with <see cref="RefusalCode.NoSuchTitle"/>.</summary>
    public async ValueTask<Outcome<StandingTitle>> FindTitleAsync(string title)
    {
        var list = await ListAsync();
        if (list.IsRefused(out var refusal))
            return refusal;
        return list.Answer.Titles.FirstOrDefault(standing => standing.Title.Code == title) is { } known
            ? known
            : new Refusal(RefusalCode.NoSuchTitle, $"There is no title '{title}'.", ("title", title));
    }

    /// <param name="basedOn">The versions of the title that may be replaced; null for any.</param>
    public ValueTask<Outcome<StandingTitle>> DefineAsync(Title title, long[]? basedOn, StaffAccount caller) =>
        engine.SendAsync(HonourGrain.Ref, new DefineTitle(title, clock.GetUtcNow(), caller.Actor, basedOn));

    /// <summary>The honours that match the filter, due ones first.</summary>
    public async ValueTask<Outcome<IReadOnlyList<HonourTerm>>> ListAsync(HonourFilter filter, CancellationToken cancel)
    {
        var lineage = await lineages.ReadAsync(cancel);
        if (lineage.IsRefused(out var refusal))
            return refusal;
        var list = await ListAsync();
        return list.IsRefused(out refusal) ? refusal : filter.Of(HonourTerms.Of(list.Answer, lineage.Answer), lineage.Answer, clock.GetUtcNow()).ToArray();
    }

    /// <summary>The honours in the order in which they were conferred.</summary>
    /// <param name="round">Only those that follow from this round; null for all.</param>
    public async ValueTask<Outcome<IReadOnlyList<HonourTerm>>> ExportAsync(string? round, CancellationToken cancel)
    {
        var terms = await TermsAsync(cancel);
        return terms.IsRefused(out var refusal) ? refusal : terms.Answer.Where(term => round is null || term.Honour.Round == round).ToArray();
    }

    /// <summary>One honour. Refused with <see cref="RefusalCode.NoSuchHonour"/>.</summary>
    public async ValueTask<Outcome<HonourTerm>> FindAsync(string id, CancellationToken cancel)
    {
        var terms = await TermsAsync(cancel);
        if (terms.IsRefused(out var refusal))
            return refusal;
        return terms.Answer.FirstOrDefault(term => term.Honour.Id == id) is { } known ? known : NoSuchHonour(id);
    }

    /// <summary>
    /// Confers a title. Refused with <see cref="RefusalCode.NoSuchTitle"/>, <see cref="RefusalCode.NoSuchRound"/>,
    /// <see cref="RefusalCode.NoSuchUnit"/> for a unit that the round or, without one, no round has, and
    /// <see cref="RefusalCode.TermOverlaps"/>.
    /// </summary>
    public async ValueTask<Outcome<HonourTerm>> ConferAsync(NewHonour honour, CreationKey? key, StaffAccount caller, CancellationToken cancel)
    {
        var place = await PlaceAsync(honour.Unit, honour.From, honour.Round, cancel);
        if (place.IsRefused(out var refusal))
            return refusal;
        var conferred = await engine.SendAsync(HonourGrain.Ref, new ConferHonour(
            honour.Title, honour.Unit, honour.From, honour.Document, honour.Round, place.Answer.TimeZone, place.Answer.Related, clock.GetUtcNow(), caller.Actor, key));
        return conferred.IsRefused(out refusal) ? refusal : await NamedAsync(conferred.Answer, cancel);
    }

    /// <summary>Confers the title of an honour for another term. Refused as <see cref="ConferAsync"/> is.</summary>
    public async ValueTask<Outcome<HonourTerm>> RenewAsync(string id, Renewal renewal, CreationKey? key, StaffAccount caller, CancellationToken cancel)
    {
        var before = await FindAsync(id, cancel);
        if (before.IsRefused(out var refusal))
            return refusal;
        var (unit, from) = (renewal.Unit ?? before.Answer.Honour.Unit, renewal.From ?? before.Answer.Honour.Span.Until);
        var place = await PlaceAsync(unit, from, renewal.Round, cancel);
        if (place.IsRefused(out refusal))
            return refusal;
        var renewed = await engine.SendAsync(HonourGrain.Ref, new RenewHonour(
            id, unit, renewal.From, renewal.Document, renewal.Round, place.Answer.TimeZone, place.Answer.Related, clock.GetUtcNow(), caller.Actor, key));
        return renewed.IsRefused(out refusal) ? refusal : await NamedAsync(renewed.Answer, cancel);
    }

    /// <summary>Withdraws an honour from today, or from the given day.</summary>
    public async ValueTask<Outcome<HonourTerm>> WithdrawAsync(string id, NewWithdrawal withdrawal, StaffAccount caller, CancellationToken cancel)
    {
        var honour = await FindAsync(id, cancel);
        if (honour.IsRefused(out var refusal))
            return refusal;
        var now = clock.GetUtcNow();
        var withdrawn = await engine.SendAsync(
            HonourGrain.Ref, new WithdrawHonour(id, withdrawal.On ?? HonourView.Today(honour.Answer.Honour, now), withdrawal.Grounds, now, caller.Actor));
        return withdrawn.IsRefused(out refusal) ? refusal : await FindAsync(id, cancel);
    }

    /// <summary>The honours as a caller reads them: without the id of an internal round that the caller does not see.</summary>
    internal async ValueTask<Outcome<IReadOnlyList<HonourTerm>>> ShowAsync(IReadOnlyList<HonourTerm> terms, HttpContext context)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        foreach (var round in terms.Select(term => term.Honour.Round).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
            if (view.IsRefused(out var refusal))
                return refusal;
            if (await Insiders.RefuseAsync(view.Answer, context) is not null)
                hidden.Add(round);
        }
        return hidden.Count == 0
            ? terms.ToArray()
            : terms.Select(term => term.Honour.Round is { } round && hidden.Contains(round) ? term with { Honour = term.Honour with { Round = null } } : term).ToArray();
    }

    /// <summary>Every change of the register.</summary>
    public ValueTask<Outcome<AuditTrail>> ReadAuditAsync() => engine.SendAsync(HonourGrain.Ref, new ViewHonourAudit());

    /// <summary>Lets the round name the register. The honour stands, so a round that is busy names it with its next honour.</summary>
    private async ValueTask<Outcome<HonourTerm>> NamedAsync(Honour honour, CancellationToken cancel)
    {
        if (honour.Round is { } round)
            await engine.SendAsync(RoundGrain.Ref(round), new NameRegister(RoundRegisters.Honours, clock.GetUtcNow()));
        return await FindAsync(honour.Id, cancel);
    }

    private async ValueTask<Outcome<IReadOnlyList<HonourTerm>>> TermsAsync(CancellationToken cancel)
    {
        var lineage = await lineages.ReadAsync(cancel);
        if (lineage.IsRefused(out var refusal))
            return refusal;
        var list = await ListAsync();
        return list.IsRefused(out refusal) ? refusal : HonourTerms.Of(list.Answer, lineage.Answer).ToArray();
    }

    /// <summary>The newest register. It is only transferred when it has changed.</summary>
    private async ValueTask<Outcome<HonourList>> ListAsync()
    {
        var known = _list;
        var list = await engine.SendAsync(HonourGrain.Ref, new ViewHonours(known?.Version ?? -1));
        if (list.IsRefused(out var refusal))
            return refusal;
        return known is not null && list.Answer.Version == known.Version ? known : _list = list.Answer;
    }

    private async ValueTask<Outcome<(string TimeZone, IReadOnlyList<RelatedUnit> Related)>> PlaceAsync(string unit, DateOnly from, string? round, CancellationToken cancel)
    {
        var lineage = await lineages.ReadAsync(cancel);
        if (lineage.IsRefused(out var refusal))
            return refusal;
        if (round is null)
        {
            return lineage.Answer.Knows(unit)
                ? (Honour.UsualTimeZone, lineage.Answer.Related(unit, from))
                : new Refusal(RefusalCode.NoSuchUnit, $"No round has a unit '{unit}'.", ("unit", unit));
        }
        var work = await UnitWork.FindAsync(engine, round, unit);
        return work.IsRefused(out refusal) ? refusal : (work.Answer.Rules.TimeZone, lineage.Answer.Related(unit, from));
    }

    private static Refusal NoSuchHonour(string id) => new(RefusalCode.NoSuchHonour, $"There is no honour '{id}'.", ("id", id));
}
