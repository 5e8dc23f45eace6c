using Polly;
using Polly.Telemetry;

namespace Evaluation.Cluster;

/// <summary>The telemetry of retries, timeouts and circuit breakers.</summary>
internal static class PipelineTelemetry
{
    /// <summary>Gives a pipeline its name in the meter <c>Polly</c>. Nothing is logged: outages are logged by their callers.</summary>
    public static TBuilder Named<TBuilder>(this TBuilder builder, string name)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        builder.Name = name;
        return builder.ConfigureTelemetry(new TelemetryOptions());
    }
}
