using System.Text.Json.Serialization;
using Evaluation.Ballots;
using Evaluation.Scoring;

namespace Evaluation.Cuts;

/// <summary>An event of the cuts of a round.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(CutTaken), "cut-taken")]
public abstract record CutEvent;

/// <summary>A cut was taken. Written to the journal with these names.</summary>
/// <param name="At">The announced instant.</param>
/// <param name="Units">The units whose shown votes changed, with the votes of their counted groups.</param>
/// <param name="Turnout">The turnout at the cut.</param>
public sealed record CutTaken(DateTimeOffset At, IReadOnlyList<UnitSums> Units, IReadOnlyList<GroupTurnout> Turnout) : CutEvent;
