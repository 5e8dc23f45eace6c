using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Http.Contracts;

/// <summary>Compares every answer of a server under test with the OpenAPI document, once <see cref="Schemas"/> is known.</summary>
internal sealed class AnswerRecorder : IStartupFilter
{
    private readonly ConcurrentDictionary<string, string> _faults = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);

    public AnswerSchemas? Schemas { get; set; }

    /// <summary>Each fault once, with an address that has it.</summary>
    public IReadOnlyList<string> Faults => [.. _faults.OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => $"{fault.Key} ({fault.Value})")];

    /// <summary>The calls that were answered with JSON and not refused.</summary>
    public IReadOnlyCollection<string> Answered => [.. _answered.Keys];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(RecordAsync);
        next(app);
    };

    private async Task RecordAsync(HttpContext context, RequestDelegate rest)
    {
        if (Schemas is not { } schemas || !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || context.Request.Path.Value!.EndsWith("/stream", StringComparison.Ordinal))
        {
            await rest(context);
            return;
        }
        // The same answer in an encoding would have to be decoded here.
        context.Request.Headers.AcceptEncoding = default;
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var content = new MemoryStream();
        var recorded = new StreamResponseBodyFeature(content, sent);
        context.Features.Set<IHttpResponseBodyFeature>(recorded);
        try
        {
            await rest(context);
            await recorded.CompleteAsync();
        }
        finally
        {
            context.Features.Set(sent);
        }
        Compare(context, schemas, content.ToArray());
        await sent.Stream.WriteAsync(content.ToArray(), context.RequestAborted);
    }

    private void Compare(HttpContext context, AnswerSchemas schemas, byte[] body)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || body.Length == 0)
            return;
        var call = $"{context.Request.Method.ToLowerInvariant()} /{endpoint.RoutePattern.RawText!.Trim('/')}";
        var (status, mediaType) = (context.Response.StatusCode, context.Response.ContentType?.Split(';')[0]);
        if (status < 300 && mediaType == "application/json")
            _answered[call] = true;
        foreach (var fault in schemas.Faults(call, status, mediaType, body))
            _faults.TryAdd(fault, context.Request.Path + context.Request.QueryString);
    }
}
