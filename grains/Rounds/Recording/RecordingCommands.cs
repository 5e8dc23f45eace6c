using Evaluation.Ballots.Records;
using Evaluation.Runtime;

namespace Evaluation.Rounds.Recording;

/// <summary>
/// Names the complete record of a round whose boxes are all counted; the round becomes sealed. Changes nothing in any other state. Refused
/// with <see cref="RefusalCode.WrongState"/> when the record does not hold what the boxes reported.
/// </summary>
public sealed record RecordVotes(RecordHead Record, DateTimeOffset At) : RoundViewCommand, IRepeatable;

/// <summary>
/// States that a copy of the sealed record is kept in a second place. The digest at the end of the copy proves that it is whole. Changes
/// nothing when the same place was stated before. Refused with <see cref="RefusalCode.RecordDiffers"/> for another digest, and with
/// <see cref="RefusalCode.WrongState"/> while there is no record.
/// </summary>
/// <param name="Place">Where the copy is kept.</param>
public sealed record KeepRecord(string Digest, string Place, Actor By, DateTimeOffset At) : RoundViewCommand, IRepeatable;

/// <summary>
/// Proposes to destroy the key of the round, or destroys it where one confirmation is enough. Changes nothing when it was proposed or
/// destroyed already. Refused with <see cref="RefusalCode.WrongState"/> before the state that the rules name, and for a round without key;
/// with <see cref="RefusalCode.RecordNotKept"/> while no copy of the sealed record is kept in a second place.
/// </summary>
/// <param name="FourEyes">Whether a second person must confirm.</param>
public sealed record ProposeKeyDestruction(string Reason, bool FourEyes, Actor By, DateTimeOffset At) : RoundViewCommand;

/// <summary>
/// Confirms the proposal to destroy the key. Refused with <see cref="RefusalCode.SamePerson"/>, and with
/// <see cref="RefusalCode.NothingProposed"/>.
/// </summary>
public sealed record ApproveKeyDestruction(Actor By, DateTimeOffset At) : RoundViewCommand, IRepeatable;

/// <summary>Whether the round has a sealed record.</summary>
public sealed record ViewRecordedMark : IQuery<Round, RecordedMark>
{
    public Outcome<RecordedMark> Answer(Round state) => new RecordedMark(state.Recording.Record is not null, state.Recording.IsDestroyed);
}

/// <param name="IsRecorded">Whether the votes of the round are in its sealed record.</param>
/// <param name="IsDestroyed">Whether the key of the round is destroyed, so that nobody can read its boxes.</param>
public sealed record RecordedMark(bool IsRecorded, bool IsDestroyed);
