namespace Evaluation.Gateway.Http.Lists;

/// <summary>A page of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">The value of <c>after</c> for the next page; null on the last one.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next);
