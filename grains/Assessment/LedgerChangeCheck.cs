using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Assessment;

/// <summary>Checks changes of a unit's ledger against the rules of the round.</summary>
internal sealed class LedgerChangeCheck
{
    private readonly RoundRules _rules;
    private readonly DateOnly _today;
    private readonly Dictionary<string, decimal> _maxima;
    private readonly FaultList _faults = new();

    private LedgerChangeCheck(RoundRules rules, DateOnly today)
    {
        _rules = rules;
        _today = today;
        _maxima = rules.FiledCriteria.ToDictionary(criterion => criterion.Code, criterion => criterion.Points);
    }

    /// <summary>Returns all faults. Each change is checked against the ledger after the changes before it.</summary>
    /// <param name="rules">The frozen rules of the round.</param>
    /// <param name="ledger">The ledger before the changes.</param>
    /// <param name="changes">The changes in order.</param>
    /// <param name="pointer">The JSON pointer of the list of changes in the body.</param>
    /// <param name="today">Today in the round's time zone.</param>
    public static IReadOnlyList<Fault> Faults(RoundRules rules, UnitLedger ledger, IReadOnlyList<LedgerChange> changes, string pointer, DateOnly today)
    {
        var check = new LedgerChangeCheck(rules, today);
        foreach (var (index, change) in changes.Index())
        {
            check.Check(change, ledger, $"{pointer}/{index}");
            ledger = change.ApplyTo(ledger);
        }
        return check._faults.Faults;
    }

    private void Check(LedgerChange change, UnitLedger ledger, string at)
    {
        switch (change)
        {
            case SheetEntered { Sheet: var sheet }: CheckSheet(sheet, ledger, $"{at}/sheet"); break;
            case SheetWithdrawn withdrawn: CheckWithdrawn(withdrawn, ledger, at); break;
            case ClaimDecided { Claim: var claim }: CheckClaim(claim, $"{at}/claim"); break;
            case AdjustmentEntered { Adjustment: var adjustment }: CheckAdjustment(adjustment, $"{at}/adjustment"); break;
            case AdjustmentWithdrawn { Id: var id }: CheckThere(ledger.Adjustments.Select(adjustment => adjustment.Id), id, $"{at}/id", "adjustment"); break;
            case SpotCheckEntered { SpotCheck: var check }: CheckSpotCheck(check, $"{at}/spotCheck"); break;
            case SpotCheckWithdrawn { Id: var id }: CheckThere(ledger.SpotChecks.Select(check => check.Id), id, $"{at}/id", "spot check"); break;
            case FactStated { Fact: var fact }: CheckFact(fact.Fact, $"{at}/fact/fact"); break;
            case FactWithdrawn { Fact: var fact }: CheckThere(ledger.Facts.Select(stated => stated.Fact), fact, $"{at}/fact", "stated fact"); break;
            default: throw new System.Diagnostics.UnreachableException(change.GetType().Name);
        }
    }

    private void CheckSheet(Sheet sheet, UnitLedger ledger, string at)
    {
        CheckName(sheet.Inspector, $"{at}/inspector");
        CheckPast(sheet.VisitedOn, $"{at}/visitedOn");
        if (!SheetFormCheck.IsSheet(_rules, ledger, sheet, at, _faults))
            return;
        var criteria = _rules.OnSheet(sheet.By, sheet.Period);
        var maxima = criteria.ToDictionary(criterion => criterion.Code, criterion => criterion.Points);
        foreach (var (criterion, points) in sheet.Points)
            if (IsAssessed(criterion, $"{at}/points/{JsonCursor.Escaped(criterion)}", maxima) && IsGiven(criterion, $"{at}/points/{criterion}"))
                CheckPoints(points, maxima[criterion], $"{at}/points/{criterion}");
        foreach (var criterion in maxima.Keys.Except(sheet.Points.Keys).Except(_rules.ScoredCriteria.Select(scored => scored.Code)))
            _faults.Add($"{at}/points/{criterion}", "is missing: a sheet has points, or \"na\", for every assessed criterion");
        CheckFigures(sheet, [.. criteria.Where(criterion => criterion.HasFigure)], at);
    }

    private void CheckFigures(Sheet sheet, IReadOnlyList<Criterion> criteria, string at)
    {
        string[] known = [.. criteria.Select(criterion => criterion.Code)];
        foreach (var criterion in (sheet.Figures ?? new Dictionary<string, SheetFigure?>()).Keys.Except(known))
            _faults.Add($"{at}/figures/{JsonCursor.Escaped(criterion)}", $"is no criterion with a figure; {NameHint.For(criterion, known)}");
        foreach (var criterion in criteria)
            if (SheetFigureCheck.Fault(criterion, sheet.Figures) is { } fault)
                _faults.Add($"{at}/figures/{criterion.Code}{fault.Member}", fault.Detail);
    }

    private bool IsGiven(string criterion, string at)
    {
        if (_rules.ScoredCriteria.All(scored => scored.Code != criterion))
            return true;
        _faults.Add(at, "must be left out: the points of this criterion follow from a figure");
        return false;
    }

    private void CheckWithdrawn(SheetWithdrawn withdrawn, UnitLedger ledger, string at)
    {
        if (withdrawn.Period is { } period && ledger.Sheets.Any(sheet => sheet.Inspector == withdrawn.Inspector))
            CheckThere(ledger.Sheets.Where(sheet => sheet.Inspector == withdrawn.Inspector).Select(sheet => sheet.Period ?? ""), period, $"{at}/period", "period of a sheet");
        else
            CheckThere(ledger.Sheets.Where(sheet => sheet.Period == withdrawn.Period).Select(sheet => sheet.Inspector), withdrawn.Inspector, $"{at}/inspector", "sheet of");
    }

    private void CheckClaim(Claim claim, string at)
    {
        if (!IsAssessed(claim.Criterion, $"{at}/criterion", _maxima) || !SheetFormCheck.IsPeriod(_rules, claim.Criterion, claim.Period, $"{at}/period", _faults))
            return;
        CheckPoints(claim.Claimed, _maxima[claim.Criterion], $"{at}/claimed");
        CheckPoints(claim.Accepted, _maxima[claim.Criterion], $"{at}/accepted");
        if (claim is { Claimed: not null, Accepted: null } or { Claimed: null, Accepted: not (null or 0) })
            _faults.Add($"{at}/accepted", "must be points if points are claimed; a claim of \"na\" is accepted as \"na\" or rejected with 0");
        if (claim.Accepted > claim.Claimed)
            _faults.Add($"{at}/accepted", $"must be at most the {claim.Claimed} points that are claimed, but is {claim.Accepted}");
        if ((claim.Accepted < claim.Claimed || claim is { Claimed: null, Accepted: 0 }) && claim.Reason is null)
            _faults.Add($"{at}/reason", "is missing: less is accepted than claimed");
    }

    private void CheckAdjustment(Adjustment adjustment, string at)
    {
        CheckName(adjustment.Id, $"{at}/id");
        CataloguePrice.Check(_rules, adjustment, at, _faults);
        if (adjustment.Entry is null && Adjustment.PointsFault(adjustment.Points) is { } fault)
            _faults.Add($"{at}/points", fault);
    }

    private void CheckSpotCheck(SpotCheck check, string at)
    {
        CheckName(check.Id, $"{at}/id");
        CheckPast(check.On, $"{at}/on");
    }

    private void CheckPast(DateOnly? day, string at)
    {
        if (day > _today)
            _faults.Add(at, WorkDays.InFuture);
    }

    private void CheckFact(string fact, string at)
    {
        if (FactNames.Fault(_rules, fact) is { } fault)
            _faults.Add(at, fault);
    }

    private bool IsAssessed(string criterion, string at, Dictionary<string, decimal> maxima)
    {
        if (maxima.ContainsKey(criterion))
            return true;
        var place = maxima.Count == _maxima.Count ? "of the round" : "of this sheet";
        _faults.Add(at, $"is no assessed criterion {place}; {NameHint.For(criterion, maxima.Keys)}");
        return false;
    }

    private void CheckPoints(decimal? points, decimal max, string at)
    {
        if (points < 0 || points > max)
            _faults.Add(at, $"must be from 0 to {max}, but is {points}");
    }

    private void CheckThere(IEnumerable<string> names, string name, string at, string what)
    {
        string[] known = [.. names];
        if (!known.Contains(name))
            _faults.Add(at, $"names no {what} of the unit; {NameHint.For(name, known)}");
    }

    private void CheckName(string name, string at)
    {
        if (!Slug.IsValid(name))
            _faults.Add(at, $"must be of small letters a to z, digits and hyphens, at most {Limits.SlugCharacters}, but is {PlainText.Quoted(name)}");
    }
}
