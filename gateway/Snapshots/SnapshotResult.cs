using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Snapshots;

/// <summary>Sends a snapshot as JSON.</summary>
/// <typeparam name="TContent">The type of its content, for the OpenAPI document.</typeparam>
internal sealed class SnapshotResult<TContent>(Snapshot snapshot) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TContent), ["application/json"]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = snapshot.Body.Length;
        await response.Body.WriteAsync(snapshot.Body, httpContext.RequestAborted);
    }
}
