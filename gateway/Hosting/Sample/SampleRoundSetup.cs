using System.Text.Json;
using Evaluation.Gateway.Rounds.Templates;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Hosting.Sample;

/// <summary>
/// Creates the sample round in an empty database, opens it for voting, issues a few credentials, and casts enough ballots for a result.
/// </summary>
/// <remarks>
/// A call after a refusal continues where the last one stopped. The issued credentials are kept in memory, because a credential can be
/// read only when it is issued.
/// </remarks>
public sealed class SampleRoundSetup(IEngine engine, RoundClerk clerk, CredentialIssue issue, TimeProvider clock)
{
    private const int BallotsPerGroup = 8;

    private readonly List<(Group Group, string Credential)> _links = [];
    private readonly SampleBallots _ballots = new(engine, issue, clock, BallotsPerGroup);

    /// <exception cref="JournalUnavailableException">A command was refused. The call can be repeated.</exception>
    public async Task<SampleRound> OpenAsync()
    {
        var defined = await RulesAsync();
        var rules = SampleYear.Of(clock.GetUtcNow(), defined.TimeZone).Social(defined);
        var created = await engine.SendAsync(RoundGrain.Ref(rules.Id), new CreateRound(rules, clock.GetUtcNow(), StartReport.Administrator));
        if (created.Refusal?.Code == RefusalCode.RoundExists)
            created = await engine.SendAsync(RoundGrain.Ref(rules.Id), new ViewRound());
        var round = created.OrThrow();
        foreach (var group in rules.Groups.Take(SampleRound.Links).Skip(_links.Count))
            _links.Add((group, (await SampleBallots.IssueAsync(issue, round, group.Code, 1))[0]));
        if (round.State == RoundState.Draft)
            (await clerk.MoveAsync(rules.Id, RoundState.Voting, StartReport.Administrator, StatedReasons.SampleOpens)).OrThrow();
        await _ballots.CastAsync(round, rules);
        return new(rules, _links);
    }

    private static async Task<RoundRules> RulesAsync()
    {
        using var definition = RoundTemplates.SocialEvaluation();
        using var document = await JsonDocument.ParseAsync(definition);
        return RulesReader.Read(document.RootElement).Rules ?? throw new InvalidOperationException("The sample round's definition has faults.");
    }
}

/// <summary>The sample round with the credentials that the first start issued.</summary>
public sealed record SampleRound(RoundRules Rules, IReadOnlyList<(Group Group, string Credential)> Credentials)
{
    /// <summary>Number of voting links that the first start prints: one for each of the first groups.</summary>
    public const int Links = 3;
}
