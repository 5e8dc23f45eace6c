namespace Evaluation.Rounds;

/// <summary>A change of a schedule. An instant that is null stays as it is, unless it is cleared.</summary>
/// <param name="ClearsOpening">Whether voting is not opened by schedule any more.</param>
/// <param name="ClearsClose">Whether voting is not closed by schedule any more.</param>
/// <param name="Reason">Required while the round is open.</param>
public sealed record ScheduleChange(
    DateTimeOffset? OpensAt = null, DateTimeOffset? ClosesAt = null, bool ClearsOpening = false, bool ClearsClose = false, string? Reason = null)
{
    internal ScheduleRound ToCommand(DateTimeOffset at, string by, IReadOnlyList<long>? basedOn) =>
        new(OpensAt, ClosesAt, at, by, Reason, ClearsOpening, ClearsClose, basedOn);
}
