using System.Text.Json;
using Evaluation.Gateway.Pages.Administrator.NewRound;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Hosting;

/// <summary>Makes the round that an empty database begins with, opens it, and has a few voting links ready.</summary>
/// <remarks>Where it was refused halfway it goes on: what it made is kept here, since credentials can be read only when they are made.</remarks>
public sealed class SampleOpening(IEngine engine, RoundClerk clerk, CredentialIssue issue, TimeProvider clock)
{
    private readonly List<(Group Group, string Credential)> _links = [];
    private int _batches;

    /// <exception cref="JournalUnavailableException">Something was refused; the same can be called again.</exception>
    /// <exception cref="IssueInterruptedException">Likewise.</exception>
    public async Task<SampleRound> OpenAsync()
    {
        var rules = await RulesAsync();
        var created = await engine.SendAsync(GrainId.Round(rules.Id), new CreateRound(rules, clock.GetUtcNow(), Welcome.Administrator));
        if (created.Refusal?.Code == RefusalCode.RoundExists)
            created = await engine.SendAsync(GrainId.Round(rules.Id), ViewRound.Now);
        var round = created.Demand();
        foreach (var group in rules.Groups.Take(SampleRound.Links).Skip(_links.Count))
            _links.Add((group, await IssueOneAsync(round, group)));
        if (round.State == RoundState.Draft)
            (await clerk.MoveAsync(rules.Id, RoundState.Voting, Welcome.Administrator, "the sample round opens with the first start")).Demand();
        return new(rules, _links);
    }

    private static async Task<RoundRules> RulesAsync()
    {
        using var definition = Template.SocialEvaluation();
        using var document = await JsonDocument.ParseAsync(definition);
        return RulesReader.Read(document.RootElement).Rules ?? throw new InvalidOperationException("The sample round's definition has faults.");
    }

    /// <summary>A batch of its own at every call: one that was refused in the middle is taken back with all others of that kind.</summary>
    private async Task<string> IssueOneAsync(RoundView round, Group group)
    {
        var batch = $"sample-{group.Code}-{++_batches}";
        (await issue.ReserveAsync(round.Id, batch, group.Code, 1, null, Welcome.Administrator)).Demand();
        var credential = "";
        await foreach (var chunk in issue.MakeAsync(round, batch, group.Code, 1, null))
            credential = chunk[0];
        (await issue.ConfirmAsync(round.Id, batch, 1)).Demand();
        return credential;
    }
}

/// <summary>The sample round with ready-made credentials, as the first start made them.</summary>
public sealed record SampleRound(RoundRules Rules, IReadOnlyList<(Group Group, string Credential)> Credentials)
{
    /// <summary>Ready-made voting links, one for each of the first groups.</summary>
    public const int Links = 3;
}
