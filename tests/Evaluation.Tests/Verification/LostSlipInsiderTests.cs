using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;
using Evaluation.Ballots.Records;
using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;

namespace Evaluation.Tests.Verification;

/// <summary>Revocations that somebody has added, removed or changed in the journal, with chains that were computed again.</summary>
public sealed class LostSlipInsiderTests(LostSlipRecord honest) : IClassFixture<LostSlipRecord>
{
    private string Round => $"round-{honest.Open}";

    private string Box => $"box-{honest.Open}-0";

    [Fact]
    public async Task The_record_of_the_program_itself_verifies()
    {
        var (code, said) = await (await honest.StealAsync()).VerifyAsync(honest.Evidence, honest.Keys);
        Assert.True(code == ExitCodes.Clean, said);
    }

    [Fact]
    public Task A_revocation_that_the_round_did_not_decide_differs() => AssertFoundAsync(
        insider => insider.RewriteBox(Box, happened => happened is SlipRevoked revoked ? revoked with { Step = 8 } : happened), $"{Box} at version", "revokes a slip, which the round did not decide");

    [Fact]
    public Task A_spare_that_votes_without_a_decision_differs() => AssertFoundAsync(
        insider => insider.RewriteBox(Box, happened => happened is SpareActivated activated ? activated with { Step = 9 } : happened), $"{Box} at version", "lets a spare vote, which the round did not decide");

    [Fact]
    public Task Revocations_that_all_boxes_lack_differ_from_the_round() => AssertFoundAsync(
        insider =>
        {
            foreach (var box in insider.Streams.Where(stream => stream.StartsWith($"box-{honest.Open}-", StringComparison.Ordinal)).ToArray())
                insider.RewriteBox(box, happened => happened is SlipRevoked or SpareActivated ? null : happened);
        },
        "the boxes hold 0 revoked slips and 0 used spares");

    [Fact]
    public Task A_decision_about_a_slip_that_is_repeated_differs() => AssertFoundAsync(
        insider => insider.RewriteBox(Box, happened => happened is SpareActivated activated ? activated with { Step = 1 } : happened), $"{Box} at version", "an older decision about a slip replaces a newer one");

    [Fact]
    public Task A_revocation_without_a_reason_differs() => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Replace(",\"reason\":\"lost on the way\"", "", StringComparison.Ordinal)), $"{Round} at version", "is revoked without a reason");

    [Fact]
    public Task A_removed_beginning_of_a_revocation_differs() => AssertFoundAsync(
        insider => insider.Rewrite(Round, line => line.Contains("slip-revocation-started", StringComparison.Ordinal) ? null : line), $"{Round} at version", "nobody began to revoke");

    [Fact]
    public Task Other_numbers_of_lost_slips_in_a_sealed_record_differ_from_the_boxes() => AssertFoundAsync(
        insider =>
        {
            var digest = insider.RewriteRecord($"record-{honest.Sealed}", happened => happened is RecordCompleted completed
                ? completed with { Totals = completed.Totals with { Groups = [.. completed.Totals.Groups.Select(group => group with { Replaced = null, Activated = null })] } }
                : happened);
            insider.Rewrite($"round-{honest.Sealed}", line => line.Contains("votes-recorded", StringComparison.Ordinal) ? System.Text.RegularExpressions.Regex.Replace(line, "[0-9a-f]{64}", digest) : line);
        },
        $"record-{honest.Sealed} at version", "the credentials and voters of the groups are not those of the boxes");

    private async Task AssertFoundAsync(Action<Insider> change, params string[] words)
    {
        var insider = await honest.StealAsync();
        change(insider);
        var (code, said) = await insider.VerifyAsync(honest.Evidence, honest.Keys);
        Assert.NotEqual(ExitCodes.Clean, code);
        Assert.All(words, word => Assert.Contains(word, said, StringComparison.Ordinal));
    }
}

/// <summary>An open round and a sealed one, each with a slip that a spare replaced.</summary>
public sealed class LostSlipRecord : IAsyncLifetime
{
    private readonly TestServer _server = new();

    public string Open { get; private set; } = "";

    public string Sealed { get; private set; } = "";

    public IEvidenceStore Evidence => _server.Get<IEvidenceStore>();

    public IKeyStore Keys => _server.Get<IKeyStore>();

    internal Task<Insider> StealAsync() => Insider.CopyAsync(_server.Get<IJournal>());

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        Open = (await ReplacedAsync()).Id;
        var closed = await ReplacedAsync();
        await closed.MoveAsync("sealed");
        Sealed = closed.Id;
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    private async Task<TestRound> ReplacedAsync()
    {
        var round = await _server.OpenAsync();
        var rows = await round.IssueWithSparesAsync("npc", 12, 2);
        (await _server.Administrator.PostAsync($"{round.Path}/credentials/revocations", $$"""{"slip":"{{rows[0].Slip}}","spare":"{{rows[12].Slip}}","reason":"lost on the way"}""")).Answers();
        foreach (var row in rows[6..13])
            (await round.CastAsync(row.Credential, "u1:0,1")).Answers();
        return round;
    }
}
