using Evaluation.Ballots;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Workflows.Live;

/// <summary>The changes in a box after a version, read in parts so that its ballots never wait long.</summary>
/// <param name="Through">The version from which a later reading continues.</param>
/// <param name="IsSealed">Whether the box can no longer change.</param>
/// <param name="Units">Sums by unit, each with the version of the box when it was counted. A unit that changed meanwhile may occur
/// twice.</param>
public sealed record BoxReading(long Through, bool IsSealed, IReadOnlyList<(int Unit, BoxSums Sums)> Units)
{
    /// <param name="since">See <see cref="ViewVotes.Since"/>.</param>
    /// <param name="units">Indexes; null for all.</param>
    public static async ValueTask<Outcome<BoxReading>> ReadAsync(IEngine engine, VotedRound round, int box, long since, IReadOnlyList<int>? units = null)
    {
        var read = new List<(int, BoxSums)>();
        for (long? until = null; ;)
        {
            var part = await engine.SendAsync(round.Box(box), new ViewVotes(since, round.Scale, units, round.Classes));
            if (part.IsRefused(out var refusal))
                return refusal;
            var votes = part.Answer;
            read.AddRange(votes.Units.Select(unit => (unit.Unit, new BoxSums(box, votes.Version, unit.Sums))));
            // Ballots that came after the first part are left to the next reading: a busy box has no last part.
            if (votes.Through >= (until ??= votes.Version))
                return new BoxReading(votes.Through, votes.IsSealed, read);
            since = votes.Through;
        }
    }
}
