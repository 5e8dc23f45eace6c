namespace Evaluation.Gateway.Http.Problems;

/// <summary>Metadata of routes that do not answer refusals with problem details.</summary>
public interface IRefusalForm
{
    /// <summary>The answer to a request that has been refused.</summary>
    IResult Of(HttpContext context, RefusalResult refused);
}

internal static class RefusalForm
{
    /// <summary>The refusal in the form of the request's route: problem details, unless the route has another form.</summary>
    public static IResult Of(HttpContext context, RefusalResult refused) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IRefusalForm>()?.Of(context, refused) ?? refused;
}
