using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Results;

/// <summary>
/// A list at the bottom of another round (F24), as a veto of the round reads it: pinned when a result is computed. Every later computation
/// and check of the version uses it.
/// </summary>
/// <remarks>Written to the journal with these names: a property may be added with a default, never renamed or removed.</remarks>
/// <param name="Round">The other round.</param>
/// <param name="Version">The version of its result.</param>
/// <param name="Tail">The code of the list.</param>
/// <param name="Units">By the code of a unit of this round, the code of the unit on the list: its own or a former one.</param>
/// <param name="Title">The title of the other round.</param>
/// <param name="Label">The label of the list.</param>
public sealed record PinnedTail(
    string Round, int Version, string Tail, IReadOnlyDictionary<string, string> Units, LocalText? Title = null, LocalText? Label = null)
{
    /// <summary>The unit's place on the list; null for a unit that is not on it.</summary>
    public TailPlace? Of(string unit) => Units.TryGetValue(unit, out var there) ? new(Round, Version, Tail, there, Title, Label) : null;
}
