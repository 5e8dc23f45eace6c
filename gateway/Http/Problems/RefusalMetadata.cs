namespace Evaluation.Gateway.Http.Problems;

/// <summary>Codes that a route can refuse with, as endpoint metadata. The OpenAPI document lists them by status.</summary>
public sealed record RefusedWith(params IReadOnlyList<RefusalCode> Codes);

/// <summary>Names the codes that routes can refuse with.</summary>
public static class RefusalMetadata
{
    extension<TBuilder>(TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>
        /// Names codes that the route, or every route of the group, can refuse with. <see cref="RefusalTable"/> gives their statuses. Not
        /// named: the codes that follow from a role, from a body, and from <see cref="RefusalResult"/> in the signature.
        /// </summary>
        public TBuilder Refuses(params RefusalCode[] codes) => builder.WithMetadata(new RefusedWith(codes));
    }
}
