namespace Evaluation.Kernel.Reading;

/// <summary>A problem in a request body that the sender must fix.</summary>
/// <param name="Pointer">
/// The place: an RFC 6901 JSON pointer, empty for the whole body. For a missing member, the place where it should be.
/// </param>
/// <param name="Message">What was found and what is allowed, in English. The sentence continues after the pointer.</param>
public sealed record Fault(string Pointer, string Message);
