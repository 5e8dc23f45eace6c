using System.Text;
using System.Text.Json;
using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Evaluation.Rounds;

namespace Evaluation.Tests.Simulation;

/// <summary>Compares all answers with the journal, and with nothing else.</summary>
internal static class JournalComparison
{
    /// <summary>When a ballot is acknowledged, the journal holds it.</summary>
    public static async Task AcknowledgedAsync(World world, Ballot ballot, BallotCounted receipt)
    {
        var story = await BoxStory.ReadAsync(world, ballot.Box.Stream);
        Assert.True(receipt.Sequence <= story.Casts.Count, $"Ballot {receipt.Sequence} was acknowledged, and the journal has {story.Casts.Count}.");
        Assert.Equal(ballot.Credential.Value, story.Casts[(int)receipt.Sequence - 1].Credential);
        Assert.Equal(ballot.Slips.Length, receipt.Accepted);
        AssertStands(ballot, story.StandingAfter(receipt.Sequence));
        Assert.Equal(World.Rules.Units.Count - story.StandingAfter(receipt.Sequence).Count, receipt.Remaining);
        if (world.IsAlone)
            AssertStands(ballot, story.Standing(ballot.Credential.Value));
    }

    /// <summary>A ballot whose answer says finished is finished in the journal, after that ballot and before the next one.</summary>
    public static async Task FinishedAsync(World world, CredentialHash credential, BallotStanding standing)
    {
        var story = await BoxStory.ReadAsync(world, Ballot.BoxOf(credential).Stream);
        var cast = story.Casts[(int)standing.Sequence - 1];
        Assert.Equal((true, credential.Value, true), (standing.IsFinished, cast.Credential, cast.IsFinished));
        Assert.Equal((cast.Standing.Length, World.Rules.Units.Count - cast.Standing.Length), (standing.Rated, standing.Remaining));
    }

    public static async Task EverythingAsync(World world)
    {
        Assert.Empty(world.Bugs);
        using var report = new StringWriter();
        Assert.True(await Recount.RunAsync(world.Journal, report, world.Keys) == ExitCodes.Clean, report.ToString());

        var stories = new Dictionary<string, BoxStory>();
        foreach (var box in Enumerable.Range(0, World.Rules.BallotBoxes).Select(box => BoxGrain.Ref(World.Rules.Id, box).Stream))
            stories.Add(box, await BoxStory.ReadAsync(world, box));
        foreach (var ballot in world.Ballots)
            AssertHonest(ballot, stories[ballot.Box.Stream]);
        foreach (var cast in stories.Values.SelectMany(story => story.Casts))
            Assert.Contains(world.Ballots, ballot => ballot.Credential.Value == cast.Credential && ballot.Slips.SequenceEqual(cast.Slips));
        await AssertResultAsync(world, [.. stories.Values]);
    }

    private static void AssertHonest(Ballot ballot, BoxStory story)
    {
        var stored = story.Casts.Index().Where(cast => cast.Item.Credential == ballot.Credential.Value && cast.Item.Slips.SequenceEqual(ballot.Slips)).ToList();
        if (ballot.Attempts.All(attempt => attempt.IsSurelyNotStored))
            Assert.Empty(stored);
        // An acknowledged ballot was cast; a later ballot may have replaced its slips.
        if (ballot.Acknowledged.Any())
            Assert.NotEmpty(stored);
        if (ballot.Attempts.Any(attempt => attempt.Refused?.Facts.Contains(("counted", true)) == true))
            Assert.NotEmpty(stored);
        foreach (var (_, cast) in stored)
            Assert.Contains(ballot.Attempts, attempt =>
                attempt.At >= cast.OpensAt && attempt.At < cast.ClosesAt && attempt.At.ToUnixTimeSeconds() / 60 == cast.Minute && !attempt.IsSurelyNotStored);
        if (story.Casts.Count(cast => cast.Credential == ballot.Credential.Value) == 1)
            Assert.True(ballot.Acknowledged.Select(receipt => receipt.Sequence).Distinct().Count() <= 1, "The same ballot got two receipts.");
    }

    private static async Task AssertResultAsync(World world, BoxStory[] stories)
    {
        List<JsonElement> events = [];
        await foreach (var entry in world.Journal.ReadAsync(RoundGrain.Ref(World.Rules.Id).Stream, 0))
            events.AddRange(Encoding.UTF8.GetString(entry.Unframed().Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)));
        string[] once = ["round-created", "voting-opened", "sealing-started", "round-sealed", "result-computed"];
        Assert.Equal(once, events.Select(happened => happened.GetProperty("event").GetString()!).Where(once.Contains));

        var result = events.Single(happened => happened.GetProperty("event").GetString() == "result-computed").GetProperty("result");
        var slips = result.GetProperty("classes")[0].GetProperty("units").EnumerateArray()
            .ToDictionary(unit => unit.GetProperty("unit").GetString()!, unit => unit.GetProperty("slips").GetInt32());
        foreach (var (index, unit) in World.Rules.Units.Index())
            Assert.Equal(stories.Sum(story => story.SlipsByUnit.GetValueOrDefault(index)), slips[unit.Code]);
        var issued = result.GetProperty("turnout").EnumerateArray().Sum(group => group.GetProperty("issued").GetInt32());
        Assert.Equal(stories.Sum(story => story.CredentialCount), issued);
        // A group whose voters are hidden has no number of unfinished ballots either.
        foreach (var group in result.GetProperty("turnout").EnumerateArray().Where(group => group.TryGetProperty("voted", out _)))
        {
            var code = group.GetProperty("group").GetString()!;
            Assert.Equal(stories.Sum(story => story.Voted(code)), group.GetProperty("voted").GetInt32());
            Assert.Equal(world.HasLimits ? stories.Sum(story => story.Unfinished(code)) : default(int?), group.TryGetProperty("unfinished", out var left) ? left.GetInt32() : default(int?));
        }
        // The round counts as the boxes do. A batch that two processes settled and voided at the same time has one end only.
        var batches = events.Where(happened => happened.TryGetProperty("batch", out _)).GroupBy(happened => happened.GetProperty("batch").GetString()!);
        Assert.Equal(issued, batches.Sum(CountOf));
    }

    /// <summary>The issued credentials of a batch by its events.</summary>
    private static int CountOf(IEnumerable<JsonElement> happened)
    {
        var events = happened.ToLookup(line => line.GetProperty("event").GetString());
        Assert.InRange(events["credentials-settled"].Count() + events["batch-voided"].Count(), 0, 2);
        return events["batch-voided"].Any() ? 0 : events["credentials-settled"].Sum(settled => settled.GetProperty("kept").GetInt32()) - events["slip-revoked"].Count(slip => !slip.GetProperty("replaced").GetBoolean());
    }

    private static void AssertStands(Ballot ballot, IReadOnlyCollection<string> standing) => Assert.All(ballot.Slips, slip => Assert.Contains(slip, standing));
}
