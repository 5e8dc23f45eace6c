using Evaluation.Gateway.Hosting;
using Evaluation.Tests.Http.Supervision;

namespace Evaluation.Tests.Verification;

/// <summary>What an insider changes in the streams of supervision and findings is found, although the chains hold.</summary>
public sealed class SupervisedInsiderTests(SupervisedInsiderTests.SupervisedRecord record) : IClassFixture<SupervisedInsiderTests.SupervisedRecord>
{
    private string Unit => $"unit-{record.Round}.u1";

    private string Findings => $"findings-{record.Round}";

    [Fact]
    public async Task The_record_of_the_program_itself_verifies()
    {
        var (code, said) = await (await record.StealAsync()).VerifyAsync();
        Assert.True(code == ExitCodes.Clean, said);
    }

    [Fact]
    public Task A_removed_notice_leaves_a_gap() =>
        AssertFoundAsync(Findings, line => line.Contains("\"notice\":2", StringComparison.Ordinal) ? null : line, "notice 3 was given where notice 2 was due");

    [Fact]
    public Task A_finding_under_another_id_differs() =>
        AssertFoundAsync(Findings, line => line.Replace("\"id\":\"f-2\"", "\"id\":\"f-3\"", StringComparison.Ordinal), "finding f-3 of u1 was opened where f-2 was due");

    [Fact]
    public Task A_verification_without_a_reply_differs() =>
        AssertFoundAsync(Findings, line => line.Contains("finding-replied", StringComparison.Ordinal) ? null : line, "finding f-1 of u1 was open before it became verified");

    [Fact]
    public Task A_closing_without_a_verification_differs() =>
        AssertFoundAsync(Findings, line => line.Contains("finding-verified", StringComparison.Ordinal) ? null : line, "finding f-1 of u1 was replied before it became closed");

    [Fact]
    public Task A_finding_of_a_unit_that_the_round_does_not_have_differs() =>
        AssertFoundAsync(Findings, line => line.Replace("\"unit\":\"u3\"", "\"unit\":\"u9\"", StringComparison.Ordinal), "the round has no unit u9");

    [Fact]
    public Task A_closing_by_somebody_without_the_role_differs() => AssertFoundAsync(
        Findings, line => line.Contains("finding-closed", StringComparison.Ordinal) ? line.Replace(record.Second, record.Inspector, StringComparison.Ordinal) : line,
        $"'{record.Inspector}' acted, without a role for this act");

    [Fact]
    public Task An_approval_by_the_proposer_differs() => AssertFoundAsync(
        Unit, line => line.Contains("adjustment-approved", StringComparison.Ordinal) ? line.Replace(record.Second, record.Reviewer, StringComparison.Ordinal) : line,
        "one person proposed adjustment adj-1 and decided on it");

    [Fact]
    public Task An_approval_of_other_points_differs() => AssertFoundAsync(
        Unit, line => line.Contains("adjustment-approved", StringComparison.Ordinal) ? line.Replace("\"points\":2", "\"points\":9", StringComparison.Ordinal) : line,
        "adjustment adj-1 is approved with other values than proposed");

    [Fact]
    public Task An_approval_without_a_proposal_differs() =>
        AssertFoundAsync(Unit, line => line.Contains("adjustment-proposed", StringComparison.Ordinal) ? null : line, "adjustment adj-1 is decided, and was never proposed");

    [Fact]
    public Task A_check_under_a_used_id_differs() =>
        AssertFoundAsync(Unit, line => line.Replace("\"id\":\"sc-2\"", "\"id\":\"sc-1\"", StringComparison.Ordinal), "spot check sc-1 is entered a second time");

    [Fact]
    public Task A_withdrawal_of_a_check_that_was_never_entered_differs() => AssertFoundAsync(
        Unit, line => line.Contains("spot-check-recorded", StringComparison.Ordinal) && line.Contains("sc-1", StringComparison.Ordinal) ? null : line, "spot check sc-1 is withdrawn, and was never entered");

    private async Task AssertFoundAsync(string stream, Func<string, string?> change, string words)
    {
        var insider = await record.StealAsync();
        insider.Rewrite(stream, change);
        var (code, said) = await insider.VerifyAsync();
        Assert.True(code == ExitCodes.RecordDiffers, said);
        Assert.Contains(words, said, StringComparison.Ordinal);
    }

    /// <summary>A round with checks, an approved adjustment, and findings of which one is closed.</summary>
    public sealed class SupervisedRecord : IAsyncLifetime
    {
        private readonly TestServer _server = new();

        public string Round { get; private set; } = "";

        public string Inspector { get; private set; } = "";

        public string Reviewer { get; private set; } = "";

        public string Second { get; private set; } = "";

        internal Task<Insider> StealAsync() => Insider.CopyAsync(_server);

        public async Task InitializeAsync()
        {
            await _server.InitializeAsync();
            var round = await SupervisedRound.OpenAsync(_server);
            Round = round.Round.Id;
            var (inspector, reviewer, second) = (
                await ObjectedRound.StaffAsync(_server.Site, """{"role":"inspector"}"""), await ObjectedRound.StaffAsync(_server.Site, """{"role":"reviewer"}"""),
                await ObjectedRound.StaffAsync(_server.Site, """{"role":"reviewer"}"""));
            (Inspector, Reviewer, Second) = (inspector.Name, reviewer.Name, second.Name);
            var unit = round.Of("u1");
            foreach (var _ in new[] { 1, 2 })
                (await inspector.Caller.PostAsync($"{unit}/spot-checks", """{"failed":true,"on":"2011-03-05"}""")).Answers(201);
            (await reviewer.Caller.PostAsync($"{unit}/spot-checks/sc-1/withdrawal", """{"reason":"an error"}""")).Answers();
            (await reviewer.Caller.PostAsync($"{unit}/adjustments", """{"kind":"bonus","points":2,"rule":"§ 12","fact":"a prize"}""")).Answers(201);
            (await second.Caller.PostAsync($"{unit}/adjustments/adj-1/approval")).Answers();
            foreach (var code in new[] { "u1", "u1", "u3" })
                (await inspector.Caller.PostAsync($"{round.Of(code)}/findings", """{"text":"a","dueOn":"2011-11-01","notice":true}""")).Answers(201);
            (await round.Unit.PostAsync($"{unit}/findings/f-1/reply", """{"text":"done"}""")).Answers();
            (await inspector.Caller.PostAsync($"{unit}/findings/f-1/verification", """{"passed":true}""")).Answers();
            (await second.Caller.PostAsync($"{unit}/findings/f-1/closing", "{}")).Answers();
        }

        public Task DisposeAsync() => _server.DisposeAsync();
    }
}
