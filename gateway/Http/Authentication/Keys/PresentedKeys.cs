using Evaluation.Gateway.Http.Problems;

namespace Evaluation.Gateway.Http.Authentication.Keys;

/// <summary>
/// Checks <c>Authorization</c> on every call of the API, also on calls that need none: a caller with a mistyped or replaced key would
/// otherwise read what everybody reads, and take it for all there is.
/// </summary>
internal static class PresentedKeys
{
    private static readonly Refusal UnknownType = new(
        RefusalCode.SignInRequired, "Authorization has no secret of a known type: staff send Bearer <key>, respondents Ballot <credential>, authors of complaints Complaint <secret>.");

    public static void UsePresentedKeys(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/api") && await RefuseAsync(context) is { } refusal)
            await refusal.ToResult().ExecuteAsync(context);
        else
            await next(context);
    });

    private static async ValueTask<Refusal?> RefuseAsync(HttpContext context) =>
        SecretTypes.IsUnknown(context.Request) ? UnknownType
        : ApiKeyHandler.HasKey(context.Request) ? (await Access.CallerAsync(context)).Refusal
        : null;
}
