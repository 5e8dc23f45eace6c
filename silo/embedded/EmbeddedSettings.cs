using Evaluation.Gateway.Hosting;

namespace Evaluation.Embedded;

/// <summary>Settings of the process, all optional, from the environment.</summary>
/// <param name="DataFolder"><c>EVALUATION_DATA</c>: where everything is kept; <c>./data</c>.</param>
/// <param name="Start">What the start makes of an empty folder: by default, the sample round.</param>
public sealed record EmbeddedSettings(string DataFolder, StartSettings Start)
{
    /// <exception cref="SettingException">A setting makes no sense.</exception>
    public static EmbeddedSettings Read(IConfiguration configuration) => new(
        configuration["EVALUATION_DATA"] is { Length: > 0 } folder ? folder : "data",
        StartSettings.Read(configuration, sampleByDefault: true, callsEndWithin: TimeSpan.Zero));
}
