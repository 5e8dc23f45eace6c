using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Public.Complaints;

/// <summary>A unit about which somebody can complain.</summary>
/// <param name="Round">The newest public round that has it.</param>
public sealed record ComplaintUnitChoice(string Round, string Unit, LocalText Label, LocalText RoundTitle)
{
    /// <summary>Both codes in one field of a form.</summary>
    public string Value => $"{Round}/{Unit}";
}

/// <summary>Finds units of public rounds by what a citizen knows of them: their names.</summary>
internal sealed class ComplaintUnits(IEngine engine, PublicRounds rounds)
{
    /// <summary>Choices that a form offers; more of them need a longer name.</summary>
    public const int ChoicesMax = 30;

    /// <summary>The unit of a round; null for none that the public knows.</summary>
    public async ValueTask<Outcome<ComplaintUnitChoice?>> FindAsync(string round, string unit, CancellationToken cancel)
    {
        var all = await AllAsync(cancel);
        return all.Select(known => known.FirstOrDefault(one => one.Round == round && one.Unit == unit));
    }

    /// <summary>
    /// The units with this name or code; without one, those whose names contain it. Each code and each
    /// name is listed once, in its newest round.
    /// </summary>
    public async ValueTask<Outcome<IReadOnlyList<ComplaintUnitChoice>>> NamedAsync(string name, CancellationToken cancel)
    {
        var all = await AllAsync(cancel);
        if (all.IsRefused(out var refusal))
            return refusal;
        ComplaintUnitChoice[] known = [.. all.Answer.DistinctBy(unit => unit.Unit).DistinctBy(unit => (unit.Label.In("zh"), unit.Label.In("en")))];
        ComplaintUnitChoice[] exact = [.. known.Where(unit => unit.Unit == name || Texts(unit).Any(text => text.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        return exact.Length > 0 ? exact : known.Where(unit => Texts(unit).Any(text => text.Contains(name, StringComparison.OrdinalIgnoreCase))).Take(ChoicesMax + 1).ToArray();

        static string[] Texts(ComplaintUnitChoice unit) => [unit.Label.In("zh"), unit.Label.In("en")];
    }

    /// <summary>The names of units of public rounds by their codes, those of newer rounds first.</summary>
    public async ValueTask<Outcome<IReadOnlyDictionary<string, LocalText>>> NamesAsync(CancellationToken cancel) =>
        (await AllAsync(cancel)).Select(all => (IReadOnlyDictionary<string, LocalText>)all.DistinctBy(unit => unit.Unit).ToDictionary(unit => unit.Unit, unit => unit.Label, StringComparer.Ordinal));

    /// <summary>The units of all public rounds that take complaints, those of newer rounds first.</summary>
    private async ValueTask<Outcome<IReadOnlyList<ComplaintUnitChoice>>> AllAsync(CancellationToken cancel)
    {
        var listed = await rounds.ListAsync(cancel);
        if (listed.IsRefused(out var refusal))
            return refusal;
        var units = new List<ComplaintUnitChoice>();
        foreach (var round in listed.Answer.Where(round => WorkWindow.Planning.Refuse(round.State, "a complaint") is null))
        {
            var rules = await engine.SendAsync(RoundGrain.Ref(round.Id), new ViewRules());
            if (rules.IsRefused(out refusal))
                return refusal;
            units.AddRange(rules.Answer.Units.Select(unit => new ComplaintUnitChoice(round.Id, unit.Code, unit.Label, round.Title)));
        }
        return units.ToArray();
    }
}
