using Evaluation.Assessment;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Units.Supervision;

/// <summary>
/// Checks entries against the rules of the round before a command is sent to the unit. Adds a fault for every field that does not follow
/// them.
/// </summary>
/// <param name="rules">The frozen rules of the round.</param>
/// <param name="today">Today in the round's time zone.</param>
/// <param name="faults">Receives the faults, by the pointer of the field in the body.</param>
public sealed class SupervisionCheck(RoundRules rules, DateOnly today, FaultList faults)
{
    /// <summary>The day of an entry lies in the round's period and not in the future.</summary>
    public void Day(DateOnly? on)
    {
        if (on > today)
            faults.Add("/on", WorkDays.InFuture);
        else if (rules.Period is { } period && (on < period.From || on > period.To))
            faults.Add("/on", $"is outside the period of the round, {period.From:yyyy-MM-dd} to {period.To:yyyy-MM-dd}");
    }

    /// <summary>A veto of the round names the fact.</summary>
    public void Fact(string fact)
    {
        if (FactNames.Fault(rules, fact) is { } fault)
            faults.Add("/fact", fault);
    }

    /// <summary>
    /// An adjustment with the points of its entry in the round's catalogue. A free one has the points that were typed, and is refused where
    /// the catalogue has entries of its kind (F26).
    /// </summary>
    public Adjustment Priced(Adjustment adjustment)
    {
        CataloguePrice.Check(rules, adjustment, "", faults);
        if (adjustment.Entry is null && Adjustment.PointsFault(adjustment.Points) is { } fault)
            faults.Add("/points", fault);
        return CataloguePrice.Of(rules, adjustment);
    }

    /// <summary>The kind of an entry of the catalogue; null where the round has no such entry.</summary>
    public AdjustmentKind? KindOf(string? entry) => CataloguePrice.KindOf(rules, entry);

    /// <summary>The round has the criterion. Null is none.</summary>
    public void Criterion(string? criterion)
    {
        string[] known = [.. rules.Criteria.Select(other => other.Code)];
        if (criterion is not null && !known.Contains(criterion))
            faults.Add("/criterion", $"is no criterion of the round; {NameHint.For(criterion, known)}");
    }

    /// <summary>The unit has every item of evidence that is named.</summary>
    /// <param name="named">Ids; null for none.</param>
    /// <param name="known">The ids of the unit's evidence.</param>
    public void Evidence(IReadOnlyList<string>? named, IReadOnlyCollection<string> known)
    {
        foreach (var (index, id) in (named ?? []).Index())
            if (!known.Contains(id))
                faults.Add($"/evidence/{index}", $"names no evidence of the unit; {NameHint.For(id, known)}");
    }
}
