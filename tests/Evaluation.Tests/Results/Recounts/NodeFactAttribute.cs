namespace Evaluation.Tests.Results.Recounts;

/// <summary>A test that runs the recount in Node. Without Node it is counted as not run.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = RecountProgram.Missing;
}

/// <summary>The same with data.</summary>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = RecountProgram.Missing;
}
