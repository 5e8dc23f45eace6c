using System.Diagnostics.CodeAnalysis;

namespace Evaluation.Cluster.Wire;

/// <summary>Finds types by their aliases, and aliases by their types.</summary>
internal sealed partial class WireTypes
{
    public IReadOnlyDictionary<string, Type> Table => _types;

    public bool Knows(Type type) => _aliases.ContainsKey(type);

    /// <exception cref="InvalidDataException">The type is neither a request nor an answer.</exception>
    public string AliasOf(Type type) => _aliases.GetValueOrDefault(type) ?? throw new InvalidDataException($"{type} is neither a request nor an answer of the domain.");

    /// <summary>False for an alias of another version.</summary>
    public bool TryFind(string alias, [NotNullWhen(true)] out Type? type) => _types.TryGetValue(alias, out type);
}
