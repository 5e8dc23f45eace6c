using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Rules;

namespace Evaluation.Cluster.Tests.Wire;

/// <summary>How completely a record is filled in.</summary>
public enum Filling
{
    /// <summary>Every property has a value, and every list has more than one item.</summary>
    Full,

    /// <summary>Nullable properties are null, and lists are empty.</summary>
    Bare,
}

/// <summary>
/// An example of any record of the domain, filled in by reflection, so that no request, answer or property is forgotten. All values differ.
/// </summary>
internal sealed class AnyRecord(Filling filling)
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The records that are being filled in, the innermost last.</summary>
    private readonly List<Type> _open = [];

    private int _number;

    private bool IsBare => filling == Filling.Bare;

    public static object Of(Type type, Filling filling) => new AnyRecord(filling).Any(type);

    private object Any(Type type)
    {
        var number = ++_number;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Any(value);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(number % Enum.GetValues(type).Length)!;
        if (type.IsArray)
            return Fill(type.GetElementType()!);
        if (type.IsGenericType)
            return AnyGeneric(type, type.GetGenericArguments());
        return Simple(type, number) ?? Record(type, number);
    }

    private object? Simple(Type type, int number) => type switch
    {
        _ when type == typeof(string) => $"值 \"<&>\" {number}",
        _ when type == typeof(int) => number,
        _ when type == typeof(uint) => uint.MaxValue - (uint)number,
        _ when type == typeof(long) => (1L << 40) + number,
        _ when type == typeof(ulong) => ulong.MaxValue - (ulong)number,
        _ when type == typeof(ushort) => (ushort)(ushort.MaxValue - number),
        _ when type == typeof(byte) => (byte)number,
        _ when type == typeof(bool) => number % 2 == 0,
        _ when type == typeof(object) || type == typeof(decimal) => number + 0.125m,
        _ when type == typeof(UInt128) => UInt128.MaxValue - (UInt128)number,
        _ when type == typeof(BigInteger) => BigInteger.Pow(7, 100) + number,
        _ when type == typeof(DateOnly) => new DateOnly(2020, 1, 1).AddDays(number),
        _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(number),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2020, 12, 1, 9, 0, 0, TimeSpan.FromMinutes(number % 2 == 0 ? 480 : -570)).AddTicks(number),
        _ when type == typeof(DontKnow) => new DontKnow(IsBare ? null : number),
        _ when type == typeof(FigureValue) => number % 2 == 0 ? FigureValue.Of(number) : new FigureValue($"值 {number}"),
        _ when type == typeof(VetoEffect) => IsBare ? VetoEffect.Last : VetoEffect.CapAt($"grade-{number}"),
        _ => null,
    };

    /// <summary>By the constructor with the most parameters, then the other settable properties.</summary>
    private object Record(Type type, int number)
    {
        if (type.IsAbstract)
        {
            var derived = type.Assembly.GetTypes().Where(candidate => candidate.IsSubclassOf(type) && !candidate.IsAbstract).OrderBy(candidate => candidate.Name, StringComparer.Ordinal).ToArray();
            return Any(derived[number % derived.Length]);
        }
        var constructor = type.GetConstructors().Where(candidate => candidate.GetParameters() is not [var only] || only.ParameterType != type).MaxBy(candidate => candidate.GetParameters().Length)!;
        var parameters = constructor.GetParameters();
        _open.Add(type);
        var record = constructor.Invoke([.. parameters.Select(parameter => MayBeMissing(Nullability.Create(parameter)) ? null : Any(parameter.ParameterType))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true } && parameters.All(parameter => parameter.Name != property.Name)))
            property.SetValue(record, MayBeMissing(Nullability.Create(property)) ? null : Any(property.PropertyType));
        _open.RemoveAt(_open.Count - 1);
        return record;
    }

    private bool MayBeMissing(NullabilityInfo info) => IsBare && info.WriteState == NullabilityState.Nullable;

    private object AnyGeneric(Type type, Type[] arguments)
    {
        if (type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>))
            return Call(nameof(Sorted), arguments[1]);
        if (type == typeof(ImmutableSortedSet<string>))
            return Fill(typeof(string)).Cast<string>().ToImmutableSortedSet(StringComparer.Ordinal);
        if (arguments is [_, var item] && type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(arguments)))
            return Call(nameof(Names), item);
        var items = Fill(arguments[0]);
        return type.IsInstanceOfType(items) ? items : typeof(ImmutableList).GetMethods().Single(method => method.Name == "CreateRange" && method.GetParameters().Length == 1)
            .MakeGenericMethod(arguments[0]).Invoke(null, [items])!;
    }

    private Array Fill(Type item)
    {
        // A record that contains its own kind does so once.
        var items = Array.CreateInstance(item, IsBare || _open.Count(open => open == item) > 1 ? 0 : 2);
        for (var i = 0; i < items.Length; i++)
            items.SetValue(Any(item), i);
        return items;
    }

    private object Call(string method, Type item) =>
        typeof(AnyRecord).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(item).Invoke(this, null)!;

    private Dictionary<string, T> Names<T>() => Fill(typeof(T)).Cast<T>().ToDictionary(_ => $"name-{++_number}");

    private ImmutableSortedDictionary<string, T> Sorted<T>() => Names<T>().ToImmutableSortedDictionary(StringComparer.Ordinal);
}
