using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Staff.Proposals;

/// <summary>
/// Lets the administrator whom the console has announced take effect when the time has come. What was announced is in the journal, so a
/// restart changes nothing; several processes may do it at once.
/// </summary>
public sealed partial class BreakGlassWatch(IEngine engine, TimeProvider clock, ILogger<BreakGlassWatch> log) : BackgroundService
{
    /// <summary>Carries out what is due now.</summary>
    public async Task TickAsync()
    {
        var view = await engine.SendAsync(StaffGrain.Ref, new ViewFourEyes());
        if (view.IsRefused(out _) || view.Answer.Announced is not { } announced || announced.EffectiveAt > clock.GetUtcNow())
            return;
        var completed = await engine.SendAsync(StaffGrain.Ref, new CompleteBreakGlass(clock.GetUtcNow()));
        if (completed.IsRefused(out var refusal))
            LogRefused(log, announced.Name, refusal.Detail);
        else
            LogEffective(log, announced.Name);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.BreakGlassTick, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TickAsync();
    }

    [LoggerMessage(LogLevel.Warning, "The administrator {Account}, whom the console announced, has taken effect")]
    private static partial void LogEffective(ILogger log, string account);

    [LoggerMessage(LogLevel.Warning, "The administrator {Account}, whom the console announced, could not take effect and will be tried again: {Reason}")]
    private static partial void LogRefused(ILogger log, string account, string reason);
}
