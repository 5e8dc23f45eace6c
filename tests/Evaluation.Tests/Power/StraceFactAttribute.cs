using Evaluation.Testing.Power;

namespace Evaluation.Tests.Power;

/// <summary>A test that needs strace and the right to trace a process; skipped with a message where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute() => Skip = SystemCalls.WhyMissing;
}
