using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Evaluation.Gateway.Hosting;

/// <summary>Sends meters and traces by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; otherwise nothing is collected.</summary>
public static class Telemetry
{
    /// <param name="configuration">Names the endpoint.</param>
    /// <param name="service">Under which name the process is seen.</param>
    /// <param name="also">Meters and sources besides those that every process has.</param>
    /// <returns>What has to be disposed of at the end, so that the last figures are sent; null when nothing is collected.</returns>
    public static OpenTelemetrySdk? Start(IConfiguration configuration, string service, params string[] also) =>
        string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
            ? null
            : OpenTelemetrySdk.Create(telemetry => telemetry
                .ConfigureResource(resource => resource.AddService(service))
                .WithMetrics(metrics => metrics.AddMeter([Meters.Name, "Microsoft.AspNetCore.*", "System.Runtime", .. also]).AddOtlpExporter())
                .WithTracing(traces => traces.AddSource(["Microsoft.AspNetCore", .. also]).AddOtlpExporter()));
}
