namespace Evaluation.Gateway.Http.Authentication.Providers;

/// <summary>
/// Calls the identity provider at the addresses that it names, and follows no redirect from them. An answer that says that the provider
/// itself has failed is an outage, whatever its body.
/// </summary>
internal sealed class ProviderBackchannel() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode < StatusCodes.Status500InternalServerError)
            return response;
        response.Dispose();
        throw new HttpRequestException($"{request.RequestUri?.GetLeftPart(UriPartial.Path)} answered {(int)response.StatusCode}.");
    }
}
