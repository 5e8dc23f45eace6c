using Evaluation.Staff;
using Microsoft.Extensions.Configuration;

namespace Evaluation.Gateway.Hosting;

/// <summary>Settings of every process's start, all optional, from the environment.</summary>
/// <param name="AdminKey"><c>EVALUATION_ADMIN_KEY</c>: the administrator's key; made and printed once when left out.</param>
/// <param name="Sample"><c>EVALUATION_SAMPLE</c>: whether an empty database starts with the sample round.</param>
/// <param name="CallsEndWithin">
/// Calls for credentials that began longer ago than this and have not ended are dead. Zero where this process is the only one.
/// </param>
public sealed record StartSettings(string? AdminKey, bool Sample, TimeSpan CallsEndWithin)
{
    /// <exception cref="SettingException">A setting makes no sense.</exception>
    public static StartSettings Read(IConfiguration configuration, bool sampleByDefault, TimeSpan callsEndWithin)
    {
        var adminKey = configuration["EVALUATION_ADMIN_KEY"] is { Length: > 0 } key ? key : null;
        if (adminKey is { Length: < ApiKey.ChosenCharactersMin or > ApiKey.CharactersMax } || adminKey?.Any(character => character is < '!' or > '~') is true)
            throw new SettingException($"EVALUATION_ADMIN_KEY takes {ApiKey.ChosenCharactersMin} to {ApiKey.CharactersMax} printable ASCII characters without spaces.");
        if (configuration["EVALUATION_SAMPLE"] is not { Length: > 0 } sample)
            return new(adminKey, sampleByDefault, callsEndWithin);
        return bool.TryParse(sample, out var wantsSample)
            ? new(adminKey, wantsSample, callsEndWithin)
            : throw new SettingException($"EVALUATION_SAMPLE is true or false, not '{sample}'.");
    }
}

/// <summary>A setting makes no sense; the message says which and what is allowed.</summary>
public sealed class SettingException(string message) : Exception(message);
