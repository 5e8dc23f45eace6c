using Evaluation.Ballots;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Tests.Simulation;

/// <summary>Issues credentials. After an interruption, voids the batch and makes another.</summary>
internal sealed class Issuer(World world)
{
    /// <summary>Spares of a batch.</summary>
    private const int Spares = 1;

    public async Task<IReadOnlyList<CredentialHash>> IssueAsync(string group, int count)
    {
        while (true)
        {
            var batch = $"{group}-{world.Random.Next()}";
            if (await world.AskAsync(engine => IssueAsync(Issue(engine), batch, group, count)) is { Refusal: null } issued)
            {
                world.Batches.Add(batch);
                world.Made.Add(issued.Answer);
                return [.. Enumerable.Range(0, count).Select(issued.Answer.Hash)];
            }
            var voided = await world.AskUntilKnownAsync(engine => Issue(engine).VoidAsync(World.Rules.Id, batch, Given.Administrator, "broken off"));
            // A process that is behind the journal does not know the batch.
            Assert.True(voided.Refusal is null or { Code: RefusalCode.NoSuchBatch }, voided.Refusal?.Detail);
        }
    }

    private CredentialIssue Issue(IEngine engine) => new(engine, world.Clock, world.Random.NextBytes, world.Keys);

    private static async ValueTask<Outcome<MadeCredentials>> IssueAsync(CredentialIssue issue, string batch, string group, int count)
    {
        var round = await issue.ReserveAsync(World.Rules.Id, batch, group, count, null, Given.Administrator, Spares);
        if (round.IsRefused(out var refusal))
            return refusal;
        var made = await issue.MakeAsync(round.Answer, batch, group, count, null, Spares);
        if (made.IsRefused(out refusal))
            return refusal;
        var settled = await issue.SettleAsync(World.Rules.Id, batch, count);
        return settled.IsRefused(out refusal) ? refusal : made;
    }
}
