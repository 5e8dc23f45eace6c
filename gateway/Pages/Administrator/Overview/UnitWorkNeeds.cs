using Evaluation.Assessment;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Gateway.Pages.Administrator.Overview;

/// <summary>Adds up what the units of a round lack: sheets, self-assessments, and decisions on claims and adjustments.</summary>
internal sealed class UnitWorkNeeds(RoundView view, RoundRules rules, RoundNames names, IReadOnlyList<InspectionPanel> panels)
{
    private readonly InspectionPanel[] _working = [.. panels.Where(panel => panel.Units.Count > 0)];
    private readonly List<string> _unassigned = [];
    private readonly List<string> _unsheeted = [];
    private readonly List<string> _unfiled = [];
    private readonly List<string> _undecided = [];
    private readonly List<string> _unapproved = [];
    private int _claims;
    private int _adjustments;
    private bool _hasClaims;

    public int Panels => _working.Length;

    public int Inspectors => _working.SelectMany(panel => panel.Inspectors).Distinct(StringComparer.Ordinal).Count();

    public int SheetsFiled { get; private set; }

    public int SheetsDue { get; private set; }

    /// <param name="proposed">Adjustments that wait for a second person.</param>
    public void Add(Unit unit, UnitLedger ledger, UnitClaims claims, int proposed)
    {
        var own = rules.OfUnit(unit);
        if (own.SheetCriteria.Count > 0)
            AddSheets(unit, own, ledger);
        if (own.FiledCriteria.Count > 0 && own.Components.Self > 0)
        {
            _hasClaims = true;
            var open = ClaimView.Of(own, unit.Code, claims.IsFiled, claims.Claims).Count(claim => claim.State == ClaimState.Open);
            if (!claims.IsFiled)
                _unfiled.Add(names.Unit(unit.Code));
            else if (open > 0)
                _undecided.Add(names.Unit(unit.Code));
            _claims += claims.IsFiled ? open : 0;
        }
        if (proposed > 0)
            _unapproved.Add(names.Unit(unit.Code));
        _adjustments += proposed;
    }

    public IEnumerable<MissingItem> Items
    {
        get
        {
            if (rules.SheetCriteria.Count > 0)
            {
                yield return new("panels", _unassigned.Count, _unassigned, null);
                yield return new("sheets", _unsheeted.Count, _unsheeted, null);
            }
            if (_hasClaims)
            {
                yield return new("self", _unfiled.Count, _unfiled, null);
                yield return new("claims", _claims, _undecided, $"/reviews?round={view.Id}&kind=claim");
            }
            if (rules.HasAssessedCriteria || _adjustments > 0)
                yield return new("adjustments", _adjustments, _unapproved, $"/reviews?round={view.Id}&kind=adjustment");
        }
    }

    private void AddSheets(Unit unit, RoundRules own, UnitLedger ledger)
    {
        var (due, filed, isAssigned) = (0, 0, false);
        foreach (var panel in _working.Where(panel => panel.Units.Contains(unit.Code)))
        {
            isAssigned = true;
            foreach (var period in own.SheetPeriods(panel.By))
            {
                due += panel.Inspectors.Count;
                filed += panel.Inspectors.Count(inspector => ledger.Sheets.Any(sheet => sheet.Inspector == inspector && sheet.Period == period));
            }
        }
        if (!isAssigned)
            _unassigned.Add(names.Unit(unit.Code));
        else if (filed < due)
            _unsheeted.Add(names.Unit(unit.Code));
        SheetsDue += due;
        SheetsFiled += filed;
    }
}
