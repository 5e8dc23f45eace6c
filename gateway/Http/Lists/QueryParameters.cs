using System.Collections.Frozen;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Http.Lists;

/// <summary>
/// Refuses a parameter in the query that the call does not have. A mistyped filter would otherwise be left out, and the caller would take
/// the unfiltered answer for the filtered one. Pages ignore such parameters: other sites add some to their links.
/// </summary>
internal static class QueryParameters
{
    /// <summary>Checks every call whose route is not short-circuited. Runs after authorization.</summary>
    public static void UseQueryParameters(this IApplicationBuilder app) => app.Use((context, next) =>
        Refuse(context) is { } refusal ? refusal.ToResult().ExecuteAsync(context) : next(context));

    /// <summary>
    /// The refusal of the first parameter that the call does not have; null when it has all. Allocates nothing without a query.
    /// </summary>
    public static Refusal? Refuse(HttpContext context)
    {
        if (!context.Request.QueryString.HasValue || context.GetEndpoint()?.Metadata.GetMetadata<KnownParameters>() is not { Names: var known })
            return null;
        return context.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? new Refusal(
                RefusalCode.BadRequest,
                $"{PlainText.Quoted(unknown)} is not a parameter of this call. {(known.Count == 0 ? "It has none." : $"It has {PlainText.QuotedList([.. known.Order(StringComparer.Ordinal)])}.")}",
                ("parameter", unknown))
            : null;
    }

    /// <summary>
    /// A group whose calls refuse unknown parameters. Known are those that a handler binds from the query, and those that the route names
    /// with <see cref="ReadsQuery"/>.
    /// </summary>
    public static RouteGroupBuilder RefusesUnknownParameters(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(route => route.Metadata.Add(new KnownParameters(NamesOf((RouteEndpointBuilder)route).ToFrozenSet(StringComparer.OrdinalIgnoreCase))));
        return group.Refuses(RefusalCode.BadRequest);
    }

    private static IEnumerable<string> NamesOf(RouteEndpointBuilder route) =>
    [
        .. from parameter in route.Metadata.OfType<IParameterBindingMetadata>()
           let sources = parameter.ParameterInfo.GetCustomAttributes(inherit: true)
           let named = sources.OfType<IFromQueryMetadata>().FirstOrDefault()
           where named is not null || (IsText(parameter) && route.RoutePattern.GetParameter(parameter.Name) is null && !sources.Any(source => source is IFromHeaderMetadata))
           select named?.Name ?? parameter.Name,
        .. route.Metadata.OfType<ReadParameters>().SelectMany(read => read.Names),
    ];

    /// <summary>Whether a value is bound from a text, and not from the services or the body.</summary>
    private static bool IsText(IParameterBindingMetadata parameter) => parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string);

    extension(RouteHandlerBuilder builder)
    {
        /// <summary>Names parameters that the handler reads from the query by itself.</summary>
        public RouteHandlerBuilder ReadsQuery(params string[] names) => builder.WithMetadata(new ReadParameters(names));
    }

    /// <summary>The names of all parameters that a call has in its query, without regard to case.</summary>
    internal sealed record KnownParameters(FrozenSet<string> Names);

    private sealed record ReadParameters(IReadOnlyList<string> Names);
}
