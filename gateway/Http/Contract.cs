using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Gateway.Http.Versions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Http;

/// <summary>Adds to the OpenAPI document what the framework does not find in the signatures of the routes.</summary>
internal static class Contract
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info.Title = "Evaluation";
            document.Info.Version = "1";
            document.Info.Description =
                "Rounds, ballots, turnout and results. Refusals are RFC 9457 problem details with a stable `code` and change nothing. "
                + "Respondents send `Authorization: Ballot <credential>`, staff `Authorization: Bearer <key>`. Instants are RFC 3339 with an offset. "
                + "HEAD is possible wherever GET is. A parameter that a call does not have is refused.";
            document.Servers = [new() { Url = context.ApplicationServices.GetRequiredService<PublicAddress>().Site }];
            foreach (var path in document.Paths.Values)
                path.Operations?.Remove(HttpMethod.Head);
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["ballot"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "Authorization", Description = "Ballot <credential>" },
                ["staff"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancel) =>
        {
            BodyMetadata[] bodies = [.. context.Description.ActionDescriptor.EndpointMetadata.OfType<BodyMetadata>()];
            if (bodies.Length == 0)
                return;
            List<IOpenApiSchema> schemas = [];
            foreach (var body in bodies)
                schemas.Add(WithOptionalMembers((await context.GetOrCreateSchemaAsync(body.Type, null, cancel)).WithNulls().AsBody(), body.Type));
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = bodies[0].Required,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [bodies[0].MediaType] = new() { Schema = schemas.Count == 1 ? schemas[0] : new OpenApiSchema { OneOf = schemas } },
                },
            };
        });
        options.DescribeAnswers();
        options.DescribeRoles();
        options.DescribeRefusals();
        options.DescribeVersions();
        options.DescribeLists();
        options.DescribeCreation();
    }

    /// <summary>
    /// A member of a body that may be null may also be left out. <see cref="JsonRequiredAttribute"/> marks one that the reader demands.
    /// </summary>
    private static OpenApiSchema WithOptionalMembers(OpenApiSchema schema, Type body)
    {
        var nullability = new NullabilityInfoContext();
        schema.Required?.ExceptWith(
            from member in body.GetProperties()
            where nullability.Create(member).ReadState == NullabilityState.Nullable && !member.IsDefined(typeof(JsonRequiredAttribute), inherit: false)
            select JsonNamingPolicy.CamelCase.ConvertName(member.Name));
        return schema;
    }

    extension(RouteHandlerBuilder builder)
    {
        /// <summary>
        /// Describes a JSON body in the OpenAPI document. The content type is not checked, so a plain <c>curl -d</c> works.
        /// </summary>
        public RouteHandlerBuilder Reads<TBody>(bool required = true) =>
            builder.WithMetadata(new BodyMetadata(typeof(TBody), required, "application/json")).Refuses(RefusalCode.NotJson, RefusalCode.NestedTooDeep, RefusalCode.BodyTooLarge);

        /// <summary>Describes another JSON body that the route takes in place of the first.</summary>
        public RouteHandlerBuilder OrReads<TBody>() => builder.WithMetadata(new BodyMetadata(typeof(TBody), Required: true, "application/json"));

        /// <summary>Describes a form of several parts in the OpenAPI document.</summary>
        public RouteHandlerBuilder ReadsForm<TForm>() =>
            builder.WithMetadata(new BodyMetadata(typeof(TForm), Required: true, "multipart/form-data")).Refuses(RefusalCode.BodyTooLarge);

        /// <summary>Describes a body that is a file in the OpenAPI document. The content type is not checked.</summary>
        public RouteHandlerBuilder ReadsFile(string mediaType) =>
            builder.WithMetadata(new BodyMetadata(typeof(Stream), Required: true, mediaType)).Refuses(RefusalCode.BodyTooLarge);
    }

    private sealed record BodyMetadata(Type Type, bool Required, string MediaType);
}
