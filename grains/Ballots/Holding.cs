using System.Runtime.InteropServices;
using Evaluation.Ballots.LostSlips;

namespace Evaluation.Ballots;

/// <summary>The data of one credential in a box.</summary>
/// <param name="Group">The group's code.</param>
/// <param name="Allowed">The units that it may rate.</param>
/// <param name="Standing">Its standing slips in compact form, valid until the box changes; empty before the first ballot.</param>
/// <param name="Rated">The number of units it has rated.</param>
/// <param name="LastBallot">Its latest ballot.</param>
/// <param name="Slip">The tag of its slip number.</param>
/// <param name="SlipRight">What it may do by its slip.</param>
public readonly record struct Holding(
    string Group, AllowedUnits Allowed, ReadOnlyMemory<byte> Standing, int Rated, LastBallot LastBallot, SlipTag Slip = default, SlipRight SlipRight = SlipRight.Unnumbered)
{
    /// <summary>The number of the latest ballot.</summary>
    public uint Sequence => LastBallot.Sequence;

    /// <summary>The slips of the latest ballot: the last of the standing slips.</summary>
    public ReadOnlyMemory<byte> Last => Standing[^LastBallot.Length..];

    /// <summary>The time of the latest ballot, in minutes since 1970-01-01T00:00Z.</summary>
    public uint Minute => LastBallot.Minute;

    /// <summary>The number of ballots since whose slips were compared and that were refused.</summary>
    public byte Mismatches => LastBallot.Mismatches;

    /// <summary>The client's id of the latest ballot.</summary>
    public BallotId Id => LastBallot.Id;

    /// <summary>
    /// The number of counted ballots of the credential. Not kept by snapshots of earlier builds; see <see cref="BoxGrain.IsWhole"/>.
    /// </summary>
    public uint Ballots => LastBallot.Count;

    /// <summary>Whether the ballot was finished after the latest one was cast.</summary>
    public bool IsFinished => LastBallot.IsFinished;

    /// <summary>Whether the ballot was left out at sealing, because it was not finished. Its slips do not count.</summary>
    public bool IsLeftOut => LastBallot.IsLeftOut;
}

/// <summary>What a box knows of the latest ballot of a credential, besides its slips.</summary>
/// <param name="Length">The length of its slips in bytes.</param>
/// <param name="IsFinished">Whether it was finished.</param>
/// <param name="IsLeftOut">Whether all slips of the credential were left out at sealing.</param>
/// <param name="Count">How many ballots of the credential were counted, this one included.</param>
[StructLayout(LayoutKind.Auto)]
public record struct LastBallot(uint Sequence, int Length, uint Minute, byte Mismatches, BallotId Id, bool IsFinished = false, bool IsLeftOut = false, uint Count = 1);
