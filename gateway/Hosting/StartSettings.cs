using Evaluation.Staff;
using Microsoft.Extensions.Configuration;

namespace Evaluation.Gateway.Hosting;

/// <summary>Settings of the start of a process, all optional, from the environment.</summary>
/// <param name="AdminKey"><c>EVALUATION_ADMIN_KEY</c>: the administrator's key; generated and printed once if left out.</param>
/// <param name="Sample"><c>EVALUATION_SAMPLE</c>: whether an empty database starts with the sample round.</param>
/// <param name="FourEyes"><c>EVALUATION_FOUR_EYES</c>: whether an empty database starts with two administrators and four eyes.</param>
/// <param name="CallsEndWithin">
/// Time after which a call for credentials that has not ended is taken as interrupted. Zero for a single process.
/// </param>
public sealed record StartSettings(string? AdminKey, bool Sample, TimeSpan CallsEndWithin, bool FourEyes = false)
{
    /// <exception cref="SettingException">A setting is invalid.</exception>
    public static StartSettings Read(IConfiguration configuration, bool sampleByDefault, TimeSpan callsEndWithin)
    {
        var adminKey = configuration["EVALUATION_ADMIN_KEY"] is { Length: > 0 } key ? key : null;
        if (adminKey is { Length: < ApiKey.ChosenCharactersMin or > ApiKey.CharactersMax } || adminKey?.Any(character => character is < '!' or > '~') is true)
            throw new SettingException($"EVALUATION_ADMIN_KEY takes {ApiKey.ChosenCharactersMin} to {ApiKey.CharactersMax} printable ASCII characters without spaces.");
        if (adminKey is not null && SecretRules.IsEasy(adminKey))
            throw new SettingException("EVALUATION_ADMIN_KEY is easy to guess: it is mostly repeated or consecutive characters, or a common password.");
        var fourEyes = Flag(configuration, "EVALUATION_FOUR_EYES", otherwise: false);
        var sample = Flag(configuration, "EVALUATION_SAMPLE", sampleByDefault && !fourEyes);
        if (sample && fourEyes)
            throw new SettingException("EVALUATION_SAMPLE and EVALUATION_FOUR_EYES exclude each other: the accounts of the sample are made by one person.");
        return new(adminKey, sample, callsEndWithin, fourEyes);
    }

    private static bool Flag(IConfiguration configuration, string name, bool otherwise)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return otherwise;
        return bool.TryParse(text, out var flag) ? flag : throw new SettingException($"{name} is true or false, not '{text}'.");
    }
}

/// <summary>A setting is invalid. The message names it and the allowed values.</summary>
public class SettingException(string message) : Exception(message);
