namespace Evaluation.Workflows.Trials;

/// <summary>
/// Numbers that follow from a seed and a name. Each name has its own numbers, so that a changed rule does not change what is drawn for
/// anything else.
/// </summary>
/// <param name="seed">The same seed gives the same numbers, on every machine and in every version.</param>
internal sealed class Draws(long seed)
{
    private const ulong Offset = 14695981039346656037, Prime = 1099511628211, Step = 0x9E3779B97F4A7C15;

    /// <summary>A number from 0 to below 1 for a name of several parts.</summary>
    public double Share(params ReadOnlySpan<string> name)
    {
        var state = State(name);
        return Next(ref state);
    }

    /// <summary>The start of a sequence of numbers for a name; see <see cref="Next"/>.</summary>
    public ulong State(params ReadOnlySpan<string> name)
    {
        // FNV-1a over the name, with a mark between its parts.
        var hash = Offset ^ unchecked((ulong)seed * Step);
        foreach (var part in name)
        {
            foreach (var character in part)
                hash = unchecked((hash ^ character) * Prime);
            hash = unchecked((hash ^ 0xFFFF) * Prime);
        }
        return hash;
    }

    /// <summary>The next number of a sequence (SplitMix64), from 0 to below 1.</summary>
    public static double Next(ref ulong state)
    {
        state = unchecked(state + Step);
        var mixed = state;
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }
}
