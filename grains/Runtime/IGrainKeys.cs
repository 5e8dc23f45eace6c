namespace Evaluation.Runtime;

/// <summary>A secret key of a grain. The kind of the grain knows its type.</summary>
public interface IGrainKey;

/// <summary>
/// The secret keys of grains whose events are encrypted at rest. Asked once for each activation that needs a key, and again at the start of
/// each turn while it has none.
/// </summary>
public interface IGrainKeys
{
    /// <summary>The key of a grain; null when there is none.</summary>
    /// <exception cref="KeyUnavailableException">The store of keys did not answer.</exception>
    ValueTask<IGrainKey?> FindAsync(GrainId id);
}

/// <summary>Why a key cannot be used.</summary>
public enum KeyFault
{
    /// <summary>The store of keys does not answer.</summary>
    NoAnswer,

    /// <summary>The store of keys has no such key.</summary>
    Missing,

    /// <summary>The key in the store is another one than the record names.</summary>
    Differs,
}

/// <summary>What was asked for needs a key that cannot be used now. Nothing was stored.</summary>
public sealed class KeyUnavailableException(KeyFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public KeyFault Fault { get; } = fault;

    /// <summary>The refusal of a request because of this.</summary>
    public Refusal Refusal => Fault switch
    {
        KeyFault.NoAnswer => Refusal.Busy,
        KeyFault.Missing => new(RefusalCode.KeyMissing, "The key of this round is missing on this server. Nothing was stored; inform the operator."),
        _ => new(RefusalCode.KeyDiffers, "The key of this round on this server is another one than the round names. Nothing was stored; inform the operator."),
    };
}
