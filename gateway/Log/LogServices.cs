using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Log;

/// <summary>The services that keep the log, for processes that run grains.</summary>
public static partial class LogServices
{
    /// <summary>Registers the keeper. The host registers <see cref="IKeptHeads"/> and, if the process signs, a <see cref="LogKey"/>.</summary>
    public static void AddLogKeeping(this IServiceCollection services, LogName name)
    {
        services.AddSingleton(name);
        services.AddSingleton<ChangedStreams>();
        services.AddSingleton(provider => new LogKeeper(
            provider.GetRequiredService<IEngine>(), provider.GetRequiredService<IJournal>(), provider.GetRequiredService<ChangedStreams>(),
            provider.GetRequiredService<IKeptHeads>(), name, provider.GetService<LogKey>(), provider.GetRequiredService<TimeProvider>(),
            what => LogContradiction(provider.GetRequiredService<ILogger<LogKeeper>>(), what)));
        services.AddHostedService<LogKeeping>();
    }

    [LoggerMessage(LogLevel.Critical, "{What}")]
    private static partial void LogContradiction(ILogger log, string what);
}
