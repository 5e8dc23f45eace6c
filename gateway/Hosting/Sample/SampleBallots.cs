using Evaluation.Ballots;
using Evaluation.Gateway.Rounds.Credentials;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Hosting.Sample;

/// <summary>Casts ballots in a sample round, with credentials that are made for this and thrown away.</summary>
/// <remarks>A call after a refusal continues where the last one stopped.</remarks>
/// <param name="engine">Runs the grains.</param>
/// <param name="issue">Issues the credentials.</param>
/// <param name="clock">The server's clock.</param>
/// <param name="ballotsPerGroup">More than <c>policies.groupMin</c>, so that every group is counted for every unit.</param>
internal sealed class SampleBallots(IEngine engine, CredentialIssue issue, TimeProvider clock, int ballotsPerGroup)
{
    private readonly RoundClerk _clerk = new(engine, clock);
    private readonly Dictionary<string, MadeCredentials> _made = [];
    private bool _isDone;

    public async Task CastAsync(RoundView round, RoundRules rules)
    {
        if (_isDone)
            return;
        foreach (var group in rules.Groups.Where(group => !_made.ContainsKey(group.Code)))
            _made[group.Code] = await IssueAsync(issue, round, group.Code, ballotsPerGroup);
        // An earlier call that was refused may have left steps of the opening or of the batches to be done.
        (await _clerk.AdvanceAsync(round.Id)).OrThrow();
        var form = new BallotForm(rules);
        var casts = rules.Groups.Index().SelectMany(group => Enumerable.Range(0, ballotsPerGroup).Select(voter => CastOneAsync(form, rules, group.Index, _made[group.Item.Code].Hash(voter), voter)));
        foreach (var cast in await Task.WhenAll(casts))
            cast.OrThrow();
        _made.Clear();
        _isDone = true;
    }

    /// <summary>Issues credentials of a group. Each call uses a new batch: an interrupted batch is voided as a whole.</summary>
    public static async Task<MadeCredentials> IssueAsync(CredentialIssue issue, RoundView round, string group, int count)
    {
        var batch = BatchId.New();
        var reserved = (await issue.ReserveAsync(round.Id, batch, group, count, null, StartReport.Administrator)).OrThrow();
        var made = (await issue.MakeAsync(reserved, batch, group, count, null)).OrThrow();
        (await issue.SettleAsync(round.Id, batch, count)).OrThrow();
        return made;
    }

    private Task<Outcome<BallotCounted>> CastOneAsync(BallotForm form, RoundRules rules, int group, CredentialHash credential, int voter)
    {
        var slips = rules.Units.Index().Select(unit => $$"""{"unit":"{{unit.Item.Code}}","marks":[{{string.Join(',', rules.VoteCriteria.Index().Select(criterion => Mark(rules, group, unit.Index, criterion.Index, voter)))}}]}""");
        var ballot = BallotReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""{"slips":[{{string.Join(',', slips)}}]}"""), form).OrThrow();
        return engine.SendAsync(form.Box(credential.Box(form.BoxCount)), new CastBallot(credential, clock.GetUtcNow(), ballot)).AsTask();
    }

    /// <summary>The index of an option: mostly the first two, and different for each unit, criterion and voter.</summary>
    private static int Mark(RoundRules rules, int group, int unit, int criterion, int voter)
    {
        var drawn = ((unit * 7) + (criterion * 5) + (voter * 11) + (group * 3)) % 13;
        return Math.Min(drawn < 6 + (unit % 5) ? 0 : drawn < 10 ? 1 : drawn < 12 ? 2 : 3, rules.Options.Count - 1);
    }
}
