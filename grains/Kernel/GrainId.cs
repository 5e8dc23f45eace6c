namespace Evaluation.Kernel;

/// <summary>
/// Names a grain and, with the same words, the stream of the journal that holds its events.
/// </summary>
/// <remarks>The kind is what stands before the first dash, so a grain's type can be told from its name alone.</remarks>
/// <param name="Stream">For example <c>round-2020-social</c>, <c>box-2020-social-3</c>, <c>staff</c>.</param>
public readonly record struct GrainId(string Stream)
{
    public const string RoundKind = "round";
    public const string BoxKind = "box";
    public const string StaffKind = "staff";
    public const string UnitKind = "unit";
    public const string CriterionKind = "criterion";
    public const string CommentsKind = "comments";

    /// <summary>The one grain that keeps accounts, roles and keys.</summary>
    public static readonly GrainId Staff = new(StaffKind);

    public static GrainId Round(string round) => new($"{RoundKind}-{round}");

    /// <summary>The box's number comes last and has no dash, so a round whose id ends in a number stays distinct.</summary>
    public static GrainId Box(string round, int box) => new($"{BoxKind}-{round}-{box}");

    /// <summary>A dot is in no slug, so no two pairs of round and unit share a name.</summary>
    public static GrainId Unit(string round, string unit) => new($"{UnitKind}-{round}.{unit}");

    /// <inheritdoc cref="Unit"/>
    public static GrainId Criterion(string round, string criterion) => new($"{CriterionKind}-{round}.{criterion}");

    /// <summary>What staff made of a round's comments.</summary>
    public static GrainId Comments(string round) => new($"{CommentsKind}-{round}");

    public string Kind => Stream.IndexOf('-', StringComparison.Ordinal) is var dash and >= 0 ? Stream[..dash] : Stream;

    /// <summary>What stands behind the kind: a round's id, or a box's round and number, or a round and a unit or criterion.</summary>
    public string Key => Stream.IndexOf('-', StringComparison.Ordinal) is var dash and >= 0 ? Stream[(dash + 1)..] : "";

    public override string ToString() => Stream;
}
