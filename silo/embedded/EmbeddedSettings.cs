using Evaluation.Gateway.Hosting;

namespace Evaluation.Embedded;

/// <summary>Settings of the process from the environment. All are optional.</summary>
/// <param name="DataFolder"><c>EVALUATION_DATA</c>: the folder of all data; default <c>./data</c>.</param>
/// <param name="Start">What to do at the start with an empty folder. By default, the sample round is created.</param>
public sealed record EmbeddedSettings(string DataFolder, StartSettings Start)
{
    /// <exception cref="SettingException">A setting is invalid.</exception>
    public static EmbeddedSettings Read(IConfiguration configuration) => new(
        configuration["EVALUATION_DATA"] is { Length: > 0 } folder ? folder : "data",
        StartSettings.Read(configuration, sampleByDefault: true, callsEndWithin: TimeSpan.Zero));
}
