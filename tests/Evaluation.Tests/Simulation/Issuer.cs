using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Tests.Simulation;

/// <summary>Issues credentials, and abandons an interrupted batch before it makes another.</summary>
internal sealed class Issuer(World world)
{
    public async Task<IReadOnlyList<CredentialHash>> IssueAsync(string group, int count)
    {
        while (true)
        {
            var batch = $"{group}-{world.Random.Next()}";
            var round = await world.AskUntilKnownAsync(engine => Issue(engine).ReserveAsync(World.Rules.Id, batch, group, count, null, Given.Administrator));
            if (await world.AskAsync(engine => MakeAsync(Issue(engine), round.Answer, batch, group, count)) is { Refusal: null } made)
            {
                await world.AskUntilKnownAsync(engine => Issue(engine).ConfirmAsync(World.Rules.Id, batch, count));
                return made.Answer;
            }
            await world.AskUntilKnownAsync(engine => Issue(engine).AbandonAsync(round.Answer, batch));
        }
    }

    private CredentialIssue Issue(IEngine engine) => new(engine, world.Clock, world.Random.NextBytes);

    private static async ValueTask<Outcome<List<CredentialHash>>> MakeAsync(CredentialIssue issue, RoundView round, string batch, string group, int count)
    {
        List<CredentialHash> made = [];
        try
        {
            await foreach (var chunk in issue.MakeAsync(round, batch, group, count, null))
                foreach (var text in chunk)
                    made.Add(Credential.TryHash(text, out var hash) ? hash : throw new InvalidOperationException($"'{text}' is no credential."));
        }
        catch (IssueInterruptedException interrupted)
        {
            return interrupted.Refusal;
        }
        return made;
    }
}
