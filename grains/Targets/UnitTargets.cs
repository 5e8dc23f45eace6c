using System.Collections.Immutable;
using System.Diagnostics;

namespace Evaluation.Targets;

/// <summary>The targets of one unit with their signatures, progress and grades.</summary>
public sealed record UnitTargets
{
    public static readonly UnitTargets None = new();

    /// <summary>Increases when the targets are set or amended; 0 while there are none.</summary>
    public int Version { get; init; }

    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>The signatures under this version, at most one of each side.</summary>
    public ImmutableList<TargetSignature> Signatures { get; init; } = [];

    /// <summary>Whether this or an earlier version was signed by both sides. Then targets change by amendment only.</summary>
    public bool WasSigned { get; init; }

    /// <summary>The reason of the last amendment; null before the first.</summary>
    public string? AmendedFor { get; init; }

    /// <summary>By the target's id, oldest first.</summary>
    public ImmutableSortedDictionary<string, ImmutableList<ProgressReport>> Progress { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableList<ProgressReport>>(StringComparer.Ordinal);

    /// <summary>By the target's id, oldest first.</summary>
    public ImmutableSortedDictionary<string, ImmutableList<GivenGrade>> Grades { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableList<GivenGrade>>(StringComparer.Ordinal);

    /// <summary>Whether both sides have signed this version.</summary>
    public bool IsSigned => Signatures.Count == 2;

    public Target? Find(string id) => Targets.FirstOrDefault(target => target.Id == id);

    public IReadOnlyList<ProgressReport> ProgressOf(string id) => Progress.GetValueOrDefault(id) ?? [];

    public IReadOnlyList<GivenGrade> GradesOf(string id) => Grades.GetValueOrDefault(id) ?? [];

    internal UnitTargets Evolve(TargetEvent happened) => happened switch
    {
        TargetsSet set => this with { Version = Version + 1, Targets = set.Targets, Signatures = [] },
        TargetsAmended amended => this with { Version = Version + 1, Targets = amended.Targets, Signatures = [], AmendedFor = amended.Reason },
        TargetsSigned signed => Sign(new(signed.Side, signed.At, signed.By, Actor.Of(signed.By, signed.Person).Person)),
        ProgressReported reported => this with
        {
            Progress = Progress.SetItem(
                reported.Target, [.. ProgressOf(reported.Target), new(reported.State, reported.Note, reported.Evidence ?? [], reported.At, reported.By)]),
        },
        TargetGraded graded => this with { Grades = Grades.SetItem(graded.Target, [.. GradesOf(graded.Target), new(graded.Grade, graded.Reason, graded.At, graded.By)]) },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private UnitTargets Sign(TargetSignature signature)
    {
        var signed = this with { Signatures = Signatures.Add(signature) };
        return signed with { WasSigned = WasSigned || signed.IsSigned };
    }
}
