using Evaluation.Staff;

namespace Evaluation.Embedded;

/// <summary>Settings of the process, all optional, from the environment.</summary>
/// <param name="DataFolder"><c>EVALUATION_DATA</c>: where everything is kept; <c>./data</c>.</param>
/// <param name="AdminKey"><c>EVALUATION_ADMIN_KEY</c>: the administrator's key; made and printed once when left out.</param>
/// <param name="Sample"><c>EVALUATION_SAMPLE</c>: whether an empty database starts with the sample round; <c>true</c>.</param>
public sealed record EmbeddedSettings(string DataFolder, string? AdminKey, bool Sample)
{
    /// <exception cref="SettingException">A setting makes no sense.</exception>
    public static EmbeddedSettings Read(IConfiguration configuration)
    {
        var adminKey = Text(configuration, "EVALUATION_ADMIN_KEY");
        if (adminKey is { Length: < ApiKey.ChosenCharactersMin or > ApiKey.CharactersMax } || adminKey?.Any(character => character is < '!' or > '~') is true)
            throw new SettingException($"EVALUATION_ADMIN_KEY takes {ApiKey.ChosenCharactersMin} to {ApiKey.CharactersMax} printable ASCII characters without spaces.");
        var sample = Text(configuration, "EVALUATION_SAMPLE") ?? "true";
        return bool.TryParse(sample, out var wantsSample)
            ? new(Text(configuration, "EVALUATION_DATA") ?? "data", adminKey, wantsSample)
            : throw new SettingException($"EVALUATION_SAMPLE is true or false, not '{sample}'.");
    }

    private static string? Text(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } text ? text : null;
}

/// <summary>A setting makes no sense; the message says which and what is allowed.</summary>
public sealed class SettingException(string message) : Exception(message);
