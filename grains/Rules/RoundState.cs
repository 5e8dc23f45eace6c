using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>The state of a round.</summary>
[JsonConverter(typeof(CamelCaseEnum<RoundState>))]
public enum RoundState
{
    /// <summary>The only state in which the rules may change.</summary>
    Draft,

    /// <summary>The rules are frozen; units file and inspectors inspect.</summary>
    Assessing,

    /// <summary>Ballots are accepted inside the voting window.</summary>
    Voting,

    /// <summary>Ballots are refused until voting is resumed.</summary>
    Paused,

    /// <summary>Ballots are refused and the boxes are being counted. The round becomes sealed automatically.</summary>
    Sealing,

    /// <summary>Every acknowledged ballot is in the tally.</summary>
    Sealed,

    /// <summary>A result is computed and visible to staff.</summary>
    Provisional,

    /// <summary>The result is public and open to objections.</summary>
    Published,
    Final,
    Archived,
    Cancelled,
}
