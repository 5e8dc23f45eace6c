using System.Text.Json.Serialization;
using Evaluation.Ballots;

namespace Evaluation.Gateway.Voting;

/// <summary>The body of a ballot, for the OpenAPI document only. <see cref="BallotReader"/> parses the real body.</summary>
public sealed record BallotBody(IReadOnlyList<BallotSlip> Slips);

/// <param name="Unit">The unit's code.</param>
/// <param name="Marks">Indexes into the options, one for each vote criterion in paper order.</param>
/// <param name="Comment">At most 500 characters. Replaces the comment of the earlier slip, which is deleted if this one has none.</param>
public sealed record BallotSlip(string Unit, IReadOnlyList<int> Marks, string? Comment = null);

/// <summary>The answer to an accepted ballot.</summary>
/// <param name="Receipt">Proves that the ballot is stored. It does not show the marks.</param>
/// <param name="Accepted">Slips of this ballot.</param>
/// <param name="Remaining">Units still to rate.</param>
/// <param name="Finished">Whether the ballot is finished; left out in rounds whose ballots are not finished.</param>
public sealed record BallotReceipt(string Receipt, int Accepted, int Remaining, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Finished = null);

/// <summary>A respondent's progress by codes of units.</summary>
public sealed record BallotProgress(string? Receipt, IReadOnlyList<string> Rated, IReadOnlyList<string> Remaining)
{
    /// <summary>Whether the ballot is finished; left out in rounds whose ballots are not finished.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Finished { get; init; }

    /// <summary>True where the ballot was left out at the close because it was not finished; left out otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? LeftOut { get; init; }

    /// <summary>How many ballots of this credential were counted, by whomever; left out before the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public uint? Ballots { get; init; }

    /// <summary>The day of the last one in the time zone of the round; left out before the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? LastOn { get; init; }
}

/// <summary>A finished ballot.</summary>
/// <param name="Receipt">The receipt of its latest part.</param>
/// <param name="Rated">Units rated.</param>
/// <param name="Remaining">Units that may still be rated.</param>
/// <param name="Finished">True.</param>
public sealed record FinishedBallot(string Receipt, int Rated, int Remaining, bool Finished);
