using Microsoft.Extensions.Configuration;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Evaluation.Gateway.Hosting;

/// <summary>Exports metrics and traces by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; otherwise nothing is collected.</summary>
public static class Telemetry
{
    /// <summary>Adds the exporters to the host, which sends the last figures when it stops.</summary>
    /// <param name="service">The name of the process in the telemetry.</param>
    /// <param name="also">Meters and sources besides those of every process.</param>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration, string service, params string[] also)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithMetrics(metrics => metrics.AddMeter([Meters.Name, "Microsoft.AspNetCore.*", "System.Runtime", "Polly", .. also]).AddOtlpExporter())
            .WithTracing(traces => traces.AddSource(["Microsoft.AspNetCore", .. also]).AddOtlpExporter());
    }
}
