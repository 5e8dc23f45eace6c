using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Tests.Verification;

/// <summary>
/// Every event of limits, of finishing and of combined totals that somebody deletes or changes is found, with hash chains that the insider
/// computed again.
/// </summary>
public sealed class LimitedInsiderTests(LimitedRecord honest) : IClassFixture<LimitedRecord>
{
    private string Box => $"box-{honest.Limited}-0";

    private string Limited => $"round-{honest.Limited}";

    private string Combined => $"round-{honest.Combined}";

    [Fact]
    public async Task The_record_of_the_program_itself_verifies()
    {
        var insider = await honest.StealAsync();
        Assert.Equal(5, insider.Events(Box).OfType<BallotFinished>().Count());
        Assert.Contains("\"pinned\"", string.Concat(insider.Lines(Combined)), StringComparison.Ordinal);
        Assert.Contains("named", insider.Lines(Combined).Single(line => line.Contains("\"pinned\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        var (code, said) = await insider.VerifyAsync(honest.Evidence);
        Assert.True(code == ExitCodes.Clean, said);
        Assert.Contains($"round {honest.Limited}: 4 ballots", said, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_deleted_finishing_leaves_out_another_ballot() =>
        FindAsync(insider => ReplaceLast<BallotFinished>(insider, _ => null), Box, "ballots recounted 3");

    [Fact]
    public Task The_finishing_of_another_ballot_counts_another_one() => FindAsync(
        insider =>
        {
            var unfinished = insider.Events(Box).OfType<BallotCast>().Select(cast => cast.Credential).Except(insider.Events(Box).OfType<BallotFinished>().Select(finished => finished.Credential)).First();
            ReplaceLast<BallotFinished>(insider, finished => finished with { Credential = unfinished });
        },
        Box, "recounted");

    [Fact]
    public Task A_ballot_is_not_finished_twice() => FindAsync(
        insider =>
        {
            var first = insider.Events(Box).OfType<BallotFinished>().First();
            ReplaceLast<ResendMismatched>(insider, _ => first);
        },
        Box, "a ballot was finished that needs no finishing");

    [Fact]
    public Task A_ballot_is_not_finished_outside_the_window() =>
        FindAsync(insider => ReplaceLast<BallotFinished>(insider, finished => finished with { Minute = 1 }), Box, "a ballot was finished outside the voting window");

    [Fact]
    public Task A_ballot_is_not_counted_above_the_maximum() => FindAsync(
        insider => ReplaceLast<BallotCast>(insider, cast => new BallotCast(cast.Credential, cast.Minute, Given.Slips("u1:AB", "u2:AB"), cast.Id)),
        Box, "a ballot was counted above the maximum of limit 0");

    [Fact]
    public Task A_ballot_below_the_minimum_is_not_finished() => FindAsync(
        insider => ReplaceLast<BallotCast>(insider, cast => new BallotCast(cast.Credential, cast.Minute, Given.Slips("u1:BB", "u2:BC"), cast.Id)),
        Box, "a ballot was finished that is below the minimum of limit 0");

    [Theory]
    [InlineData("max")]
    [InlineData("finish")]
    [InlineData("ignore")]
    [InlineData("none")]
    public Task A_box_has_the_terms_of_its_round(string change) => FindAsync(
        insider => ReplaceLast<BoxOpened>(insider, opened => new BoxOpened(opened.Shape with { Ballot = Changed(opened.Shape.Ballot!, change) })), Box, "the box was opened with other rules than the round's");

    [Fact]
    public Task A_snapshot_in_which_another_ballot_is_finished_differs() => FindAsync(
        insider => insider.SaveSnapshot(Box, events => events.Where(happened => happened is not BallotFinished)), Box, "the snapshot");

    [Theory]
    [InlineData("\"max\":1", "\"max\":2")]
    [InlineData("\"unfinished\":\"ignore\"", "\"unfinished\":\"count\"")]
    [InlineData("\"uniform\":\"refuse\"", "\"uniform\":\"flag\"")]
    public Task Changed_limits_of_the_round_differ_from_its_boxes(string before, string after) =>
        FindAsync(insider => insider.Rewrite(Limited, line => line.Replace(before, after, StringComparison.Ordinal)), Box, "the box was opened with other rules than the round's");

    [Theory]
    [InlineData("\"unfinished\":2", "\"unfinished\":0", "result-computed")]
    [InlineData("\"unfinished\":2", "\"unfinished\":1", "box-counted")]
    public Task A_changed_number_of_unfinished_ballots_differs(string before, string after, string of) => FindAsync(
        insider => insider.Rewrite(Limited, line => line.Contains(of, StringComparison.Ordinal) ? line.Replace(before, after, StringComparison.Ordinal) : line), Limited, "unfinished");

    [Theory]
    [InlineData("total", "result 1 takes other figures of unit")]
    [InlineData("variance", "result 1 takes other figures of unit")]
    [InlineData("vetoes", "result 1 takes other figures of unit")]
    [InlineData("version", "result 1 takes version 2 of round")]
    [InlineData("unit", "result 1 leaves out unit")]
    [InlineData("round", "result 1 does not take the totals of the rounds that the rules combine")]
    [InlineData("pinned", "result 1 does not take the totals of the rounds that the rules combine")]
    public Task Changed_figures_of_another_round_differ_from_its_result(string change, string words) => FindAsync(
        insider => insider.Rewrite(Combined, line => line.Contains("\"pinned\":", StringComparison.Ordinal) ? PinnedLine.Change(line, change) : line), Combined, words);

    [Fact]
    public Task A_round_whose_total_is_combined_is_missing() =>
        FindAsync(insider => insider.Delete(Limited), $"{Limited}: missing", $"{Combined} combines its result");

    [Fact]
    public Task A_result_of_a_combined_round_is_not_cut_off() =>
        FindAsync(insider => insider.CutFrom($"round-{honest.Part}", "objection-answered"), Combined, "takes version 2 of round");

    private void ReplaceLast<TEvent>(Insider insider, Func<TEvent, BoxEvent?> change)
        where TEvent : BoxEvent
    {
        var left = insider.Events(Box).OfType<TEvent>().Count();
        insider.RewriteBox(Box, happened => happened is TEvent some && --left == 0 ? change(some) : happened);
    }

    private static BallotTerms? Changed(BallotTerms terms, string change) => change switch
    {
        "max" => terms with { Limits = [terms.Limits[0] with { Max = 2 }] },
        "finish" => terms with { NeedsFinish = false },
        "ignore" => terms with { IgnoresUnfinished = false },
        _ => null,
    };

    private async Task FindAsync(Action<Insider> change, params string[] words)
    {
        var insider = await honest.StealAsync();
        change(insider);
        var (code, said) = await insider.VerifyAsync(honest.Evidence);
        Assert.True(code == ExitCodes.RecordDiffers, said);
        foreach (var word in words)
            Assert.Contains(word, said, StringComparison.Ordinal);
    }
}
