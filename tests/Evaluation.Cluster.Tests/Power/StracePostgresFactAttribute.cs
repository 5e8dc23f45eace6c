using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Testing.Power;

namespace Evaluation.Cluster.Tests.Power;

/// <summary>A test that needs PostgreSQL and strace; skipped with a message where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StracePostgresFactAttribute : FactAttribute
{
    public StracePostgresFactAttribute() => Skip = PostgresServer.WhyMissing ?? SystemCalls.WhyMissing;
}
