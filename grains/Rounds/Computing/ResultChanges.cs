using System.Buffers;
using System.Text.Json;
using Evaluation.Scoring;

namespace Evaluation.Rounds.Computing;

/// <summary>
/// How a version of a result differs from the version before. A correction concerns one unit of up to a thousand, so a version does not
/// repeat the figures that stay.
/// </summary>
/// <param name="Classes">The classes that differ.</param>
/// <param name="Turnout">Null where it stays.</param>
public sealed record ResultChanges(IReadOnlyList<ClassChanges> Classes, IReadOnlyList<GroupTurnout>? Turnout = null)
{
    /// <summary>What leads from one version to the next one of the same round.</summary>
    internal static ResultChanges Between(RoundResult before, RoundResult after) => new(
        [.. before.Classes.Zip(after.Classes, ClassChanges.Between).OfType<ClassChanges>()],
        before.Turnout.SequenceEqual(after.Turnout) ? null : after.Turnout);

    /// <summary>The whole result, with the round, version and time of <paramref name="head"/>.</summary>
    /// <exception cref="InvalidDataException">The changes name a class or a unit that the version before does not have.</exception>
    internal RoundResult ApplyTo(RoundResult before, RoundResult head)
    {
        var changed = Classes.ToDictionary(ranked => ranked.Class, StringComparer.Ordinal);
        ClassResult[] classes = [.. before.Classes.Select(ranked => changed.Remove(ranked.Class, out var changes) ? changes.ApplyTo(ranked) : ranked)];
        return changed.Count == 0
            ? head with { Turnout = Turnout ?? before.Turnout, Classes = classes }
            : throw new InvalidDataException($"There is no class '{changed.Keys.First()}'.");
    }
}

/// <summary>How a class differs from the version before.</summary>
/// <param name="Class">The class's code.</param>
/// <param name="Units">The units with other figures, whole.</param>
/// <param name="Places">The units of which only the place is another.</param>
/// <param name="Order">The codes of all units, best first; null where the order stays.</param>
public sealed record ClassChanges(string Class, IReadOnlyList<UnitResult> Units, IReadOnlyList<UnitPlace> Places, IReadOnlyList<string>? Order = null)
{
    /// <summary>Null where nothing differs.</summary>
    internal static ClassChanges? Between(ClassResult before, ClassResult after)
    {
        var known = before.Units.ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        var figures = new FigureEquality();
        List<UnitResult> units = [];
        List<UnitPlace> places = [];
        foreach (var unit in after.Units)
        {
            var earlier = known[unit.Unit];
            if (!figures.AreSame(earlier, unit))
                units.Add(unit);
            else if (UnitPlace.Of(unit) is var place && place != UnitPlace.Of(earlier))
                places.Add(place);
        }
        string[] order = [.. after.Units.Select(unit => unit.Unit)];
        var isSameOrder = order.SequenceEqual(before.Units.Select(unit => unit.Unit));
        return units.Count == 0 && places.Count == 0 && isSameOrder ? null : new(after.Class, units, places, isSameOrder ? null : order);
    }

    internal ClassResult ApplyTo(ClassResult before)
    {
        var units = before.Units.ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        foreach (var unit in Units)
            units[Known(unit.Unit)] = unit;
        foreach (var place in Places)
            units[Known(place.Unit)] = units[place.Unit] with { Rank = place.Rank, Band = place.Band, Grade = place.Grade, Tail = place.Tail };
        var order = Order ?? [.. before.Units.Select(unit => unit.Unit)];
        return order.Count == units.Count && order.Distinct(StringComparer.Ordinal).Count() == units.Count
            ? before with { Units = [.. order.Select(unit => units[Known(unit)])] }
            : throw new InvalidDataException($"The order of class '{Class}' does not name every unit once.");

        string Known(string unit) => units.ContainsKey(unit) ? unit : throw new InvalidDataException($"Class '{Class}' has no unit '{unit}'.");
    }

    /// <summary>Compares all but the places, as the journal writes them: 1.5 and 1.50 are not the same.</summary>
    private sealed class FigureEquality
    {
        private readonly ArrayBufferWriter<byte> _one = new();
        private readonly ArrayBufferWriter<byte> _other = new();

        public bool AreSame(UnitResult one, UnitResult other) => Write(one, _one).SequenceEqual(Write(other, _other));

        private static ReadOnlySpan<byte> Write(UnitResult unit, ArrayBufferWriter<byte> to)
        {
            to.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(to))
                JsonSerializer.Serialize(writer, unit with { Rank = null, Band = null, Grade = null, Tail = null }, RoundJson.Journal.UnitResult);
            return to.WrittenSpan;
        }
    }
}

/// <summary>What a unit has by comparison with the others of its class.</summary>
public sealed record UnitPlace(string Unit, int? Rank = null, int? Band = null, string? Grade = null, string? Tail = null)
{
    internal static UnitPlace Of(UnitResult unit) => new(unit.Unit, unit.Rank, unit.Band, unit.Grade, unit.Tail);
}
