using System.Globalization;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Http.Sites;
using Microsoft.Extensions.Configuration;

namespace Evaluation.Gateway.Log;

/// <summary>The name of the log in its checkpoints: a URL without scheme that does not change.</summary>
/// <param name="First">
/// The name of the first origin: <c>EVALUATION_LOG_ORIGIN</c>, or else the host of the public address and <c>/log</c>. Later origins have
/// their number behind it.
/// </param>
public sealed record LogName(string First)
{
    private const int CharactersMax = 200;

    /// <exception cref="SettingException">The setting is invalid.</exception>
    public static LogName Read(IConfiguration configuration)
    {
        if (configuration["EVALUATION_LOG_ORIGIN"] is { Length: > 0 } named)
        {
            return named.Length <= CharactersMax && named.All(character => character is > ' ' and <= '~' and not '+') && !IsLater(named)
                ? new(named)
                : throw new SettingException($"EVALUATION_LOG_ORIGIN takes up to {CharactersMax} printable ASCII characters without spaces and plus signs, and no number as its last part, such as vote.city.example/log.");
        }
        var site = SiteSettings.Read(configuration["EVALUATION_PUBLIC_URL"], null).PublicUrl;
        return new($"{site?.Authority ?? "localhost"}/log");
    }

    /// <summary>The name of an origin by its number.</summary>
    public string Of(int origin) => origin == 1 ? First : string.Create(CultureInfo.InvariantCulture, $"{First}/{origin}");

    /// <summary>The number of the origin that a head names.</summary>
    public static int NumberOf(string name) => IsLater(name) ? int.Parse(name[(name.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture) : 1;

    private static bool IsLater(string name) =>
        name.LastIndexOf('/') is >= 0 and var slash && int.TryParse(name[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
