namespace Evaluation.Kernel;

/// <summary>The identity of a grain, which is also the name of the journal's stream that holds its events.</summary>
/// <remarks>The kind is the text before the first dash, so it can be read from the name alone.</remarks>
/// <param name="Stream">For example <c>round-2020-social</c>, <c>box-2020-social-3</c>, <c>staff</c>.</param>
public readonly record struct GrainId(string Stream)
{
    public string Kind => Stream.IndexOf('-', StringComparison.Ordinal) is var dash and >= 0 ? Stream[..dash] : Stream;

    /// <summary>The part after the kind: a round's id, a box's round and number, or a round and a unit or criterion.</summary>
    public string Key => Stream.IndexOf('-', StringComparison.Ordinal) is var dash and >= 0 ? Stream[(dash + 1)..] : "";

    public override string ToString() => Stream;
}
