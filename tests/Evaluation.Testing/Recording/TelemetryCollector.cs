using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Evaluation.Testing.Recording;

/// <summary>A collector of OTLP that keeps all bytes. Texts stand in them as they are.</summary>
public sealed class TelemetryCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Text)> _received = [];

    private TelemetryCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
    }

    /// <summary>The settings of a program that sends everything here: every span of every caller.</summary>
    public (string Name, object Value)[] Settings =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_TRACES_SAMPLER", "parentbased_always_on")];

    public static async Task<TelemetryCollector> StartAsync()
    {
        var collector = new TelemetryCollector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Everything of a kind, <c>traces</c> or <c>metrics</c>.</summary>
    public string Received(string kind) => string.Concat(_received.Where(sent => sent.Path.EndsWith(kind, StringComparison.Ordinal)).Select(sent => sent.Text));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
