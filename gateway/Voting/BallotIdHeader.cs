using Evaluation.Ballots;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// The header <c>Ballot-Id</c>: a random value that a client makes for each ballot and repeats with each resend of it.
/// </summary>
internal static class BallotIdHeader
{
    public const string Name = "Ballot-Id";

    public static readonly Refusal Bad = new(
        RefusalCode.BadBallot, $"The header {Name} is one random value of 1 to {BallotId.CharactersMax} visible ASCII characters.", ("header", Name));

    /// <returns>False when the header is there and cannot be an id. Without the header there is no id.</returns>
    public static bool TryRead(HttpRequest request, out BallotId id)
    {
        id = default;
        var values = request.Headers[Name];
        return values.Count == 0 || (values is [{ } value] && BallotId.TryHash(value, out id));
    }

    /// <summary>Describes the header in the OpenAPI document.</summary>
    public static TBuilder ReadsBallotId<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = Name,
                In = ParameterLocation.Header,
                Description = "A random value for this ballot, the same with each resend. The latest ballot sent again with its id changes nothing and gets the same answer. "
                    + "A changed ballot needs a new id; with the old one it is not counted. "
                    + "A ballot that was cast without an id is recognised by its slips "
                    + $"for {(int)Limits.ResendWithoutId.TotalMinutes} minutes, and not after {Limits.ResendMismatches} other ballots were refused.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = BallotId.CharactersMax },
            });
            return Task.CompletedTask;
        });
}
