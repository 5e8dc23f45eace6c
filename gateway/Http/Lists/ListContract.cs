using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Http.Lists;

/// <summary>Marks routes that answer with a page of a list, and describes <c>limit</c> and <c>after</c> in the OpenAPI document.</summary>
internal static class ListContract
{
    private const string Limit = "limit", After = "after";

    public static void DescribeLists(this OpenApiOptions options) => options.AddOperationTransformer((operation, context, _) =>
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<Paged>().Any())
            return Task.CompletedTask;
        operation.Parameters ??= [];
        Add(Limit, $"Most items of the page: 1 to {Limits.ItemsPerPageMax}, {Limits.ItemsPerPage} if left out.", JsonSchemaType.Integer);
        Add(After, "The value of next from the page before.", JsonSchemaType.String);
        return Task.CompletedTask;

        void Add(string name, string text, JsonSchemaType type) =>
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = text, Schema = new OpenApiSchema { Type = type } });
    });

    extension(RouteHandlerBuilder builder)
    {
        /// <summary>The route answers with a page of a list.</summary>
        public RouteHandlerBuilder Pages() => builder.WithMetadata(new Paged()).ReadsQuery(Limit, After).Refuses(RefusalCode.BadRequest);
    }

    private sealed record Paged;
}
