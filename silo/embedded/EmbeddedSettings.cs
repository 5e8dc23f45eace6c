using System.Globalization;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Embedded;

/// <summary>Settings of the process from the environment. All are optional.</summary>
/// <param name="DataFolder"><c>EVALUATION_DATA</c>: the folder of all data; default <c>./data</c>.</param>
/// <param name="DiskReserveBytes">
/// <c>EVALUATION_DISK_RESERVE_MIB</c>: free space of the disk that new evidence leaves to the journal; 0 for none.
/// </param>
/// <param name="Start">What to do at the start with an empty folder. By default, the sample round is created.</param>
/// <param name="KeyFolder"><c>EVALUATION_KEYS</c>: the folder of the keys of rounds, outside the data folder; default beside it.</param>
public sealed record EmbeddedSettings(string DataFolder, long DiskReserveBytes, StartSettings Start, string KeyFolder)
{
    private const int BytesPerMebibyteShift = 20;
    private const long MebibytesMax = 1L << 30;

    /// <exception cref="SettingException">A setting is invalid.</exception>
    public static EmbeddedSettings Read(IConfiguration configuration)
    {
        var data = configuration["EVALUATION_DATA"] is { Length: > 0 } folder ? folder : "data";
        return new(
            data,
            Reserve(configuration["EVALUATION_DISK_RESERVE_MIB"]) << BytesPerMebibyteShift,
            StartSettings.Read(configuration, sampleByDefault: true, callsEndWithin: TimeSpan.Zero),
            Keys.KeyFolder.Of(configuration["EVALUATION_KEYS"], data));
    }

    private static long Reserve(string? mebibytes) =>
        mebibytes is not { Length: > 0 } ? Limits.DiskReserveMebibytes
        : long.TryParse(mebibytes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MebibytesMax ? number
        : throw new SettingException($"EVALUATION_DISK_RESERVE_MIB is a whole number of MiB from 0 to {MebibytesMax}, not '{mebibytes}'.");
}
