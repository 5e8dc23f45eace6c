using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Scoring;

namespace Evaluation.Results;

/// <summary>A version of a round's result with its inputs, apart from the slips. It can be recomputed and explained at any time.</summary>
/// <param name="Ticket">The objection that led to this version; null for version 1.</param>
/// <param name="Ledgers">Ledgers by unit code, without units whose ledger is empty.</param>
public sealed record ResultVersion(RoundResult Result, string? Ticket, ImmutableSortedDictionary<string, UnitLedger> Ledgers)
{
    public static readonly ImmutableSortedDictionary<string, UnitLedger> NoLedgers = ImmutableSortedDictionary.Create<string, UnitLedger>(StringComparer.Ordinal);

    public VersionLine Line => new(Result.Version, Result.ComputedAt, Ticket);

    /// <summary>The result of one unit of the round.</summary>
    public UnitResult Unit(string code) => Result.Classes.SelectMany(ranked => ranked.Units).Single(unit => unit.Unit == code);

    /// <param name="ledgers">Null when no ledger has an entry.</param>
    internal static ResultVersion Of(RoundResult result, string? ticket, IReadOnlyDictionary<string, UnitLedger>? ledgers) =>
        new(result, ticket, ledgers?.ToImmutableSortedDictionary(StringComparer.Ordinal) ?? NoLedgers);
}

/// <summary>A version of a result in a list.</summary>
public sealed record VersionLine(int Version, DateTimeOffset ComputedAt, string? Ticket);
