using System.Globalization;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Gateway.Verification;

/// <summary>How a stream contradicts the rest of the record.</summary>
public enum FindingKind
{
    /// <summary>The entries do not follow from each other.</summary>
    Broken,

    /// <summary>The record implies a stream or an entry that is not there.</summary>
    Missing,

    /// <summary>The stream ends before a version that the record implies.</summary>
    Shorter,

    /// <summary>A stored value is not the one that follows from the rest of the record.</summary>
    Differs,
}

/// <summary>Writes every finding of a verification as it is found, and counts them. Keeps none of them.</summary>
public sealed class Findings(TextWriter to)
{
    private readonly int[] _counts = new int[Enum.GetValues<FindingKind>().Length];

    /// <summary>The number of findings so far.</summary>
    public int Count => _counts.Sum();

    /// <summary>The code of the worst finding: a broken chain, any other finding, or clean.</summary>
    public int ExitCode =>
        _counts[(int)FindingKind.Broken] > 0 ? ExitCodes.JournalBroken : Count > 0 ? ExitCodes.RecordDiffers : ExitCodes.Clean;

    /// <param name="kind">The kind of contradiction.</param>
    /// <param name="stream">The stream that is wrong.</param>
    /// <param name="version">The number of events before the wrong one; null for a stream as a whole.</param>
    /// <param name="what">What is wrong, and which part of the record says so.</param>
    public void Add(FindingKind kind, string stream, long? version, string what)
    {
        _counts[(int)kind]++;
        var place = version is { } at ? string.Create(CultureInfo.InvariantCulture, $" at version {at}") : "";
        to.WriteLine($"  {stream}{place}: {Word(kind)}: {what}");
    }

    private static string Word(FindingKind kind) => kind switch
    {
        FindingKind.Shorter => "shorter than implied",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
