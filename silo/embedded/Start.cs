using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Gateway.Pages.Administrator.NewRound;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rounds.Rules;
using Evaluation.Seam;
using Evaluation.Staff;

namespace Evaluation.Embedded;

/// <summary>
/// What happens before the first request: the journal is checked, the administrator has a key, an empty database gets the sample round, and
/// what a crash left undone is finished.
/// </summary>
public sealed class Start(
    IJournal journal, IEngine engine, RoundClerk clerk, CredentialIssue issue, Timekeeper timekeeper, TimeProvider clock, EmbeddedSettings settings)
{
    /// <exception cref="JournalBrokenException">A stream's chain is broken: nothing may be served.</exception>
    /// <exception cref="JournalUnavailableException">The journal cannot be read or written.</exception>
    public async Task<Welcome> RunAsync()
    {
        await CheckJournalAsync();
        var isFresh = Demand(await engine.SendAsync(GrainId.Staff, ViewStaff.Now)).Accounts.IsEmpty;
        var key = settings.AdminKey ?? (isFresh ? ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes)) : null);
        if (key is not null)
            Demand(await engine.SendAsync(GrainId.Staff, new EnsureAdministrator(Welcome.Administrator, ApiKey.Hash(key), clock.GetUtcNow())));
        var sample = isFresh && settings.Sample ? await OpenSampleAsync() : null;
        await FinishInterruptedAsync();
        await timekeeper.WatchAllAsync(CancellationToken.None);
        await timekeeper.TickAsync();
        return new Welcome(settings.AdminKey is null ? key : null, sample);
    }

    private async Task CheckJournalAsync()
    {
        await foreach (var stream in journal.ListStreamsAsync(""))
            await ChainVerifier.VerifyAsync(journal, stream, fromSnapshot: true);
    }

    private async Task<SampleRound> OpenSampleAsync()
    {
        using var definition = Template.SocialEvaluation();
        using var document = await JsonDocument.ParseAsync(definition);
        var rules = RulesReader.Read(document.RootElement).Rules ?? throw new InvalidOperationException("The sample round's definition has faults.");
        var created = Demand(await engine.SendAsync(GrainId.Round(rules.Id), new CreateRound(rules, clock.GetUtcNow(), Welcome.Administrator)));
        var links = new List<(Group, string)>();
        foreach (var group in rules.Groups.Take(SampleRound.Links))
            links.Add((group, await IssueOneAsync(created, group)));
        Demand(await clerk.MoveAsync(rules.Id, RoundState.Voting, Welcome.Administrator, "the sample round opens with the first start"));
        return new(rules, links);
    }

    private async Task<string> IssueOneAsync(RoundView round, Group group)
    {
        var batch = $"sample-{group.Code}";
        Demand(await issue.ReserveAsync(round.Id, batch, group.Code, 1, null, Welcome.Administrator));
        var credential = "";
        await foreach (var chunk in issue.MakeAsync(round, batch, group.Code, 1, null))
            credential = chunk[0];
        Demand(await issue.ConfirmAsync(round.Id, batch, 1));
        return credential;
    }

    /// <summary>Calls for credentials that died with the last process issued nothing.</summary>
    private async Task FinishInterruptedAsync()
    {
        await foreach (var grain in engine.ListAsync(GrainId.RoundKind))
        {
            var round = Demand(await engine.SendAsync(grain, ViewRound.Now));
            foreach (var batch in round.OpenBatches)
                Demand(await issue.AbandonAsync(round, batch.Batch));
        }
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
