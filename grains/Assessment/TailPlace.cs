using Evaluation.Rules;

namespace Evaluation.Assessment;

/// <summary>The unit, or one that it continues, was in the tail of another round (F24). A veto of the round asks for it.</summary>
/// <param name="Round">The other round.</param>
/// <param name="Version">The version of its result.</param>
/// <param name="Tail">The code of the list.</param>
/// <param name="Unit">The unit's code in that round.</param>
/// <param name="Title">The title of the other round.</param>
/// <param name="Label">The label of the list.</param>
public sealed record TailPlace(string Round, int Version, string Tail, string Unit, LocalText? Title = null, LocalText? Label = null);
