using System.Security.Cryptography;
using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;

namespace Evaluation.Results.Recounts;

/// <summary>
/// What is published with a version of a result, so that anybody can recount it: the rules, the votes as far as they are public, the approved
/// adjustments, and for a combined round the totals that were taken from other rounds. Comments never.
/// </summary>
/// <remarks>
/// The bytes follow from these inputs alone and are sorted by content, so that they can be made again at any time. The version of the result
/// names their hash. A later build writes the same bytes for the same inputs: another shape needs another <see cref="Format"/>.
/// </remarks>
/// <param name="Rules">The frozen rules.</param>
/// <param name="Version">The version of the result.</param>
/// <param name="Turnout">That of the result, with its judgements (F29).</param>
/// <param name="Votes">The sums of the slips by unit, in the rules' order.</param>
/// <param name="Ledgers">The ledgers of the version by unit code.</param>
/// <param name="Pinned">The figures of the rounds that were combined; null for none.</param>
/// <param name="Slips">The slips of every unit, where the rules publish them; null otherwise.</param>
public sealed record PublishedTallies(
    RoundRules Rules,
    int Version,
    IReadOnlyList<GroupTurnout> Turnout,
    IReadOnlyList<VoteSums> Votes,
    IReadOnlyDictionary<string, UnitLedger> Ledgers,
    IReadOnlyList<PinnedRound>? Pinned = null,
    IReadOnlyList<IReadOnlyList<PatternCount>>? Slips = null)
{
    public const string Format = "evaluation-recount-1";

    /// <summary>What the rules publish with a result.</summary>
    public static PublicRecount Of(RoundRules rules) => rules.Policies.PublicRecount ?? PublicRecount.Tallies;

    /// <summary>Whether slips are to be read for it.</summary>
    public static bool NeedsSlips(RoundRules rules) => Of(rules) == PublicRecount.Slips;

    /// <summary>UTF-8 JSON without line breaks.</summary>
    public byte[] Write() => TallyWriter.Write(this);

    /// <summary>The hash of what is published, in lower-case hexadecimal.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>The hash of what is published with a version of a result.</summary>
public sealed record RecountHash(int Version, string Sha256);
