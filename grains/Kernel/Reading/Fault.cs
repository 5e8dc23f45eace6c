namespace Evaluation.Kernel.Reading;

/// <summary>Something in a request body that has to be mended before it is accepted.</summary>
/// <param name="Pointer">Where: an RFC 6901 JSON pointer, empty for the whole body. For something missing, the place where it should stand.</param>
/// <param name="Message">What was found and what is allowed, in English; reads on from the pointer.</param>
public sealed record Fault(string Pointer, string Message);
