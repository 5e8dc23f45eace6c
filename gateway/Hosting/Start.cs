using System.Security.Cryptography;
using Evaluation.Gateway.Hosting.Sample;
using Evaluation.Gateway.Rounds;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// The tasks of a process before its first request: makes the administrator's account, creates the sample rounds in an empty database, and
/// completes what a crash interrupted. Every process runs them; if several start at once, one of them makes the account and the sample.
/// </summary>
public sealed class Start(
    IEngine engine, SampleRoundSetup sample, AssessmentSampleSetup assessments, CredentialIssue issue, ScheduleRunner schedule, TimeProvider clock, StartSettings settings)
{
    // Kept between runs: a run that was refused has not printed the key that it made.
    private readonly string _key = settings.AdminKey ?? ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
    private readonly string _otherKey = ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
    private bool _isFirst;
    private bool _isInstalled;

    /// <summary>Continues where an earlier run of this process was refused.</summary>
    /// <exception cref="JournalUnavailableException">
    /// A command was refused. Completed steps remain, and the call can be repeated.
    /// </exception>
    public async Task<StartReport> RunAsync()
    {
        await MakeAdministratorAsync(ApiKey.Hash(_key));
        var opened = _isFirst && settings.Sample ? await sample.OpenAsync() : null;
        var assessed = _isFirst && settings.Sample ? await assessments.OpenAsync() : null;
        await FinishInterruptedAsync();
        await schedule.WatchAllAsync(CancellationToken.None);
        await schedule.TickAsync();
        return new StartReport(_isFirst && settings.AdminKey is null ? _key : null, opened, assessed, _isInstalled ? _otherKey : null);
    }

    /// <summary>
    /// Voids the batches of interrupted calls: their places return to the rolls. Credentials of earlier versions that have voted already
    /// stay.
    /// </summary>
    /// <exception cref="JournalUnavailableException">A command was refused.</exception>
    public async Task FinishInterruptedAsync()
    {
        var before = clock.GetUtcNow() - settings.CallsEndWithin;
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind))
        {
            var round = (await engine.SendAsync(grain, new ViewRound())).OrThrow();
            foreach (var batch in round.OpenBatches.Where(batch => batch.ReservedAt <= before))
                await VoidAsync(round, batch);
        }
    }

    private async Task VoidAsync(RoundView round, CredentialBatch batch)
    {
        var done = await issue.VoidAsync(round.Id, batch.Batch, RoundCommand.Schedule, StatedReasons.AnswerBrokeOff, onlyUnsettled: true);
        // Another process may have settled the batch since.
        if (done.Refusal?.Code is not (RefusalCode.AlreadyCast or RefusalCode.WrongState))
            done.OrThrow();
    }

    /// <summary>Makes the two administrators of an empty database. If several processes start at once, the keys of the first one are set.</summary>
    /// <exception cref="SettingException">The database has accounts, and four eyes are off.</exception>
    private async Task InstallFourEyesAsync(string keyHash)
    {
        var install = new InstallFourEyes(StartReport.Administrator, keyHash, StartReport.OtherAdministrator, ApiKey.Hash(_otherKey), clock.GetUtcNow());
        var staff = (await engine.SendAsync(StaffGrain.Ref, install)).OrThrow();
        if (!staff.FourEyes.IsOn)
            throw new SettingException("EVALUATION_FOUR_EYES=true counts for an empty database only, and this one has accounts. Start without it, and let two administrators turn four eyes on.");
        _isInstalled = staff.Accounts.GetValueOrDefault(StartReport.OtherAdministrator)?.KeyHash == install.OtherKeyHash;
        _isFirst = _isInstalled;
    }

    /// <summary>
    /// Gives the administrator the configured key. Without a configured key, a generated key is set, but only if no account exists. If
    /// several processes start at once, the key of the first one is set.
    /// </summary>
    private async Task MakeAdministratorAsync(string keyHash)
    {
        var isFresh = (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).OrThrow().Accounts.IsEmpty;
        if (settings.FourEyes)
        {
            await InstallFourEyesAsync(keyHash);
            return;
        }
        if (settings.AdminKey is not null)
        {
            _isFirst |= isFresh;
            (await engine.SendAsync(StaffGrain.Ref, new EnsureAdministrator(StartReport.Administrator, keyHash, clock.GetUtcNow()))).OrThrow();
            return;
        }
        if (isFresh)
        {
            var added = await engine.SendAsync(StaffGrain.Ref, new AddStaff(StartReport.Administrator, [new(Role.Administrator)], keyHash, clock.GetUtcNow(), StartReport.System));
            if (added.Refusal?.Code != RefusalCode.StaffExists)
                added.OrThrow();
        }
        var roster = (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).OrThrow();
        _isFirst = roster.Accounts.GetValueOrDefault(StartReport.Administrator)?.KeyHash == keyHash;
    }
}
