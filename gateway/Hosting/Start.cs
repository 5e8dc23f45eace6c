using System.Security.Cryptography;
using Evaluation.Gateway.Hosting.Sample;
using Evaluation.Gateway.Rounds;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// What happens before the first request: the administrator has a key, an empty database gets the sample round, and what a crash left
/// undone is finished. Every process does it at its start; of several at once, one makes the administrator and the sample.
/// </summary>
public sealed class Start(IEngine engine, SampleRoundSetup sample, CredentialIssue issue, Timekeeper timekeeper, TimeProvider clock, StartSettings settings)
{
    // Kept from run to run: what was made and not yet told, because the run was refused before its end.
    private readonly string _key = settings.AdminKey ?? ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
    private bool _isFirst;

    /// <summary>Goes on where an earlier run of this process was refused.</summary>
    /// <exception cref="JournalUnavailableException">Something was refused; what was done stays done, and the same can be run again.</exception>
    /// <exception cref="IssueInterruptedException">Likewise, of the sample's credentials.</exception>
    public async Task<Welcome> RunAsync()
    {
        await MakeAdministratorAsync(ApiKey.Hash(_key));
        var opened = _isFirst && settings.Sample ? await sample.OpenAsync() : null;
        await FinishInterruptedAsync();
        await timekeeper.WatchAllAsync(CancellationToken.None);
        await timekeeper.TickAsync();
        return new Welcome(_isFirst && settings.AdminKey is null ? _key : null, opened);
    }

    /// <summary>Gives the credentials of calls that died back to their rolls: they issued nothing.</summary>
    /// <exception cref="JournalUnavailableException">Something was refused.</exception>
    public async Task FinishInterruptedAsync()
    {
        var before = clock.GetUtcNow() - settings.CallsEndWithin;
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind))
        {
            var round = (await engine.SendAsync(grain, new ViewRound())).Demand();
            foreach (var batch in round.OpenBatches.Where(batch => batch.ReservedAt <= before))
                (await issue.AbandonAsync(round, batch.Batch)).Demand();
        }
    }

    /// <summary>A key that was chosen becomes the administrator's; a made one only where there is nobody yet, and of several processes the fastest one's.</summary>
    private async Task MakeAdministratorAsync(string keyHash)
    {
        var isFresh = (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Demand().Accounts.IsEmpty;
        if (settings.AdminKey is not null)
        {
            _isFirst |= isFresh;
            (await engine.SendAsync(StaffGrain.Ref, new EnsureAdministrator(Welcome.Administrator, keyHash, clock.GetUtcNow()))).Demand();
            return;
        }
        if (isFresh)
        {
            var added = await engine.SendAsync(StaffGrain.Ref, new AddStaff(Welcome.Administrator, [new(Role.Administrator)], keyHash, clock.GetUtcNow(), Welcome.System));
            if (added.Refusal?.Code != RefusalCode.StaffExists)
                added.Demand();
        }
        var roster = (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Demand();
        _isFirst = roster.Accounts.GetValueOrDefault(Welcome.Administrator)?.KeyHash == keyHash;
    }
}
