using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Evaluation.Gateway.Http.Sites;

/// <summary>
/// The address with which every link of the site begins. It never comes from a request, because its sender chooses the host.
/// </summary>
public sealed class PublicAddress(SiteSettings settings, IServer server)
{
    /// <summary>Listening addresses of all interfaces, as Kestrel takes them.</summary>
    private static readonly string[] Everywhere = ["+", "*", "[::]", "0.0.0.0"];

    /// <summary>
    /// Scheme, host and port, without a slash at the end: the configured address, or else the address that the server listens on. A server
    /// that listens on all interfaces and has no configured address gives an address that works on its own machine only.
    /// </summary>
    public string Site => settings.PublicUrl is { } configured ? configured.GetLeftPart(UriPartial.Authority) : Listening();

    /// <summary>Whether only this machine can open the site's links: phones cannot.</summary>
    public bool IsLocal => new Uri(Site).IsLoopback;

    /// <summary>The start of the voting links of a round. The credential follows.</summary>
    public string VotingLink(string round) => $"{Site}/vote/{round}#";

    private string Listening()
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
            return "http://localhost";
        var listening = BindingAddress.Parse(address);
        var host = Everywhere.Contains(listening.Host) ? "localhost" : listening.Host;
        return listening.Port is 80 && listening.Scheme == Uri.UriSchemeHttp ? $"{listening.Scheme}://{host}" : $"{listening.Scheme}://{host}:{listening.Port}";
    }
}
