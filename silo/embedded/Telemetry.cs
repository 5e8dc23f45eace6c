using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Evaluation.Embedded;

/// <summary>Sends meters and traces by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; otherwise nothing is collected.</summary>
internal static class Telemetry
{
    /// <returns>What has to be disposed of at the end, so that the last figures are sent; null when nothing is collected.</returns>
    public static OpenTelemetrySdk? Start(IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
            ? null
            : OpenTelemetrySdk.Create(telemetry => telemetry
                .ConfigureResource(resource => resource.AddService("evaluation-embedded"))
                .WithMetrics(metrics => metrics.AddMeter(Meters.Name, "Microsoft.AspNetCore.*", "System.Runtime").AddOtlpExporter())
                .WithTracing(traces => traces.AddSource("Microsoft.AspNetCore").AddOtlpExporter()));
}
