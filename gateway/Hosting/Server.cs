using Microsoft.AspNetCore.Hosting;

namespace Evaluation.Gateway.Hosting;

/// <summary>How the web server listens and what it logs.</summary>
public static class Server
{
    private const string DefaultUrl = "http://localhost:5080";

    public static void ConfigureServer(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["URLS"]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The server counts the framing of chunks as well; what a body may hold is each route's to say.
            kestrel.Limits.MaxRequestBodySize = 2 * Limits.BallotBytes;
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A request that has a logger has an Activity, and that costs more than the ballot in it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }
}
