using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>Where a round is in its life.</summary>
[JsonConverter(typeof(CamelCaseEnum<RoundState>))]
public enum RoundState
{
    /// <summary>The only state in which the rules may change.</summary>
    Draft,

    /// <summary>Rules are frozen; units file and inspectors inspect.</summary>
    Assessing,

    /// <summary>Ballots are taken inside the window.</summary>
    Voting,

    /// <summary>No ballots for the time being.</summary>
    Paused,

    /// <summary>No more ballots; boxes are being counted. Becomes sealed by itself.</summary>
    Sealing,

    /// <summary>Every acknowledged ballot is in the tally.</summary>
    Sealed,

    /// <summary>A result is computed and shown to staff.</summary>
    Provisional,

    /// <summary>The result is public and may be objected to.</summary>
    Published,
    Final,
    Archived,
    Cancelled,
}
