using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Records;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Tests.Verification;

/// <summary>A sealed record that somebody has deleted, shortened or edited, with chains and digests that were computed again.</summary>
public sealed class RecordInsiderTests(HonestRecord honest) : IClassFixture<HonestRecord>
{
    private string Round => $"round-{honest.Published}";

    private string Record => $"record-{honest.Published}";

    [Fact]
    public async Task The_record_of_the_program_itself_verifies()
    {
        var (code, said) = await (await honest.StealSealedAsync()).VerifyAsync(honest.Evidence, honest.Keys);
        Assert.True(code == ExitCodes.Clean, said);
    }

    [Fact]
    public Task A_deleted_record_is_missing() => AssertFoundAsync(insider => insider.Delete(Record), $"{Record}: missing: {Round} names it as complete");

    [Fact]
    public Task A_shortened_record_is_shorter() => AssertFoundAsync(insider => insider.Cut(Record), $"{Record} at version", "shorter than implied");

    [Fact]
    public Task A_record_without_one_of_its_events_differs() =>
        AssertFoundAsync(insider => insider.RewriteRecord(Record, happened => happened is CommentsRecorded ? null : happened), $"{Record} at version", "the record lacks comments on unit u1");

    [Fact]
    public Task A_record_with_another_digest_than_the_round_names_differs() =>
        AssertFoundAsync(insider => insider.RewriteRecord(Record, Exchanged), $"{Record} at version", $"and {Round} names");

    [Fact]
    public Task Exchanged_slips_differ_from_the_boxes_even_if_the_round_names_their_digest() => AssertFoundAsync(
        insider => Name(insider, insider.RewriteRecord(Record, Exchanged)), $"{Record} at version", "the slips of unit u1 are not those of the boxes");

    [Fact]
    public Task An_exchanged_comment_differs_from_the_boxes() => AssertFoundAsync(
        insider => Name(insider, insider.RewriteRecord(Record, happened => happened is CommentsRecorded said
            ? said with { Comments = [.. said.Comments.Select(comment => comment with { Text = "rude people" })] }
            : happened)),
        $"{Record} at version", "the comments on unit u1 are not those of the boxes");

    [Theory]
    [InlineData("replaced")]
    [InlineData("raters")]
    [InlineData("groups")]
    public Task Other_totals_differ_from_the_boxes(string which) => AssertFoundAsync(
        insider =>
        {
            var digest = insider.RewriteRecord(Record, happened => happened is RecordCompleted completed ? completed with { Totals = Changed(completed.Totals, which) } : happened);
            Name(insider, digest);
            if (which == "replaced")
                insider.Rewrite(Round, line => line.Contains("votes-recorded", StringComparison.Ordinal) ? line.Replace("\"replaced\":0", "\"replaced\":7", StringComparison.Ordinal) : line);
        },
        $"{Record} at version", which switch { "replaced" => "the boxes have (ballots, replaced, left out)", "raters" => "that may rate the units", _ => "credentials and voters of the groups" });

    [Fact]
    public Task Slips_that_do_not_fit_the_paper_differ() => AssertFoundAsync(
        insider => insider.RewriteRecord(Record, happened => happened is UnitRecorded { Counts: var counts } ? new UnitRecorded(counts with { Slips = Marked(counts.Slips) }) : happened),
        $"{Record} at version", "do not fit the paper of the round");

    [Fact]
    public Task A_sealed_round_that_does_not_name_its_record_differs() => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains("votes-recorded", StringComparison.Ordinal) ? null : line), $"{Round} at version", "the round is sealed without the record of its votes");

    [Fact]
    public Task A_record_of_a_round_that_is_open_differs() => AssertFoundAsync(
        insider => insider.AddRecord($"record-{honest.Open}", new UnitRecorded(new(PatternBytes.Write([]), null, 0))), $"record-{honest.Open} at version", "has not counted its boxes");

    [Fact]
    public Task A_record_of_no_round_implies_one() =>
        AssertFoundAsync(insider => insider.AddRecord("record-lost", new UnitRecorded(new(PatternBytes.Write([]), null, 0))), "round-lost: missing");

    [Fact]
    public Task A_key_that_is_destroyed_before_the_rules_allow_it_differs() => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains("\"event\":\"result-published\"", StringComparison.Ordinal)
            ? line + "\n" + """{"event":"key-destruction-proposed","at":"2020-12-01T09:00:00Z","by":"admin","reason":"r"}"""
            : line),
        $"{Round} at version", "which its rules do not allow");

    private static RecordTotals Changed(RecordTotals totals, string which) => which switch
    {
        "replaced" => totals with { Replaced = 7 },
        "raters" => totals with { Raters = [.. totals.Raters.Select(raters => raters + 1)] },
        _ => totals with { Groups = [.. totals.Groups.Select(group => group with { Issued = group.Issued + 1 })] },
    };

    /// <summary>The slips of the first unit, all with other marks of the same group.</summary>
    private static RecordEvent Exchanged(RecordEvent happened)
    {
        if (happened is not UnitRecorded { Counts: { Comments: > 0 } counts })
            return happened;
        var patterns = PatternBytes.Read(counts.Slips);
        return new UnitRecorded(counts with { Slips = PatternBytes.Write([.. patterns.GroupBy(pattern => pattern.Group).Select(group => new PatternCount(group.Key, 0x22, group.Sum(pattern => pattern.Slips)))]) });
    }

    private static byte[] Marked(byte[] slips) => PatternBytes.Write([.. PatternBytes.Read(slips).Select(pattern => pattern with { Marks = pattern.Marks | 0xF0 })]);

    /// <summary>Makes the round name another digest.</summary>
    private void Name(Insider insider, string digest) => insider.Rewrite(Round, line =>
    {
        const string Before = "\"event\":\"votes-recorded\",\"digest\":\"";
        var at = line.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return at < Before.Length ? line : line[..at] + digest + line[(at + 64)..];
    });

    private async Task AssertFoundAsync(Action<Insider> change, params string[] words)
    {
        var insider = await honest.StealSealedAsync();
        change(insider);
        var (code, said) = await insider.VerifyAsync(honest.Evidence, honest.Keys);
        Assert.True(code == ExitCodes.RecordDiffers, said);
        foreach (var word in words)
            Assert.Contains(word, said, StringComparison.Ordinal);
    }
}
