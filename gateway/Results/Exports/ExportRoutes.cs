using Evaluation.Gateway.Honours;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Inspections;
using Evaluation.Honours;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>
/// Exports of a round. Results and awards are for callers who may read the result, the audit for administrators and auditors. Tally,
/// slips, comments and the sealed record are for administrators and auditors after the close, comments for reviewers as well. Inspections
/// are for these three, and public from publication on. Findings are for staff, honours are public.
/// </summary>
internal static class ExportRoutes
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Describes <c>lang</c> of an export.</summary>
    internal const string ForReaders =
        "With lang=zh or lang=en for readers: headings in this language and, in a column after each code of the rules, its text. Without lang the columns are those of the contract.";

    /// <summary>The roles that read what units and staff enter beside the vote.</summary>
    internal static readonly Role[] AssessmentReaders = [Role.Administrator, Role.Reviewer, Role.Auditor];

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/honours/export", ExportHonoursAsync).WithTags("Honours")
            .WithSummary("All honours as CSV, XLSX or JSON; the end says how many rows there are and their SHA-256, and one that breaks off has no end").WithDescription(ForReaders).Refuses(RefusalCode.BadRequest);
        api.MapGet("/rounds/{round}/export", ExportAsync).WithTags("Results")
            .WithSummary("Results, tally, slips, comments, sealed record (record), audit, targets, self-assessments (assessments), inspections, findings, complaints, awards or honours as CSV, XLSX or JSON; the end says how many rows there are and their SHA-256, and one that breaks off has no end")
            .WithDescription(ForReaders)
            .Refuses(RefusalCode.BadRequest, WrongState, SignInRequired, NotAllowed, Sealed, NotPublished, NoSuchRound, NoSuchVersion, NoResults);
    }

    private static async Task<Results<ExportResult, RefusalResult>> ExportHonoursAsync(string? format, string? lang, HttpContext context, HonourUseCases honours, CancellationToken cancel)
    {
        if (!TryWord(format, "format", ExportFormat.Csv, out var written, out var senseless) || !TryWord(lang, "lang", ExportLanguage.Zh, out var language, out senseless))
            return senseless!.ToResult();
        var all = await honours.ExportAsync(round: null, cancel);
        if (all.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await honours.ShowAsync(all.Answer, context)).ToTypedResult(terms => new ExportResult(For(lang, Of(terms, null), language, "honours"), written, null, "honours", isPublic: true));
    }

    private static async Task<Results<ExportResult, RefusalResult>> ExportAsync(
        string round, string? format, string? what, string? version, string? lang, HttpContext context, IEngine engine, InspectionReach reach, ComplaintExport complaints, HonourUseCases honours, TimeProvider clock)
    {
        if (!TryWord(format, "format", ExportFormat.Csv, out var written, out var senseless) || !TryWord(what, "what", ExportSubject.Results, out var subject, out senseless)
            || !TryVersion(version, subject, out var number, out senseless) || !TryWord(lang, "lang", ExportLanguage.Zh, out var language, out senseless))
            return senseless!.ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        if (await RefuseAsync(subject, view.Answer, context, reach) is { } closed)
            return closed.ToResult();
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal.ToResult();
        var export = subject switch
        {
            ExportSubject.Honours => await HonoursAsync(round, honours, context.RequestAborted),
            ExportSubject.Complaints => await complaints(round, (await Access.DemandAsync(context, round, AssessmentReaders)).Answer),
            _ => await new ExportSource(engine, clock).OpenAsync(view.Answer, subject, number, await ReadsWholeAsync(view.Answer, context)),
        };
        var (word, isPublic) = (subject.ToString().ToLowerInvariant(), view.Answer.InternalTo is null && IsPublic(subject, view.Answer.State));
        return export.ToTypedResult(found => new ExportResult(For(lang, found, language, word, rules.Answer), written, round, word, isPublic));
    }

    /// <summary>Whether anybody may read the export, so that caches may store it.</summary>
    private static bool IsPublic(ExportSubject subject, RoundState state) => subject switch
    {
        ExportSubject.Honours => true,
        ExportSubject.Results or ExportSubject.Awards or ExportSubject.Assessments or ExportSubject.Inspections => LifeCycle.IsPublic(state),
        _ => false,
    };

    /// <summary>Slips and comments of groups that are too small to be shown are for auditors only.</summary>
    private static async ValueTask<bool> ReadsWholeAsync(RoundView round, HttpContext context) =>
        await Access.CallerAsync(context) is { Refusal: null, Answer: var caller } && Access.Has(caller, round.Id, Role.Auditor);

    private static async ValueTask<Outcome<Export>> HonoursAsync(string round, HonourUseCases honours, CancellationToken cancel)
    {
        var terms = await honours.ExportAsync(round, cancel);
        return terms.IsRefused(out var refusal) ? refusal : Of(terms.Answer, round);
    }

    private static Export Of(IReadOnlyList<HonourTerm> terms, string? round) =>
        new(round is null ? "honours" : $"{round}-honours", HonourRows.Table, HonourRows.Of(terms).ToAsyncEnumerable());

    /// <summary>The export as it is without <c>lang</c>, and for readers with it.</summary>
    internal static Export For(string? lang, Export export, ExportLanguage language, string what, RoundRules? rules = null) =>
        lang is null ? export : LabelledExport.Of(export, language, what, rules);

    private static async ValueTask<Refusal?> RefuseAsync(ExportSubject subject, RoundView round, HttpContext context, InspectionReach reach) => subject switch
    {
        ExportSubject.Results or ExportSubject.Awards => await Viewers.RefuseResultAsync(round, context),
        ExportSubject.Assessments when LifeCycle.IsPublic(round.State) => await Insiders.RefuseAsync(round, context),
        ExportSubject.Assessments => (await Access.DemandAsync(context, round.Id, [.. AssessmentReaders, Role.Inspector])).IsRefused(out var refusal) ? refusal : null,
        ExportSubject.Comments => await Viewers.RefuseCommentsAsync(round, context),
        ExportSubject.Findings => (await Access.DemandAsync(context, round.Id, Access.Readers)).IsRefused(out var none) ? none : null,
        ExportSubject.Audit => (await Access.DemandAsync(context, round.Id, Role.Administrator, Role.Auditor)).IsRefused(out var refusal) ? refusal : null,
        ExportSubject.Honours => await Insiders.RefuseAsync(round, context),
        ExportSubject.Inspections => await RefuseInspectionsAsync(round, context, reach),
        ExportSubject.Targets or ExportSubject.Complaints => (await Access.DemandAsync(context, round.Id, AssessmentReaders)).IsRefused(out var refusal) ? refusal : null,
        _ => await Viewers.RefuseVotesAsync(round, context),
    };

    private static async ValueTask<Refusal?> RefuseInspectionsAsync(RoundView round, HttpContext context, InspectionReach reach)
    {
        var caller = await Access.CallerAsync(context);
        return caller.IsRefused(out var refusal) ? refusal : await reach.RefuseAllAsync(round, caller.Answer);
    }

    internal static bool TryWord<TEnum>(string? text, string name, TEnum standard, out TEnum word, out Refusal? refusal) where TEnum : struct, Enum
    {
        (word, refusal) = (standard, null);
        if (text is null)
            return true;
        string[] words = [.. Enum.GetNames<TEnum>().Select(known => known.ToLowerInvariant())];
        if (Array.IndexOf(words, text) is var index and >= 0)
        {
            word = Enum.GetValues<TEnum>()[index];
            return true;
        }
        refusal = new(RefusalCode.BadRequest, $"{name} is one of {PlainText.QuotedList(words)}.");
        return false;
    }

    private static bool TryVersion(string? text, ExportSubject subject, out int? version, out Refusal? refusal)
    {
        (version, refusal) = (null, null);
        if (text is null)
            return true;
        if (subject == ExportSubject.Results && int.TryParse(text, out var number))
        {
            version = number;
            return true;
        }
        refusal = new(RefusalCode.BadRequest, subject == ExportSubject.Results ? "version is a whole number." : "Only results have versions.");
        return false;
    }
}
