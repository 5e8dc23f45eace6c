namespace Evaluation.Ballots;

/// <summary>The units that a credential may rate: all, or those listed when it was issued. Compared by the listed units.</summary>
public sealed class AllowedUnits(IReadOnlyList<string>? codes) : IEquatable<AllowedUnits>
{
    public static readonly AllowedUnits All = new(null);

    private readonly string[]? _codes = codes?.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
    private bool[]? _allowed;

    /// <summary>The codes in ascending order; null for all units.</summary>
    public IReadOnlyList<string>? Codes => _codes;

    /// <param name="unit">The unit's index in the round's rules.</param>
    /// <param name="shape">The round's frozen rules. The same object in every call.</param>
    public bool Allows(int unit, BoxShape shape) => _codes is null ? shape.IsRated(unit) : (_allowed ??= Resolve(shape))[unit];

    public int Count(BoxShape shape) => _codes is null ? shape.RatedUnits : (_allowed ??= Resolve(shape)).Count(allowed => allowed);

    public bool Equals(AllowedUnits? other) =>
        other is not null && (_codes is null ? other._codes is null : other._codes is not null && _codes.AsSpan().SequenceEqual(other._codes));

    public override bool Equals(object? obj) => Equals(obj as AllowedUnits);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var code in _codes ?? [])
            hash.Add(code, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    private bool[] Resolve(BoxShape shape) => [.. shape.Units.Select((unit, index) => shape.IsRated(index) && _codes!.Contains(unit))];
}
