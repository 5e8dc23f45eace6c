using System.Text.Json.Nodes;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Http;

/// <summary>
/// Says in the OpenAPI document who may make a call: <c>security</c> names the kind of secret, <c>x-roles</c> the roles of staff. Both come
/// from the policy of the route that is enforced.
/// </summary>
internal static class RoleContract
{
    /// <summary>The member of an operation that lists the roles, each of which is enough.</summary>
    public const string Roles = "x-roles";

    /// <summary>
    /// The member that says <c>anywhere</c> where the role for any round is enough, and the call itself decides further, such as for the
    /// caller's own account.
    /// </summary>
    public const string Scope = "x-role-scope";

    public static void DescribeRoles(this OpenApiOptions options) => options.AddOperationTransformer((operation, context, _) =>
    {
        var policies = context.Description.ActionDescriptor.EndpointMetadata.OfType<AuthorizationPolicy>().ToArray();
        foreach (var scheme in policies.SelectMany(policy => policy.AuthenticationSchemes).Distinct())
            (operation.Security ??= []).Add(new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] });
        var required = policies.SelectMany(policy => policy.Requirements).OfType<RoleRequirement>().ToArray();
        if (required.Length == 0)
            return Task.CompletedTask;
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[Roles] = new JsonNodeExtension(new JsonArray([.. RolesOf(required).Select(role => JsonValue.Create(RoleRequirement.Word(role)))]));
        if (required.All(requirement => requirement.Anywhere))
            operation.Extensions[Scope] = new JsonNodeExtension(JsonValue.Create("anywhere"));
        return Task.CompletedTask;
    });

    /// <summary>The roles that meet all requirements of a route.</summary>
    internal static IEnumerable<Role> RolesOf(IReadOnlyList<RoleRequirement> required) =>
        required.Select(requirement => requirement.Roles.AsEnumerable()).Aggregate((some, others) => some.Intersect(others)).Order();
}
