using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rounds.Rules;
using Evaluation.Seam;
using Evaluation.Staff;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// What happens before the first request: the administrator has a key, an empty database gets the sample round, and what a crash left
/// undone is finished. Every process does it at its start; of several at once, one makes the administrator and the sample.
/// </summary>
public sealed class Start(IEngine engine, RoundClerk clerk, CredentialIssue issue, Timekeeper timekeeper, TimeProvider clock, StartSettings settings)
{
    private const string Administrator = "admin";

    /// <summary>Who acts when a start does.</summary>
    private const string System = "system";

    /// <exception cref="JournalUnavailableException">Something was refused; what was done stays done, and the same can be run again.</exception>
    public async Task<Welcome> RunAsync()
    {
        var isFresh = Demand(await engine.SendAsync(GrainId.Staff, ViewStaff.Now)).Accounts.IsEmpty;
        var key = settings.AdminKey ?? (isFresh ? ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes)) : null);
        if (key is not null)
            isFresh &= await MakeAdministratorAsync(ApiKey.Hash(key));
        var sample = isFresh && settings.Sample ? await OpenSampleAsync() : null;
        await FinishInterruptedAsync();
        await timekeeper.WatchAllAsync(CancellationToken.None);
        await timekeeper.TickAsync();
        return new Welcome(settings.AdminKey is null && isFresh ? key : null, sample);
    }

    /// <summary>Gives the credentials of calls that died back to their rolls: they issued nothing.</summary>
    /// <exception cref="JournalUnavailableException">Something was refused.</exception>
    public async Task FinishInterruptedAsync()
    {
        var before = clock.GetUtcNow() - settings.CallsEndWithin;
        await foreach (var grain in engine.ListAsync(GrainId.RoundKind))
        {
            var round = Demand(await engine.SendAsync(grain, ViewRound.Now));
            foreach (var batch in round.OpenBatches.Where(batch => batch.ReservedAt <= before))
                Demand(await issue.AbandonAsync(round, batch.Batch));
        }
    }

    /// <summary>False when another process was faster to make the first administrator, whose key is then not this one.</summary>
    private async Task<bool> MakeAdministratorAsync(string keyHash)
    {
        var now = clock.GetUtcNow();
        if (settings.AdminKey is not null)
        {
            Demand(await engine.SendAsync(GrainId.Staff, new EnsureAdministrator(Administrator, keyHash, now)));
            return true;
        }
        var added = await engine.SendAsync(GrainId.Staff, new AddStaff(Administrator, [new(Role.Administrator)], keyHash, now, System));
        if (added.Refusal?.Code == RefusalCode.StaffExists)
            return false;
        Demand(added);
        return true;
    }

    private async Task<SampleRound> OpenSampleAsync()
    {
        using var definition = typeof(Start).Assembly.GetManifestResourceStream("sample-round.json")!;
        using var document = await JsonDocument.ParseAsync(definition);
        var rules = RulesReader.Read(document.RootElement).Rules ?? throw new InvalidOperationException("The sample round's definition has faults.");
        var created = Demand(await engine.SendAsync(GrainId.Round(rules.Id), new CreateRound(rules, clock.GetUtcNow(), Administrator)));
        var links = new List<(Group, string)>();
        foreach (var group in rules.Groups.Take(SampleRound.Links))
            links.Add((group, await IssueOneAsync(created, group)));
        Demand(await clerk.MoveAsync(rules.Id, RoundState.Voting, Administrator, "the sample round opens with the first start"));
        return new(rules, links);
    }

    private async Task<string> IssueOneAsync(RoundView round, Group group)
    {
        var batch = $"sample-{group.Code}";
        Demand(await issue.ReserveAsync(round.Id, batch, group.Code, 1, null, Administrator));
        var credential = "";
        await foreach (var chunk in issue.MakeAsync(round, batch, group.Code, 1, null))
            credential = chunk[0];
        Demand(await issue.ConfirmAsync(round.Id, batch, 1));
        return credential;
    }

    private static TAnswer Demand<TAnswer>(Outcome<TAnswer> outcome) =>
        outcome.IsRefused(out var refusal) ? throw new JournalUnavailableException($"The start was refused: {refusal.Detail}") : outcome.Answer;
}

/// <summary>The sample round with ready-made credentials, as the first start made them.</summary>
public sealed record SampleRound(RoundRules Rules, IReadOnlyList<(Group Group, string Credential)> Credentials)
{
    /// <summary>Ready-made voting links, one for each of the first groups.</summary>
    public const int Links = 3;
}
