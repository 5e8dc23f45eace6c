using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;

namespace Evaluation.Results;

/// <summary>
/// A version of a round's result with the places of its inputs, apart from the slips. It can be recomputed and explained at any time.
/// </summary>
/// <param name="Ticket">The objection that led to this version; null for a version of a sealed round.</param>
/// <param name="Sources">The ledgers that were scored.</param>
/// <param name="Pinned">The figures of the rounds that were combined; null for none.</param>
public sealed record ResultVersion(RoundResult Result, string? Ticket, LedgerSources Sources, IReadOnlyList<PinnedRound>? Pinned = null)
{
    /// <summary>
    /// The SHA-256 of what is published with the version for a recount, in lower-case hexadecimal; null where nothing is.
    /// </summary>
    public string? Recount { get; init; }

    public VersionLine Line => new(Result.Version, Result.ComputedAt, Ticket, Recount);

    /// <summary>The result of one unit of the round.</summary>
    public UnitResult Unit(string code) => Result.Classes.SelectMany(ranked => ranked.Units).Single(unit => unit.Unit == code);

    /// <param name="result">The result.</param>
    /// <param name="ticket">The objection, or null.</param>
    /// <param name="before">The version before; null for the first.</param>
    /// <param name="ledgers">In an earlier format all ledgers that have an entry; null when none has.</param>
    /// <param name="versions">The ledgers that differ from the version before; null in an earlier format.</param>
    /// <param name="pinned">The figures of the rounds that were combined; null for none.</param>
    /// <param name="tails">The tails of other rounds that are pinned anew; null where they stay, or there is none.</param>
    internal static ResultVersion Of(
        RoundResult result, string? ticket, ResultVersion? before, IReadOnlyDictionary<string, UnitLedger>? ledgers, IReadOnlyDictionary<string, long>? versions,
        IReadOnlyList<PinnedRound>? pinned = null, IReadOnlyList<PinnedTail>? tails = null) =>
        new(result, ticket, versions is null ? LedgerSources.Of(ledgers) : (before?.Sources ?? LedgerSources.None).With(versions, tails), pinned);
}

/// <summary>A version of a result in a list.</summary>
/// <param name="Recount">The SHA-256 of what is published with it for a recount; null where nothing is.</param>
public sealed record VersionLine(
    int Version, DateTimeOffset ComputedAt, string? Ticket, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Recount = null);
