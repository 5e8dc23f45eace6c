using System.Collections.Frozen;
using Evaluation.Runtime;

namespace Evaluation.Cluster.Wire;

/// <summary>
/// Every command and every answer of the domain, by the name under which it travels. Found by what they are — a command says so, and names its
/// answer —, so that a new one needs no registration here.
/// </summary>
internal static class WireTypes
{
    private const string Namespace = "Evaluation.";

    public static IReadOnlyList<Type> Commands { get; } =
        [.. typeof(IRequest<,>).Assembly.GetTypes().Where(type => !type.IsAbstract && AnswerOf(type) is not null).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static IReadOnlyList<Type> Answers { get; } = [.. Commands.Select(command => AnswerOf(command)!).Distinct().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    private static readonly FrozenDictionary<Type, string> Names = Commands.Concat(Answers).Distinct().ToFrozenDictionary(type => type, type => type.FullName![Namespace.Length..]);
    private static readonly FrozenDictionary<string, Type> Types = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static bool Knows(Type type) => Names.ContainsKey(type);

    /// <exception cref="InvalidDataException">It is neither a command nor an answer of the domain.</exception>
    public static string NameOf(Type type) => Names.GetValueOrDefault(type) ?? throw new InvalidDataException($"{type} is neither a command nor an answer of the domain.");

    /// <exception cref="InvalidDataException">This version of the program does not know it.</exception>
    public static Type Find(string name) => Types.GetValueOrDefault(name) ?? throw new InvalidDataException($"'{name}' is no command or answer that this version knows.");

    private static Type? AnswerOf(Type type) => type.GetInterfaces()
        .Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequest<,>)).Select(face => face.GetGenericArguments()[1]).SingleOrDefault();
}
