namespace Evaluation.Kernel;

/// <summary>
/// Recognises a call that creates something and is repeated because its answer was lost. The sender chooses the key
/// (<c>Idempotency-Key</c>).
/// </summary>
/// <param name="Key">A hash of the caller, the route and the sender's key.</param>
/// <param name="Body">A hash of the body.</param>
public sealed record CreationKey(string Key, string Body);
