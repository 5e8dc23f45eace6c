using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Evaluation.Gateway.Hosting;

/// <summary>Exports metrics and traces by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; otherwise nothing is collected.</summary>
public static class Telemetry
{
    /// <param name="configuration">Has the endpoint.</param>
    /// <param name="service">The service name of the process.</param>
    /// <param name="also">Meters and sources in addition to those of every process.</param>
    /// <returns>To be disposed at the end of the process, which exports the last data; null when nothing is collected.</returns>
    public static OpenTelemetrySdk? Start(IConfiguration configuration, string service, params string[] also) =>
        string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
            ? null
            : OpenTelemetrySdk.Create(telemetry => telemetry
                .ConfigureResource(resource => resource.AddService(service))
                .WithMetrics(metrics => metrics.AddMeter([Meters.Name, "Microsoft.AspNetCore.*", "System.Runtime", .. also]).AddOtlpExporter())
                .WithTracing(traces => traces.AddSource(["Microsoft.AspNetCore", .. also]).AddOtlpExporter()));
}
