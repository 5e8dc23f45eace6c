namespace Evaluation.Cluster.Tests.Postgres;

/// <summary>A test that needs PostgreSQL; skipped with a message where its programs are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.WhyMissing;
}

/// <summary>The same with several sets of values.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.WhyMissing;
}

/// <summary>The same for the facts that a test class inherits from a specification.</summary>
public sealed class NeedsPostgresAttribute : SkipAttribute
{
    public override string? Reason => PostgresServer.WhyMissing;
}
