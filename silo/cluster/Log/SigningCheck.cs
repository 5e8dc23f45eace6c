using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;

namespace Evaluation.Cluster.Log;

/// <summary>What a silo without a key of the log does at its start: it warns, or refuses where heads were signed before.</summary>
internal static partial class SigningCheck
{
    /// <exception cref="SettingException">The silo has no key, and heads were signed before.</exception>
    /// <exception cref="IOException">The newest signed head cannot be read.</exception>
    public static async Task RunAsync(LogKey? key, IKeptHeads kept, ILogger log)
    {
        if (key is not null)
            return;
        if (await kept.ReadAsync() is { } signed)
            throw new SettingException($"EVALUATION_LOG_KEY is missing, but heads of the log were signed before, the last one at block {signed.Size} of {signed.Name}. "
                + "Every silo needs the path of the file with the key. If the key is lost, make another one and hand its public key to every witness; see the handbook, Witness the log.");
        LogUnsigned(log);
    }

    [LoggerMessage(LogLevel.Warning, "No head of the log is signed, because EVALUATION_LOG_KEY is not set: witnesses can hold nothing, and a rollback of the database is not noticed. See the handbook, Witness the log.")]
    private static partial void LogUnsigned(ILogger log);
}
