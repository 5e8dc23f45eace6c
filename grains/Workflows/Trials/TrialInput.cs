using Evaluation.Assessment;

namespace Evaluation.Workflows.Trials;

/// <summary>The example data of a trial.</summary>
/// <param name="Seed">What is not given is drawn from it.</param>
/// <param name="Voters">Voters by the code of their group. A group that is not named has a usual number.</param>
/// <param name="Marks">The marks of the example; null to draw them.</param>
/// <param name="Points">The points and entries of the example; null to draw them.</param>
public sealed record TrialInput(
    long Seed = 1, IReadOnlyDictionary<string, int>? Voters = null, IReadOnlyList<TrialMarks>? Marks = null, IReadOnlyList<TrialPoints>? Points = null);

/// <summary>How many voters of a group gave a unit one option for a criterion.</summary>
public sealed record TrialMarks(string Unit, string Group, string Criterion, string Option, int Count);

/// <summary>
/// One entry about a unit: points of a criterion, a bonus or deduction, a stated fact, or failed spot checks. The other members are null.
/// </summary>
/// <param name="Period">The period of a criterion that has periods.</param>
/// <param name="Inspected">The points of the inspection; null for none.</param>
/// <param name="Value">
/// The figure, for a criterion whose points follow from one, with <paramref name="Target"/> where it has a target.
/// </param>
/// <param name="Accepted">The points that are claimed and accepted; null for none.</param>
/// <param name="Kind">A free adjustment with <paramref name="Points"/>.</param>
/// <param name="Entry">An entry of the catalogue, with <paramref name="Level"/> where it has levels.</param>
public sealed record TrialPoints(
    string Unit,
    string? Criterion = null,
    decimal? Inspected = null,
    decimal? Accepted = null,
    AdjustmentKind? Kind = null,
    decimal? Points = null,
    string? Entry = null,
    string? Level = null,
    string? Fact = null,
    int? FailedSpotChecks = null,
    string? Period = null,
    decimal? Value = null,
    decimal? Target = null);
