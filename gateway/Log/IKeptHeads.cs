namespace Evaluation.Gateway.Log;

/// <summary>
/// Keeps the newest signed head beside the journal, where a restored journal does not bring an older one back. It is written before the
/// head is shown to anybody.
/// </summary>
public interface IKeptHeads
{
    /// <summary>The newest head; null if none was ever signed.</summary>
    /// <exception cref="IOException">The head cannot be read.</exception>
    ValueTask<KeptHead?> ReadAsync(CancellationToken cancel = default);

    /// <summary>Replaces the head.</summary>
    /// <exception cref="IOException">The head was not stored. It must not be shown to anybody.</exception>
    ValueTask KeepAsync(KeptHead head, CancellationToken cancel = default);
}

/// <summary>A signed head as it is kept.</summary>
/// <param name="Origin">The number of the origin.</param>
/// <param name="Name">The name of the origin.</param>
/// <param name="Root">In base 64.</param>
public sealed record KeptHead(int Origin, string Name, long Size, string Root)
{
    /// <summary>As the next origin names it.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name} {Size} {Root}");
}

/// <summary>The journal's log does not continue the newest signed head: blocks were lost or changed.</summary>
public sealed class LogBehindException(string message) : Exception(message);
