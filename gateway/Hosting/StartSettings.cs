using Evaluation.Staff;
using Microsoft.Extensions.Configuration;

namespace Evaluation.Gateway.Hosting;

/// <summary>Settings of the start of a process, all optional, from the environment.</summary>
/// <param name="AdminKey"><c>EVALUATION_ADMIN_KEY</c>: the administrator's key; generated and printed once if left out.</param>
/// <param name="Sample"><c>EVALUATION_SAMPLE</c>: whether an empty database starts with the sample round.</param>
/// <param name="CallsEndWithin">
/// Time after which a call for credentials that has not ended is taken as interrupted. Zero for a single process.
/// </param>
public sealed record StartSettings(string? AdminKey, bool Sample, TimeSpan CallsEndWithin)
{
    /// <exception cref="SettingException">A setting is invalid.</exception>
    public static StartSettings Read(IConfiguration configuration, bool sampleByDefault, TimeSpan callsEndWithin)
    {
        var adminKey = configuration["EVALUATION_ADMIN_KEY"] is { Length: > 0 } key ? key : null;
        if (adminKey is { Length: < ApiKey.ChosenCharactersMin or > ApiKey.CharactersMax } || adminKey?.Any(character => character is < '!' or > '~') is true)
            throw new SettingException($"EVALUATION_ADMIN_KEY takes {ApiKey.ChosenCharactersMin} to {ApiKey.CharactersMax} printable ASCII characters without spaces.");
        if (adminKey is not null && SecretRules.IsEasy(adminKey))
            throw new SettingException("EVALUATION_ADMIN_KEY is easy to guess: it is mostly repeated or consecutive characters, or a common password.");
        if (configuration["EVALUATION_SAMPLE"] is not { Length: > 0 } sample)
            return new(adminKey, sampleByDefault, callsEndWithin);
        return bool.TryParse(sample, out var wantsSample)
            ? new(adminKey, wantsSample, callsEndWithin)
            : throw new SettingException($"EVALUATION_SAMPLE is true or false, not '{sample}'.");
    }
}

/// <summary>A setting is invalid. The message names it and the allowed values.</summary>
public sealed class SettingException(string message) : Exception(message);
