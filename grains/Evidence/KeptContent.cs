namespace Evaluation.Evidence;

/// <summary>A content in an evidence store, as one call stored it.</summary>
/// <param name="Sha256">The hash of the content.</param>
/// <param name="KeptAt">When it was last stored, by the store's clock. Storing the same content again gives a later time.</param>
/// <param name="IsNew">Whether this call added it: the store did not have the content before.</param>
public sealed record KeptContent(string Sha256, DateTimeOffset KeptAt, bool IsNew = false);
