using System.Globalization;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Results.Recounts;

/// <summary>Votes of a seed in a draft of any rules, up to the published result.</summary>
internal static class VotedRounds
{
    /// <param name="definition">That of the draft.</param>
    /// <param name="seed">The same seed gives the same votes.</param>
    /// <param name="perGroup">Voters of every group, at most its roll. Later groups have fewer, so that some cells are small.</param>
    public static async Task PublishAsync(TestRound round, JsonObject definition, int seed, int perGroup)
    {
        var random = new Random(seed);
        var criteria = definition["criteria"]!.AsArray();
        if (criteria.Any(criterion => (string)criterion!["source"]! == "assessed"))
            await round.MoveAsync("assessing");
        if (criteria.Any(criterion => (string)criterion!["source"]! == "vote"))
        {
            await round.MoveAsync("voting");
            foreach (var (number, group) in definition["groups"]!.AsArray().Index())
            {
                var voters = Math.Min((int)group!["roll"]!, Math.Max(2, perGroup - (4 * number)));
                foreach (var voter in await round.IssueAsync((string)group["code"]!, voters))
                {
                    // A ballot that goes beyond a limit of the rules is refused whole, and then not cast.
                    await round.CastAsync(voter, [.. definition["units"]!.AsArray().Where(_ => random.Next(8) > 0).Select(unit => Slip(random, definition, unit!))]);
                    if (definition["ballot"] is not null)
                        await round.Server.Voter(voter).PostAsync($"{round.Path}/ballot/finish");
                }
            }
        }
        await round.MoveAsync("sealed", "provisional", "published");
    }

    private static string Slip(Random random, JsonObject definition, JsonNode unit)
    {
        var own = definition["classes"]!.AsArray().Single(known => (string)known!["code"]! == (string)unit["class"]!)!;
        var marks = definition["criteria"]!.AsArray().Where(criterion => (string)criterion!["source"]! == "vote" && (own["points"]?[(string)criterion["code"]!] is not { } points || (decimal)points > 0))
            .Select(_ => random.Next(3) == 0 ? random.Next(definition["options"]!.AsArray().Count) : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{unit["code"]}:{string.Join(',', marks)}");
    }
}
