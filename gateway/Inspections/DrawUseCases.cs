using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Inspections;

/// <summary>A draw with the time zone of its round.</summary>
public sealed record RoundDraw(Draw Draw, string TimeZone);

/// <summary>Makes draws that anybody can repeat, from the draft until the round is archived. Everybody reads them.</summary>
public sealed class DrawUseCases(IEngine engine, TimeProvider clock)
{
    private const string Act = "a draw";

    /// <summary>
    /// Announces a pool and, with a seed, draws at once. Refused with <see cref="RefusalCode.BadRequest"/> for a count outside the pool,
    /// for an unknown
    /// body and for none where every criterion belongs to one, and with <see cref="RefusalCode.DrawExists"/> for an id that was used.
    /// </summary>
    public async ValueTask<Outcome<RoundDraw>> CreateAsync(string round, NewDraw draw, CreationKey? key, StaffAccount caller)
    {
        var rules = await RulesAsync(round);
        if (rules.IsRefused(out var refusal))
            return refusal;
        if (FaultOfBody(rules.Answer, draw) is { } fault)
            return new Refusal(RefusalCode.BadRequest, $"{fault.Pointer} {fault.Message}.", ("faults", (Kernel.Reading.Fault[])[fault]));
        string[] pool = [.. Pool(rules.Answer, draw)];
        if (draw.Count < 1 || draw.Count > pool.Length)
            return new Refusal(RefusalCode.BadRequest, $"count is a whole number from 1 to the {pool.Length} codes of the pool.", ("faults", (Kernel.Reading.Fault[])[new("/count", $"must be from 1 to {pool.Length}")]));
        var command = new CreateDraw(draw.Id, draw.Of, draw.Count, pool, draw.Reason, draw.Seed, draw.SeedSource, key, clock.GetUtcNow(), caller.Actor, draw.By);
        return Zoned(await engine.SendAsync(PanelGrain.Ref(round), command), rules.Answer);
    }

    /// <summary>Draws from an announced pool. The same seed again changes nothing.</summary>
    public async ValueTask<Outcome<RoundDraw>> SeedAsync(string round, string id, string seed, StaffAccount caller)
    {
        var rules = await RulesAsync(round);
        return rules.IsRefused(out var refusal)
            ? refusal
            : Zoned(await engine.SendAsync(PanelGrain.Ref(round), new SeedDraw(id, seed, clock.GetUtcNow(), caller.Actor)), rules.Answer);
    }

    /// <summary>All draws in the order of their announcement. Only insiders see those of an internal round.</summary>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public async ValueTask<Outcome<RoundDraw[]>> ListAsync(string round, StaffAccount? caller)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        if (Insiders.Refuse(found.Answer.View, caller) is { } outsider)
            return outsider;
        var list = await engine.SendAsync(PanelGrain.Ref(round), new ViewDraws());
        return list.IsRefused(out refusal) ? refusal : list.Answer.Draws.Select(draw => new RoundDraw(draw, found.Answer.Rules.TimeZone)).ToArray();
    }

    /// <summary>One draw. Refused with <see cref="RefusalCode.NoSuchDraw"/>.</summary>
    public async ValueTask<Outcome<RoundDraw>> FindAsync(string round, string id, StaffAccount? caller)
    {
        var list = await ListAsync(round, caller);
        if (list.IsRefused(out var refusal))
            return refusal;
        return list.Answer.FirstOrDefault(draw => draw.Draw.Id == id) is { } known ? known : new Refusal(RefusalCode.NoSuchDraw, $"The round has no draw '{id}'.", ("id", id));
    }

    /// <summary>Where bodies own criteria, a body scores its own ones alone, and a draw of criteria is of one body.</summary>
    private static IEnumerable<string> Pool(RoundRules rules, NewDraw draw) => draw.Of == DrawSubject.Units
        ? rules.Units.Select(unit => unit.Code)
        : (rules.Assessors is null ? rules.Criteria : rules.SheetCriteriaOf(draw.By)).Select(criterion => criterion.Code);

    private static Kernel.Reading.Fault? FaultOfBody(RoundRules rules, NewDraw draw) => draw switch
    {
        { Of: DrawSubject.Units, By: not null } => new("/by", "must be left out: units are drawn for all bodies"),
        { Of: DrawSubject.Criteria } => PanelRules.Faults(rules, draw.By, hasWeights: false) is [var fault, ..] ? fault : null,
        _ => null,
    };

    private async ValueTask<Outcome<RoundRules>> RulesAsync(string round)
    {
        var found = await NewestRounds.FindAsync(engine, round, WorkWindow.Planning, Act);
        return found.IsRefused(out var refusal) ? refusal : found.Answer.Rules;
    }

    private static Outcome<RoundDraw> Zoned(Outcome<Draw> draw, RoundRules rules) => draw.IsRefused(out var refusal) ? refusal : new RoundDraw(draw.Answer, rules.TimeZone);
}
