using Evaluation.Rules;

namespace Evaluation.Awards;

/// <summary>A single prize that does not follow from a rank.</summary>
/// <param name="Reason">Why the unit gets it.</param>
/// <param name="Version">The version of the result in which the unit was eligible.</param>
public sealed record SpecialAward(string Code, LocalText Label, string Unit, string Reason, int Version);

/// <summary>A single prize with the state of its approval.</summary>
/// <param name="Code">The prize's code.</param>
/// <param name="Standing">The prize that a second person has approved; null for none.</param>
/// <param name="Proposed">The prize that waits for an approval, perhaps in place of the standing one; null for none.</param>
/// <param name="Proposer">Who proposed it last.</param>
public sealed record SpecialAwardState(string Code, SpecialAward? Standing, SpecialAward? Proposed, Actor Proposer);
