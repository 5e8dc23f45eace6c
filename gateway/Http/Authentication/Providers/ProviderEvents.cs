using Evaluation.Gateway.Http.Sites;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Evaluation.Gateway.Http.Authentication.Providers;

/// <summary>
/// What the framework's handler does beside the protocol. It begins no session: the page of the return address finds the account of the
/// proven id and says what went wrong.
/// </summary>
internal sealed class ProviderEvents(ProviderSettings provider, PublicAddress site, ProviderLog log) : OpenIdConnectEvents
{
    public override async Task RedirectToIdentityProvider(RedirectContext context)
    {
        // It has just been read and is cached.
        var document = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        // OpenID Connect Discovery 1.0, 4.3: no provider may speak for another.
        if (document.Issuer?.TrimEnd('/') != provider.Authority.AbsoluteUri.TrimEnd('/'))
            throw new AuthenticationFailureException($"The discovery document is that of another provider: '{document.Issuer}'.");
        // The provider's own document names these addresses. The secret is sent to the second.
        foreach (var address in new[] { context.ProtocolMessage.IssuerAddress, document.TokenEndpoint ?? "" })
        {
            if (provider.IsHttps && !address.StartsWith("https://", StringComparison.Ordinal))
                throw new AuthenticationFailureException($"The discovery document names an address without https: '{address}'.");
        }
        // Never from the request: its sender chooses the host.
        context.ProtocolMessage.RedirectUri = site.Site + context.Options.CallbackPath;
    }

    public override Task TicketReceived(TicketReceivedContext context)
    {
        var ids = context.Principal!.FindAll(provider.Claim).Select(claim => claim.Value).Distinct(StringComparer.Ordinal).ToArray();
        var id = ids is [{ Length: > 0 and <= Limits.ProviderIdCharacters } single] ? single : null;
        if (id is null)
            log.Failed($"the claim '{provider.Claim}' has {ids.Length} values, or one that is too long");
        ProviderAnswer.Set(context.HttpContext, id, id is null ? ProviderFailure.Rejected : null, context.Properties, context.ReturnUri);
        context.SkipHandler();
        return Task.CompletedTask;
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        ProviderAnswer.Set(context.HttpContext, null, ProviderFailure.Cancelled, context.Properties, context.ReturnUrl);
        context.SkipHandler();
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        // Anybody can send an answer whose state cannot be read.
        if (context.Properties is not null)
            log.Failed(context.Failure!);
        var failure = ProviderLog.IsOutage(context.Failure!) ? ProviderFailure.Unreachable : ProviderFailure.Rejected;
        ProviderAnswer.Set(context.HttpContext, null, failure, context.Properties);
        context.SkipHandler();
        return Task.CompletedTask;
    }
}
