namespace Evaluation.Kernel;

/// <summary>Refuses a command that replaces a version that its sender has not read.</summary>
/// <remarks>The grain decides this, so of two senders that have read the same version only the first succeeds.</remarks>
internal static class Stale
{
    /// <summary>The refusal with <see cref="RefusalCode.Stale"/>, or null when the command may replace the current version.</summary>
    /// <param name="basedOn">The versions that the command may replace; null for any.</param>
    /// <param name="current">The version that it would replace.</param>
    /// <param name="subject">What is replaced, as the subject of a sentence in the singular.</param>
    public static Refusal? Refuse(IReadOnlyList<long>? basedOn, long current, string subject) =>
        basedOn is null || basedOn.Contains(current)
            ? null
            : new(RefusalCode.Stale, $"{subject} is no longer the one that you have read. Nothing was changed. Read it again.", ("version", current));
}
