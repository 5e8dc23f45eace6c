using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Evaluation.Embedded;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Tests.Style;

/// <summary>Which room uses which, read from the compiled code, so that a use without a using directive counts too.</summary>
internal static class RoomUses
{
    private static readonly Lazy<IReadOnlyList<Use>> All = new(Read);

    /// <summary>Every use of a type of one room by a type of another, in <c>grains</c> and <c>gateway</c>.</summary>
    public static IReadOnlyList<Use> Uses => All.Value;

    /// <summary>The circles: each a list of rooms of which every one uses every other, directly or through others.</summary>
    public static IEnumerable<string> Circles(IEnumerable<Use> uses)
    {
        var next = uses.GroupBy(use => use.From.Room).ToDictionary(from => from.Key, from => from.Select(use => use.To.Room).ToHashSet());
        var reached = next.Keys.ToDictionary(room => room, room => Reach(room, next));
        return reached.Where(from => from.Value.Contains(from.Key))
            .Select(from => string.Join(" <-> ", from.Value.Where(to => reached.TryGetValue(to, out var back) && back.Contains(from.Key)).Order(StringComparer.Ordinal)))
            .Distinct();
    }

    private static HashSet<string> Reach(string room, Dictionary<string, HashSet<string>> next)
    {
        HashSet<string> reached = [];
        Queue<string> left = new([room]);
        while (left.TryDequeue(out var here))
            foreach (var to in next.GetValueOrDefault(here, []).Where(reached.Add))
                left.Enqueue(to);
        return reached;
    }

    private static Use[] Read()
    {
        var architecture = new ArchLoader().LoadAssemblies(typeof(Limits).Assembly, typeof(GatewayHost).Assembly, typeof(EmbeddedHost).Assembly).Build();
        return [.. architecture.Types
            .SelectMany(type => type.Dependencies)
            .Select(dependency => new Use(Place.Of(dependency.Origin), Place.Of(dependency.Target)))
            .Where(use => use.From.IsOurs && use.To.IsOurs && use.From.Room != use.To.Room)
            .Distinct()];
    }
}

/// <summary>A type of one room uses a type of another.</summary>
internal sealed record Use(Place From, Place To)
{
    public override string ToString() => $"{From.Type} uses {To.Type}";
}

/// <summary>
/// A type and the room it lies in, by its namespace: <c>Scoring</c>, <c>Gateway.Rounds</c>, <c>Gateway.Pages.Voter</c>,
/// <c>Embedded.Journal</c>.
/// </summary>
internal sealed record Place(string Type, string Room)
{
    private const string Ours = "Evaluation.";

    public bool IsOurs => Type.StartsWith(Ours, StringComparison.Ordinal);

    public bool IsGateway => Room.StartsWith("Gateway", StringComparison.Ordinal);

    public bool IsGrains => IsOurs && !IsGateway && !Room.StartsWith("Embedded", StringComparison.Ordinal);

    public bool IsPage => Room.StartsWith("Gateway.Pages", StringComparison.Ordinal);

    public static Place Of(IType type)
    {
        // A type parameter has no namespace.
        var parts = (type.Namespace?.FullName ?? "").Split('.').Skip(1).ToArray();
        var depth = parts is ["Gateway", "Pages", ..] ? 3 : parts is ["Gateway" or "Embedded", ..] ? 2 : 1;
        // A nested type and what the compiler makes of a lambda belong to the type around them.
        return new(type.FullName.Split('+', '/')[0], string.Join('.', parts.Take(depth)));
    }
}
