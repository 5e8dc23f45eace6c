using Evaluation.Runtime;

namespace Evaluation.Ballots.Records;

/// <summary>A command to the sealed record of a round. Every step may be repeated, also by another clerk at the same time.</summary>
public abstract record RecordCommand : ICommand<SealedRecord, RecordProgress>, IRepeatable
{
    public RecordProgress Answer(SealedRecord state) => state.Progress;
}

/// <summary>Records the slips of the next units. Units that are recorded already are left out.</summary>
/// <param name="From">The index of the first of them. Refused with <see cref="RefusalCode.Busy"/> when a unit before it is missing.</param>
public sealed record RecordUnits(int From, IReadOnlyList<UnitCounts> Units) : RecordCommand;

/// <summary>Records comments on a unit. Those that are recorded already are left out.</summary>
/// <param name="Unit">The unit's index in the rules.</param>
/// <param name="From">
/// The place of the first of them among all on the unit. Refused with <see cref="RefusalCode.Busy"/> when one before it is missing.
/// </param>
/// <param name="Comments">In ascending order of group and text, each once.</param>
public sealed record RecordComments(int Unit, int From, IReadOnlyList<CommentCount> Comments) : RecordCommand;

/// <summary>
/// Completes the record. Refused with <see cref="RefusalCode.WrongState"/> when the slips or comments are not as many as stated.
/// </summary>
/// <param name="Units">The number of units of the round.</param>
public sealed record CompleteRecord(int Units, RecordTotals Totals) : RecordCommand;

/// <summary>How far a record is.</summary>
/// <param name="Units">The number of recorded units.</param>
/// <param name="CommentedUnit">The last unit with a recorded comment; −1 for none.</param>
/// <param name="CommentsOfUnit">The number of different comments that are recorded on it.</param>
/// <param name="Head">Null before the record is complete.</param>
public sealed record RecordProgress(int Units, int CommentedUnit, int CommentsOfUnit, RecordHead? Head);

/// <summary>What a complete record holds.</summary>
/// <param name="Digest">See <see cref="RecordDigest"/>.</param>
public sealed record RecordHead(string Digest, RecordTotals Totals);
