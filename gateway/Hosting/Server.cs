using Evaluation.Gateway.Http.Authentication.Providers;
using Evaluation.Gateway.Http.Authentication.Sessions;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Gateway.Log;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace Evaluation.Gateway.Hosting;

/// <summary>Configures the web server's addresses, limits and logging.</summary>
public static class Server
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <exception cref="SettingException">A setting is invalid.</exception>
    public static void ConfigureServer(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["URLS"]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton(Read(() => SessionSettings.Read(builder.Configuration["EVALUATION_SESSION_IDLE_MINUTES"])));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Read(() => SiteSettings.Read(builder.Configuration["EVALUATION_PUBLIC_URL"], builder.Configuration["EVALUATION_TRUSTED_PROXIES"])));
        builder.Services.AddSingleton(Read(() => LogName.Read(builder.Configuration)));
        if (Read(() => ProviderSettings.Read(builder.Configuration)) is { } provider)
            builder.Services.AddProvider(provider);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = StrictLengths.Of!;
            // The server counts the framing of chunks as well. Each route limits its own body.
            kestrel.Limits.MaxRequestBodySize = 2 * Limits.BallotBytes;
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = LogLines.FormatterName).AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Refused access is no fault of the system, but it is written.
        builder.Logging.AddFilter(typeof(AccessLog).FullName, LogLevel.Information);
        // Below this level the framework writes the path of every request. Requests of voters are never logged, so no setting lowers it.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // The keys are stored beside the journal with the same permissions. Encrypting them with a key stored beside them would protect
        // nothing.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Anybody can send a broken form token. The refusal says so; this logger would write a stack trace for each.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        // The same with an answer of the identity provider. ProviderLog writes what is worth knowing.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);
        // With this logger every request gets an Activity, which costs more than a ballot.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }

    /// <exception cref="SettingException">A setting is invalid.</exception>
    private static TSettings Read<TSettings>(Func<TSettings> read)
    {
        try
        {
            return read();
        }
        catch (FormatException wrong)
        {
            throw new SettingException(wrong.Message);
        }
    }
}
