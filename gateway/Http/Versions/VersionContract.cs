using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Http.Versions;

/// <summary>Marks routes that answer with an entity tag or take <c>If-Match</c>, and describes both in the OpenAPI document.</summary>
internal static class VersionContract
{
    private const string TagText = "The version of what a call with If-Match replaces.";
    private const string IfMatchText =
        "Optional. The entity tags of the versions that may be replaced, as the matching GET has sent them, or *. When another version is current, "
        + "the call is refused with status 412 and changes nothing.";

    public static void DescribeVersions(this OpenApiOptions options) => options.AddOperationTransformer((operation, context, _) =>
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Versioned>().LastOrDefault() is not { } versioned)
            return Task.CompletedTask;
        if (versioned.TakesIfMatch)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Description = IfMatchText,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (status.StartsWith('2') && response is OpenApiResponse success)
            {
                success.Headers ??= new Dictionary<string, IOpenApiHeader>();
                success.Headers["ETag"] = new OpenApiHeader { Description = TagText, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            }
        }
        return Task.CompletedTask;
    });

    extension(RouteHandlerBuilder builder)
    {
        /// <summary>The route answers with the entity tag of the version.</summary>
        public RouteHandlerBuilder SendsVersion() => builder.WithMetadata(new Versioned(TakesIfMatch: false));

        /// <summary>The route replaces a version and answers with the entity tag of the new one.</summary>
        /// <param name="andBody">Whether the body may name the version too, as <c>basedOn</c>.</param>
        public RouteHandlerBuilder ReplacesVersion(bool andBody = false)
        {
            builder.WithMetadata(new Versioned(TakesIfMatch: true)).Refuses(RefusalCode.Stale, RefusalCode.BadRequest);
            return andBody ? builder.Refuses(RefusalCode.StaleEdit) : builder;
        }
    }

    private sealed record Versioned(bool TakesIfMatch);
}
