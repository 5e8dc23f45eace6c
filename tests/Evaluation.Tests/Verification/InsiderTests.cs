using Evaluation.Ballots;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Tests.Verification;

/// <summary>Whatever one stream says is checked against the others, with hash chains that an insider computed again.</summary>
public sealed class InsiderTests(HonestRecord honest) : IClassFixture<HonestRecord>
{
    private string Round => $"round-{honest.Published}";

    private string Unit => $"unit-{honest.Published}.u2";

    private string Comments => $"comments-{honest.Published}";

    [Fact]
    public async Task The_record_of_the_program_itself_verifies()
    {
        var (code, said) = await (await honest.StealAsync()).VerifyAsync(honest.Evidence);
        Assert.True(code == ExitCodes.Clean, said);
        Assert.Contains($"round {honest.Published}: 2 of 2 results agree", said, StringComparison.Ordinal);
        Assert.Contains($"round {honest.Published}: 7 ballots, 13 slips recounted; agrees with the 3 boxes", said, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_deleted_box_of_a_sealed_round_is_missing() =>
        AssertFoundAsync(insider => insider.Delete($"box-{honest.Published}-1"), $"box-{honest.Published}-1: missing");

    [Fact]
    public Task All_deleted_boxes_of_a_sealed_round_are_missing() => AssertFoundAsync(
        insider =>
        {
            for (var box = 0; box < 3; box++)
                insider.Delete($"box-{honest.Published}-{box}");
        },
        [.. Enumerable.Range(0, 3).Select(box => $"box-{honest.Published}-{box}: missing")]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public Task A_deleted_box_of_an_open_round_is_missing(int box) =>
        AssertFoundAsync(insider => insider.Delete($"box-{honest.Open}-{box}"), $"box-{honest.Open}-{box}: missing");

    [Fact]
    public Task A_deleted_round_is_missing() => AssertFoundAsync(insider => insider.Delete(Round), $"{Round}: missing");

    [Fact]
    public Task A_deleted_round_of_which_only_evidence_is_left_is_missing() =>
        AssertFoundAsync(insider => insider.Delete($"round-{honest.Filing}"), $"round-{honest.Filing}: missing");

    [Fact]
    public Task A_deleted_stream_of_a_corrected_unit_is_missing() => AssertFoundAsync(insider => insider.Delete(Unit), $"{Unit}: missing");

    [Fact]
    public Task The_deleted_staff_stream_is_missing() => AssertFoundAsync(insider => insider.Delete("staff"), "staff: missing");

    [Fact]
    public Task A_box_that_ends_before_its_seal_is_shorter() =>
        AssertFoundAsync(insider => insider.CutBox($"box-{honest.Published}-0", happened => happened is BoxClosed), $"box-{honest.Published}-0 at version", "shorter than implied");

    [Theory]
    [InlineData("round-sealed")]
    [InlineData("sealing-started")]
    public Task A_round_that_ends_before_what_its_boxes_and_units_say_is_shorter(string from) =>
        AssertFoundAsync(insider => insider.CutFrom(Round, from), $"{Round} at version", "shorter than implied");

    [Fact]
    public Task An_open_round_without_its_issue_of_credentials_is_shorter() =>
        AssertFoundAsync(insider => insider.CutFrom($"round-{honest.Open}", "credentials-reserved"), $"round-{honest.Open} at version", "shorter than implied");

    [Fact]
    public Task An_open_round_without_its_last_window_is_shorter() =>
        AssertFoundAsync(insider => insider.CutFrom($"round-{honest.Open}", "voting-resumed"), $"round-{honest.Open} at version", "shorter than implied");

    [Fact]
    public Task An_open_box_without_its_credentials_is_shorter() => AssertFoundAsync(
        insider => insider.RewriteBox(insider.BoxWithBallots(honest.Open), happened => happened is BatchStored or BatchSettled or BallotCast ? null : happened),
        $"box-{honest.Open}-*: shorter than implied");

    [Fact]
    public Task An_open_box_without_its_newest_window_is_shorter() => AssertFoundAsync(
        insider => insider.CutBox(insider.BoxWithBallots(honest.Open), happened => happened is WindowSet), $"box-{honest.Open}-", "shorter than implied: the box has not the newest window");

    [Fact]
    public Task A_staff_stream_without_its_last_accounts_is_shorter() => AssertFoundAsync(insider => insider.Cut("staff", 4), "staff at version", "shorter than implied");

    [Theory]
    [InlineData("\"total\":", "/total")]
    [InlineData("\"slips\":", "/slips")]
    [InlineData("\"voted\":", "/turnout/")]
    [InlineData("\"standardError\":", "/standardError")]
    public Task A_rewritten_figure_of_a_result_differs(string member, string pointer) => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains("result-computed", StringComparison.Ordinal) ? line.Replace(member, $"{member}1", StringComparison.Ordinal) : line),
        $"{Round} at version", "differs: result 1", pointer, "recorded 1");

    [Theory]
    [InlineData("\"total\":", "\"total\":1", "differs: result 2")]
    [InlineData("\"places\":[]", "\"places\":[{\"unit\":\"u2\",\"rank\":7}]", "differs: result 2")]
    [InlineData("\"places\":[]", "\"places\":[{\"unit\":\"u9\",\"rank\":1}]", "has no unit 'u9'")]
    [InlineData("\"changes\":", "\"changed\":", "differs: result 2")]
    public Task A_rewritten_change_of_a_corrected_result_differs(string before, string after, string found) => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains("\"changes\":", StringComparison.Ordinal) ? line.Replace(before, after, StringComparison.Ordinal) : line),
        $"{Round} at version", found);

    [Fact]
    public Task Another_hash_of_the_published_tallies_is_found() => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains("result-computed", StringComparison.Ordinal) ? line.Replace("\"recount\":\"", "\"recount\":\"0", StringComparison.Ordinal) : line),
        "of published tallies; made again, they have");

    [Fact]
    public Task A_first_version_that_is_stored_as_changes_is_found() => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains("result-computed", StringComparison.Ordinal) ? line.Replace(",\"ledgerVersions\":", ",\"changes\":{\"classes\":[]},\"ledgerVersions\":", StringComparison.Ordinal) : line),
        "the first version of the result is stored as changes");

    [Theory]
    [InlineData("\"rank\":1", "\"rank\":2")]
    [InlineData("\"eligible\":true", "\"eligible\":false")]
    [InlineData("\"rank\":1,", "")]
    public Task A_changed_or_removed_rank_or_eligibility_differs(string before, string after) => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains("result-computed", StringComparison.Ordinal) ? line.Replace(before, after, StringComparison.Ordinal) : line),
        $"{Round} at version", "differs: result 1");

    [Fact]
    public Task Changed_rules_differ_from_the_result_and_the_boxes() =>
        AssertFoundAsync(insider => insider.Rewrite(Round, line => line.Replace("\"points\":60", "\"points\":61", StringComparison.Ordinal)), "differs: result 1");

    [Fact]
    public Task A_changed_correction_in_the_round_differs() =>
        AssertFoundAsync(insider => insider.Rewrite(Round, line => line.Contains("objection-answered", StringComparison.Ordinal) ? line.Replace("\"points\":19", "\"points\":9", StringComparison.Ordinal) : line), "differs");

    [Fact]
    public Task A_changed_correction_of_a_unit_differs() =>
        AssertFoundAsync(insider => insider.Rewrite(Unit, line => line.Replace("\"points\":19", "\"points\":9", StringComparison.Ordinal)), $"{Unit} at version 1: differs");

    [Fact]
    public async Task A_fault_of_a_unit_is_said_once()
    {
        var insider = await honest.StealAsync();
        insider.Rewrite(Unit, line => line.Replace("\"points\":19", "\"points\":9", StringComparison.Ordinal));
        var (_, said) = await insider.VerifyAsync(honest.Evidence);
        Assert.Single(said.Split('\n'), line => line.Contains($"{Unit} at version 1: differs", StringComparison.Ordinal) && !line.Contains("a block of the log", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_slip_that_was_changed_in_a_sealed_box_differs() => AssertFoundAsync(
        insider => insider.RewriteBox(insider.BoxWithBallots(honest.Published), happened => happened is BallotCast cast ? new BallotCast(cast.Credential, cast.Minute, LastOption(cast.Slips), cast.Id) : happened),
        "tally recounted");

    [Fact]
    public Task A_removed_ballot_of_a_sealed_box_differs() =>
        AssertFoundAsync(insider => insider.RewriteBox(insider.BoxWithBallots(honest.Published), happened => happened is BallotCast ? null : happened), "ballots recounted 0");

    [Fact]
    public Task A_changed_window_of_a_box_differs() => AssertFoundAsync(
        insider => insider.RewriteBox(insider.BoxWithBallots(honest.Open), happened => happened is WindowSet set ? new WindowSet(set.Window with { OpensAt = DateTimeOffset.UnixEpoch }) : happened),
        "which the round did not give");

    [Fact]
    public Task Credentials_that_were_moved_to_another_box_differ() => AssertFoundAsync(
        insider =>
        {
            insider.Rename($"box-{honest.Open}-0", $"box-{honest.Open}-7");
            insider.Rename($"box-{honest.Open}-1", $"box-{honest.Open}-0");
            insider.Rename($"box-{honest.Open}-7", $"box-{honest.Open}-1");
        },
        $"box-{honest.Open}-0 at version", "belongs to another box");

    [Fact]
    public Task A_ballot_outside_the_window_differs() => AssertFoundAsync(
        insider => insider.RewriteBox(insider.BoxWithBallots(honest.Open), happened => happened is BallotCast cast ? new BallotCast(cast.Credential, 7, cast.Slips, cast.Id) : happened), "outside the voting window");

    [Fact]
    public Task Ballots_that_became_mismatches_are_more_than_a_box_allows() => AssertFoundAsync(
        insider =>
        {
            CredentialHash? first = null;
            insider.RewriteBox(insider.BoxWithBallots(honest.Open), happened =>
            {
                if (happened is not BallotCast cast)
                    return happened;
                if (first is { } credential)
                    return new ResendMismatched(credential);
                first = cast.Credential;
                return cast;
            });
        },
        "more resends of a ballot were compared than allowed");

    [Fact]
    public Task A_changed_comment_that_has_an_answer_differs() => AssertFoundAsync(
        insider =>
        {
            foreach (var box in insider.Streams.Where(stream => stream.StartsWith($"box-{honest.Published}-", StringComparison.Ordinal)).ToArray())
                insider.RewriteBox(box, happened => happened is BallotCast cast ? new BallotCast(cast.Credential, cast.Minute, Spoken(cast.Slips), cast.Id) : happened);
        },
        $"{Comments} at version 0: differs");

    [Theory]
    [InlineData("voting-opened", "admin", "mallory")]
    [InlineData("result-computed", "admin", "mallory")]
    [InlineData("box-counted", "schedule", "admin")]
    public Task A_rewritten_actor_of_a_round_is_found(string act, string by, string other) => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains($"\"{act}\"", StringComparison.Ordinal) ? line.Replace($"\"by\":\"{by}\"", $"\"by\":\"{other}\"", StringComparison.Ordinal) : line),
        $"{Round} at version", $"'{other}'");

    [Fact]
    public Task An_act_that_is_moved_to_an_account_without_the_role_differs() => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains("round-created", StringComparison.Ordinal) ? line.Replace("\"by\":\"admin\"", $"\"by\":\"{honest.Reviewer}\"", StringComparison.Ordinal) : line),
        $"{Round} at version 0: differs: '{honest.Reviewer}'");

    [Fact]
    public Task A_rewritten_role_differs_from_the_acts_of_its_account() => AssertFoundAsync(
        insider => insider.Rewrite("staff", line => line.Replace("\"reviewer\"", "\"auditor\"", StringComparison.Ordinal)), $"'{honest.Reviewer}' acted, without a role");

    [Fact]
    public Task A_rewritten_role_of_the_administrator_differs() =>
        AssertFoundAsync(insider => insider.Rewrite("staff", line => line.Replace("\"administrator\"", "\"operator\"", StringComparison.Ordinal)), "'admin' acted, without a role", "staff at version");

    [Fact]
    public Task An_own_proposal_that_is_approved_differs() => AssertFoundAsync(
        insider =>
        {
            var second = insider.Lines(Round).Single(line => line.Contains("objection-answered", StringComparison.Ordinal)).Split("\"by\":\"")[1].Split('"')[0];
            insider.Rewrite(Round, line => line.Replace($"\"by\":\"{second}\"", $"\"by\":\"{honest.Reviewer}\"", StringComparison.Ordinal));
        },
        "approved the own proposal");

    [Fact]
    public Task A_round_under_another_name_differs() =>
        AssertFoundAsync(insider => insider.Rename($"round-{honest.Open}", "round-other"), "round-other at version 0: differs", $"round-{honest.Open}: missing");

    [Fact]
    public Task Evidence_that_was_moved_to_another_unit_differs() =>
        AssertFoundAsync(insider => insider.Rename($"unit-{honest.Filing}.u2", $"unit-{honest.Filing}.u1"), $"unit-{honest.Filing}.u1 at version 0: differs");

    [Fact]
    public Task Removed_evidence_leaves_a_gap_in_the_numbers() => AssertFoundAsync(
        insider => insider.Rewrite($"unit-{honest.Filing}.u2", line => line.Contains("\"ev-1\"", StringComparison.Ordinal) ? null : line), $"unit-{honest.Filing}.u2 at version", "item ev-2 stands where ev-1 follows");

    [Fact]
    public Task An_event_that_cannot_be_read_differs() =>
        AssertFoundAsync(insider => insider.Rewrite(Unit, line => line[..^2]), $"{Unit} at version 0: differs: the event cannot be replayed");

    /// <summary>The record without the change verifies, and with it not.</summary>
    private async Task AssertFoundAsync(Action<Insider> change, params string[] words)
    {
        var insider = await honest.StealAsync();
        change(insider);
        var (code, said) = await insider.VerifyAsync(honest.Evidence);
        Assert.True(code == ExitCodes.RecordDiffers, said);
        foreach (var word in words)
            Assert.Contains(word, said, StringComparison.Ordinal);
    }

    /// <summary>The slips with the last option on every mark.</summary>
    private static byte[] LastOption(byte[] slips) => Changed(slips, (marks, comment) => (0x3333, comment));

    private static byte[] Spoken(byte[] slips) => Changed(slips, (marks, comment) => (marks, comment.Length == 0 ? comment : "rude people"u8.ToArray()));

    private static byte[] Changed(byte[] slips, Func<ulong, byte[], (ulong Marks, byte[] Comment)> change)
    {
        const int criteria = 2;
        var changed = new List<byte>();
        foreach (var slip in Slips.Read(slips, criteria))
        {
            var (marks, comment) = change(slip.Marks, slip.Comment.ToArray());
            var bytes = new byte[Slips.Size(criteria, comment.Length)];
            Slips.Write(bytes, slip.Unit, marks & 0xFF, criteria, comment);
            changed.AddRange(bytes);
        }
        return [.. changed];
    }
}
