using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Http.Problems;

/// <summary>
/// Describes the refusals of each route in the OpenAPI document: one response for each status, with the codes that have this status. A
/// write that can be refused as busy says so in its description, because the outcome is then unknown.
/// </summary>
internal static class RefusalContract
{
    private const string BusyWrite =
        "A call that is refused with `busy` (503) may or may not have been carried out, and so may a call whose answer is lost. Send the same again.";

    private static readonly RefusalCode[] OfRoles = [RefusalCode.SignInRequired, RefusalCode.NotAllowed, RefusalCode.TooManyAttempts];

    public static void DescribeRefusals(this OpenApiOptions options) => options.AddOperationTransformer((operation, context, _) =>
    {
        var isWrite = context.Description.HttpMethod is not ("GET" or "HEAD");
        var codes = CodesOf(context.Description.ActionDescriptor.EndpointMetadata, isWrite);
        if (isWrite && codes.Contains(RefusalCode.Busy))
            operation.Description = $"{operation.Description} {BusyWrite}".Trim();
        string[] inPath = [.. context.Description.ParameterDescriptions.Where(parameter => parameter.Source == BindingSource.Path).Select(parameter => parameter.Name)];
        foreach (var status in codes.GroupBy(code => RefusalTable.Status(code, inPath)))
        {
            operation.Responses ??= [];
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = $"{ReasonPhrases.GetReasonPhrase(status.Key)}: {string.Join(", ", status.Select(RefusalTable.Word))}",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document) },
                },
            };
        }
        return Task.CompletedTask;
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
