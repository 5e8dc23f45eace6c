using System.Runtime.CompilerServices;
using Evaluation.Awards;
using Evaluation.Ballots;
using Evaluation.Ballots.Records;
using Evaluation.Comments;
using Evaluation.Findings;
using Evaluation.Gateway.Rounds;
using Evaluation.Panels;
using Evaluation.Results.Exports;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Staff;
using Evaluation.Targets;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Workflows;
using Evaluation.Workflows.Recording;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>The subject of an export.</summary>
public enum ExportSubject
{
    Results,
    Tally,
    Slips,
    Comments,
    Audit,
    Assessments,
    Findings,
    Honours,
    Targets,
    Inspections,
    Complaints,
    Awards,
    Record,
}

/// <summary>Opens the export of the complaints about the units of a round that the account may read in whole.</summary>
internal delegate ValueTask<Outcome<Export>> ComplaintExport(string round, StaffAccount caller);

/// <summary>A table with its rows, which are read while they are written.</summary>
/// <param name="Name">The file name without extension.</param>
internal sealed record Export(string Name, ExportTable Table, IAsyncEnumerable<ExportRow> Rows);

/// <summary>
/// Reads the rows of an export from the grains. Slips and comments are read unit by unit, so memory holds those of one unit at a time.
/// </summary>
internal sealed class ExportSource(IEngine engine, TimeProvider? clock = null)
{
    private readonly SealedSource _votes = new(engine);

    /// <param name="version">The version of the result; null for the newest.</param>
    /// <param name="isWhole">Whether the caller reads what is too small to be shown to others: in the sealed record only.</param>
    public async ValueTask<Outcome<Export>> OpenAsync(RoundView round, ExportSubject subject, int? version, bool isWhole = false)
    {
        var id = RoundGrain.Ref(round.Id);
        var name = $"{round.Id}-{subject.ToString().ToLowerInvariant()}";
        if (subject == ExportSubject.Audit)
        {
            var audit = await RoundTrail.ReadAsync(engine, round.Id);
            return audit.IsRefused(out var none) ? none : new Export(name, AuditRows.Table, AuditRows.Of(Zoned(audit.Answer, round.TimeZone)).ToAsyncEnumerable());
        }
        var rules = await engine.SendAsync(id, new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        if (subject == ExportSubject.Findings)
            return new Export(name, FindingRows.Table, FindingsAsync(rules.Answer));
        if (subject == ExportSubject.Targets)
        {
            var targets = await engine.SendAsync(TargetGrain.Ref(round.Id), new ViewAllTargets());
            return targets.IsRefused(out refusal) ? refusal : new Export(name, TargetRows.Table, TargetRows.Of(rules.Answer, targets.Answer).ToAsyncEnumerable());
        }
        if (subject == ExportSubject.Awards)
        {
            var awards = await engine.SendAsync(AwardGrain.Ref(round.Id), new ViewAwards());
            return awards.IsRefused(out refusal) ? refusal : new Export(name, AwardRows.Table, AwardRows.Of(rules.Answer, awards.Answer).ToAsyncEnumerable());
        }
        if (subject == ExportSubject.Inspections)
            return new Export(name, InspectionRows.Table(rules.Answer), InspectionsAsync(rules.Answer, LifeCycle.HasResult(round.State)));
        if (subject == ExportSubject.Assessments)
            return new Export(name, AssessmentRows.Table(rules.Answer), AssessmentsAsync(rules.Answer));
        if (subject == ExportSubject.Record)
            return await OfRecordAsync(name, rules.Answer, isWhole);
        if (subject != ExportSubject.Results)
            return OfBoxes(name, rules.Answer, subject);
        var result = await engine.SendAsync(id, new ViewResult(version));
        return result.IsRefused(out refusal) ? refusal : OfResult(name, rules.Answer, result.Answer);
    }

    private static Export OfResult(string name, RoundRules rules, RoundResult result)
    {
        var rows = new ResultRows(rules);
        return new($"{name}-v{result.Version}", rows.Table, rows.Of(result).ToAsyncEnumerable());
    }

    private async ValueTask<Outcome<Export>> OfRecordAsync(string name, RoundRules rules, bool isWhole)
    {
        var found = await _votes.FindAsync(rules.Id);
        if (found.IsRefused(out var refusal))
            return refusal;
        if (!found.Answer.IsRecorded)
            return new Refusal(RefusalCode.WrongState, "The round has no sealed record: its ballots are stored in the old form.");
        var record = await engine.SendAsync(RecordGrain.Ref(rules.Id), new ViewRecord());
        if (record.IsRefused(out refusal))
            return refusal;
        var rows = new RecordRows(rules);
        return new Export(name, rows.Table, RecordAsync(rules, rows, isWhole ? record.Answer.Head : null));
    }

    /// <param name="whole">What the whole record holds; null for callers who read what is shown.</param>
    private async IAsyncEnumerable<ExportRow> RecordAsync(RoundRules rules, RecordRows rows, RecordHead? whole, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var unit = 0; unit < rules.Units.Count; unit++)
        {
            cancel.ThrowIfCancellationRequested();
            var (patterns, comments) = (Read(await _votes.PatternsAsync(rules, unit)), Read(await _votes.CommentsAsync(rules, unit)));
            foreach (var row in rows.OfUnit(unit, patterns.Single(), comments.Single(), whole is not null))
                yield return row;
        }
        foreach (var row in whole is null ? [] : rows.OfTotals(whole))
            yield return row;
    }

    private Export OfBoxes(string name, RoundRules rules, ExportSubject subject)
    {
        switch (subject)
        {
            case ExportSubject.Tally:
                return new(name, TallyRows.Table, UnitsAsync(rules, new TallyRows(rules).Of));
            case ExportSubject.Slips:
                var slips = new SlipRows(rules);
                return new(name, slips.Table, UnitsAsync(rules, slips.Of));
            default:
                return new(name, CommentRows.Table, CommentsAsync(rules));
        }
    }

    private async IAsyncEnumerable<ExportRow> UnitsAsync(
        RoundRules rules, Func<CountedSlips, IEnumerable<ExportRow>> rowsOf, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var unit = 0; unit < rules.Units.Count && rules.VoteCriteria.Count > 0; unit++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var row in rowsOf(await SlipsAsync(rules, unit)))
                yield return row;
        }
    }

    private async IAsyncEnumerable<ExportRow> AssessmentsAsync(RoundRules rules, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var unit in rules.Units)
        {
            cancel.ThrowIfCancellationRequested();
            var standing = await AskAsync(UnitGrain.Ref(rules.Id, unit.Code), new ViewSelfAssessment());
            if (standing.Newest is not { } newest)
                continue;
            foreach (var row in AssessmentRows.Of(rules, unit, new(newest.Version, newest.Content, newest.At.In(rules.TimeZone)), standing.IsFiled, standing.Counted))
                yield return row;
        }
    }

    private async IAsyncEnumerable<ExportRow> CommentsAsync(RoundRules rules, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var unit = 0; unit < rules.Units.Count && rules.VoteCriteria.Count > 0; unit++)
        {
            cancel.ThrowIfCancellationRequested();
            var comments = Read(await _votes.CommentsAsync(rules, unit));
            var notes = await AskAsync(CommentGrain.Ref(rules.Id), new ViewCommentNotes(rules.Units[unit].Code));
            foreach (var row in CommentRows.Of(rules, await SlipsAsync(rules, unit), comments, notes))
                yield return row;
        }
    }

    private async IAsyncEnumerable<ExportRow> InspectionsAsync(RoundRules rules, bool isClosed, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var panels = rules.Assessors is null || isClosed ? new([]) : await AskAsync(PanelGrain.Ref(rules.Id), new ViewPanels());
        foreach (var unit in rules.Units)
        {
            cancel.ThrowIfCancellationRequested();
            var inspections = await AskAsync(UnitGrain.Ref(rules.Id, unit.Code), new ViewInspections());
            // A closed ledger has the weights that counted.
            var weights = inspections.Ledger.Weights ?? panels.WeightsOf(unit.Code);
            foreach (var row in InspectionRows.Of(rules, unit, inspections with { Ledger = inspections.Ledger with { Weights = weights } }))
                yield return row;
        }
    }

    private async IAsyncEnumerable<ExportRow> FindingsAsync(RoundRules rules, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var today = (clock ?? TimeProvider.System).GetUtcNow().DayIn(rules.TimeZone);
        var (page, after) = (default(FindingPage), 0);
        do
        {
            cancel.ThrowIfCancellationRequested();
            page = await AskAsync(FindingGrain.Ref(rules.Id), new ViewFindings(null, null, null, today, Limits.ItemsPerPageMax, after));
            foreach (var row in FindingRows.Of(rules, page.Items, today))
                yield return row;
            after += page.Items.Count;
        }
        while (page.HasMore);
    }

    /// <summary>The comments on one unit that are not suppressed.</summary>
    /// <exception cref="ExportInterruptedException">The sealed record, or a ballot box, did not answer.</exception>
    public async ValueTask<IReadOnlyList<SlipComment>> CommentsAsync(RoundRules rules, int unit) =>
        [.. CommentRows.Shown(rules, await SlipsAsync(rules, unit), Read(await _votes.CommentsAsync(rules, unit)))];

    private async ValueTask<CountedSlips> SlipsAsync(RoundRules rules, int unit) => CountedSlips.Of(rules, unit, Read(await _votes.PatternsAsync(rules, unit)));

    /// <summary>Asks a busy grain again, so that a short load does not interrupt a long export.</summary>
    private async Task<TAnswer> AskAsync<TState, TAnswer>(GrainRef<TState> box, IQuery<TState, TAnswer> question)
        where TState : class
        where TAnswer : class
    {
        var answer = await engine.SendAsync(box, question);
        for (var attempt = 1; attempt < Limits.TurnAttempts && answer.Refusal?.Code == RefusalCode.Busy; attempt++)
            answer = await engine.SendAsync(box, question);
        return Read(answer);
    }

    private static TAnswer Read<TAnswer>(Outcome<TAnswer> outcome)
        where TAnswer : class => outcome.IsRefused(out var refusal) ? throw new ExportInterruptedException(refusal) : outcome.Answer;

    private static AuditTrail Zoned(AuditTrail audit, string timeZone) => new([.. audit.Lines.Select(line => line with { At = line.At.In(timeZone) })]);
}

/// <summary>A grain did not answer.</summary>
internal sealed class ExportInterruptedException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
