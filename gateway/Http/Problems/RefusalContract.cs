using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Http.Problems;

/// <summary>
/// Describes the refusals of each route in the OpenAPI document: one response for each status, with the codes that have this status.
/// </summary>
internal static class RefusalContract
{
    private static readonly RefusalCode[] OfRoles = [RefusalCode.SignInRequired, RefusalCode.NotAllowed, RefusalCode.TooManyAttempts];

    public static void DescribeRefusals(this OpenApiOptions options) => options.AddOperationTransformer(async (operation, context, cancel) =>
    {
        var isWrite = context.Description.HttpMethod is not ("GET" or "HEAD");
        foreach (var status in CodesOf(context.Description.ActionDescriptor.EndpointMetadata, isWrite).GroupBy(RefusalTable.Status))
        {
            operation.Responses ??= [];
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = $"{ReasonPhrases.GetReasonPhrase(status.Key)}: {string.Join(", ", status.Select(RefusalTable.Word))}",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancel) },
                },
            };
        }
    });

    /// <summary>
    /// The codes of an endpoint, each once, by status. Empty for an endpoint without <see cref="RefusalResult"/> in its signature.
    /// </summary>
    internal static IReadOnlyList<RefusalCode> CodesOf(IList<object> metadata, bool isWrite)
    {
        RefusalCode[] named = [.. metadata.OfType<RefusedWith>().SelectMany(refused => refused.Codes)];
        if (!named.Contains(RefusalCode.Busy))
            return [];
        var isForRoles = metadata.OfType<IProducesResponseTypeMetadata>().Any(response => response.StatusCode == StatusCodes.Status401Unauthorized);
        RefusalCode[] implied = [.. isWrite ? [RefusalCode.StorageFull] : Array.Empty<RefusalCode>(), .. isForRoles ? OfRoles : []];
        return [.. named.Concat(implied).Distinct().OrderBy(RefusalTable.Status)];
    }
}
