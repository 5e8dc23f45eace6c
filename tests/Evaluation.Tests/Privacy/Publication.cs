using System.Text.Json;
using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Comments;
using Evaluation.Gateway.Http;
using Evaluation.Results.Exports;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Scoring.Votes;
using Evaluation.Tests.Results.Exports;
using Evaluation.Tests.Scoring;

namespace Evaluation.Tests.Privacy;

/// <summary>All data of a sealed round that any caller can read, including every export of an auditor.</summary>
internal sealed class Publication
{
    public Publication(RoundRules rules, IReadOnlyList<AloneBox> boxes)
    {
        var (tally, turnout) = (new Tally(), new TurnoutTotals());
        foreach (var box in boxes)
        {
            tally.Add(box.State.Tally);
            turnout.Add(box.Do(new ViewTurnout()));
        }
        var judged = turnout.Judged(rules);
        var scoring = new ScoringRules(rules, judged);
        GroupCount[][] counts = [.. TallyCounter.Count(rules, tally).Select(sums => GroupCount.ByGroup(scoring, sums))];
        Result = new() { Round = rules.Id, Version = 1, Turnout = judged, Classes = RoundScoring.Score(scoring, counts) };
        Units = [.. Result.Classes.SelectMany(ranked => ranked.Units)];
        var counted = rules.Units.Select((_, unit) => CountedSlips.Of(rules, unit, boxes.Select(box => box.Do(new ViewPatterns(unit))))).ToList();
        Tally = Shown.Of(TallyRows.Table, counted.SelectMany(new TallyRows(rules).Of), "unit", "criterion", "group", "option", "marks");
        Slips = Shown.Of(new SlipRows(rules).Table, counted.SelectMany(new SlipRows(rules).Of), [.. new SlipRows(rules).Table.Columns.Select(column => column.Name)]);
        Comments = Shown.Of(
            CommentRows.Table, counted.SelectMany(slips => CommentRows.Of(rules, slips, boxes.Select(box => box.Do(new ViewComments(slips.Unit))), CommentNotes.None)), "unit", "group", "comment");
        Derivations = [.. rules.Units.Select(unit => DerivationPage.Write(UnitDerivation.Of(rules, counts, new Dictionary<string, Evaluation.Assessment.UnitLedger>(), unit.Code, Result), "en"))];
        Audit = [.. boxes.Index().Select(box => RoundAudit.Line(new BoxCounted(box.Index, box.Item.Do(new SealBox(Given.Close)), Given.Close, RoundCommand.Schedule)))];
    }

    public RoundResult Result { get; }

    public IReadOnlyList<UnitResult> Units { get; private set; }

    public string[] Tally { get; }

    public string[] Slips { get; }

    public string[] Comments { get; }

    public string[] Derivations { get; }

    public AuditLine[] Audit { get; }

    /// <summary>The same with other unit figures, to test that the attacker would detect them.</summary>
    public Publication Leaking(Func<UnitResult, UnitResult> figures)
    {
        var leaking = (Publication)MemberwiseClone();
        leaking.Units = [.. Units.Select(figures)];
        return leaking;
    }

    /// <summary>All published data as one text.</summary>
    public string Text => string.Join('\n', [JsonSerializer.Serialize(Result, ApiJson.Options), .. Tally, .. Slips, .. Comments, .. Derivations, .. Audit.Select(line => line.ToString())]);
}
