using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Voting;
using Evaluation.Runtime;
using Evaluation.Workflows;
using Evaluation.Workflows.Recording;

namespace Evaluation.Gateway.Hosting;

/// <summary>Makes the clerk of a process, which logs every key that it destroys, and forgets it.</summary>
internal static partial class RoundClerks
{
    public static RoundClerk Make(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILogger<RoundClerk>>();
        return new(
            services.GetRequiredService<IEngine>(), services.GetRequiredService<TimeProvider>(),
            new KeyDestroyer(services.GetRequiredService<IKeyStore>(), round =>
            {
                services.GetRequiredService<VoterKeys>().Evict(round);
                LogDestroyed(log, round);
            }));
    }

    [LoggerMessage(LogLevel.Warning, "Destroyed the key of round {Round}, because its stream says so.")]
    internal static partial void LogDestroyed(ILogger log, string round);
}
