using Evaluation.Gateway.Hosting;

namespace Evaluation.Tests.Verification;

/// <summary>Rewritten awards and honours, with hash chains that an insider computed again.</summary>
public sealed class RegisterTests(HonestRecord honest) : IClassFixture<HonestRecord>
{
    private string Awards => $"awards-{honest.Published}";

    [Fact]
    public async Task The_record_of_the_program_itself_has_awards_and_honours_and_verifies()
    {
        var insider = await honest.StealAsync();
        Assert.Equal((3, 4), (insider.Lines(Awards).Count(), insider.Lines("honours").Count()));
        var (code, said) = await insider.VerifyAsync(honest.Evidence);
        Assert.True(code == ExitCodes.Clean, said);
    }

    [Theory]
    [InlineData("\"tier\":\"first\"", "\"tier\":\"second\"", "do not give these awards")]
    [InlineData("\"scope\":\"round\"", "\"scope\":\"class\"", "do not give these awards")]
    [InlineData("\"version\":2", "\"version\":7", "there is no version 7")]
    [InlineData("\"awards\":[{", "\"awards\":[{\"unit\":\"u9\",\"class\":\"town\",\"tier\":\"first\",\"rank\":1},{", "do not give these awards")]
    public Task A_rewritten_list_of_awards_differs(string before, string after, string said) => AssertFoundAsync(
        insider => insider.Rewrite(Awards, line => line.Contains("awards-given", StringComparison.Ordinal) ? line.Replace(before, after, StringComparison.Ordinal) : line),
        $"{Awards} at version 0: differs", said);

    [Fact]
    public Task A_single_prize_without_its_proposal_differs() => AssertFoundAsync(
        insider => insider.Rewrite(Awards, line => line.Contains("special-award-proposed", StringComparison.Ordinal) ? null : line), "is approved, and none was proposed");

    [Fact]
    public Task A_single_prize_that_was_given_to_another_unit_differs() => AssertFoundAsync(
        insider => insider.Rewrite(Awards, line => line.Contains("special-award-approved", StringComparison.Ordinal) ? line.Replace("\"u1\"", "\"u2\"", StringComparison.Ordinal) : line), "is approved for u2");

    [Fact]
    public Task A_single_prize_that_one_person_gave_differs() => AssertFoundAsync(
        insider => insider.Rewrite(Awards, line => line.Contains("special-award-approved", StringComparison.Ordinal)
            ? System.Text.RegularExpressions.Regex.Replace(line, "\"by\":\"[^\"]*\"", $"\"by\":\"{honest.Reviewer}\"")
            : line),
        "approved the own proposal");

    [Fact]
    public Task Awards_of_a_round_that_was_cut_before_publication_are_found() =>
        AssertFoundAsync(insider => insider.CutFrom($"round-{honest.Published}", "result-published"), $"{Awards} has awards, and the result is not published");

    [Theory]
    [InlineData("\"until\":\"2022-08-31\"", "\"until\":\"2023-08-31\"", "the term of honour h-1 ends before 2023-08-31")]
    [InlineData("\"from\":\"2022-08-31\"", "\"from\":\"2022-08-30\"", "which cannot be renewed by it")]
    [InlineData("\"renews\":\"h-1\",", "", "the term of honour h-2")]
    [InlineData("\"id\":\"h-2\"", "\"id\":\"h-3\"", "expected h-2")]
    [InlineData("\"termMonths\":24", "\"termMonths\":36", "by its title")]
    public Task A_rewritten_honour_differs(string before, string after, string said) =>
        AssertFoundAsync(insider => insider.Rewrite("honours", line => line.Replace(before, after, StringComparison.Ordinal)), "honours at version", said);

    [Fact]
    public Task An_honour_of_a_round_that_does_not_exist_is_found() => AssertFoundAsync(
        insider => insider.Rewrite("honours", line => line.Replace($"\"round\":\"{honest.Published}\"", "\"round\":\"nowhere\"", StringComparison.Ordinal)), "round-nowhere: missing");

    [Fact]
    public Task An_honour_that_somebody_without_the_role_conferred_is_found() => AssertFoundAsync(
        insider => insider.Rewrite("honours", line => line.Replace("\"by\":\"admin\"", $"\"by\":\"{honest.Reviewer}\"", StringComparison.Ordinal)), $"'{honest.Reviewer}' acted, without a role");

    [Fact]
    public Task A_register_of_honours_that_was_deleted_is_missing() =>
        AssertFoundAsync(insider => insider.Delete("honours"), $"honours: missing: round-{honest.Published} names it");

    [Fact]
    public Task Awards_that_were_deleted_are_missing() => AssertFoundAsync(insider => insider.Delete(Awards), $"{Awards}: missing: round-{honest.Published} names it");

    [Fact]
    public Task A_register_without_the_honours_of_a_round_that_names_it_is_shorter() => AssertFoundAsync(
        insider => insider.Rewrite("honours", line => line.Contains("title-defined", StringComparison.Ordinal) ? line : null), "honours at version 1: shorter than implied", $"round-{honest.Published} names it");

    [Fact]
    public Task A_register_that_a_round_names_twice_differs() => AssertFoundAsync(
        insider => insider.Rewrite($"round-{honest.Published}", line => line.Replace("\"register\":\"awards\"", "\"register\":\"honours\"", StringComparison.Ordinal)), "is named a second time");

    [Theory]
    [InlineData("awards-")]
    [InlineData("honours")]
    [InlineData("round-")]
    public Task A_staff_stream_is_missing_if_only_one_kind_of_stream_names_accounts(string kept) =>
        AssertFoundAsync(insider => insider.KeepOnly(kept), "staff: missing: other streams name accounts");

    private async Task AssertFoundAsync(Action<Insider> change, params string[] words)
    {
        var insider = await honest.StealAsync();
        change(insider);
        var (code, said) = await insider.VerifyAsync(honest.Evidence);
        Assert.True(code == ExitCodes.RecordDiffers, said);
        foreach (var word in words)
            Assert.Contains(word, said, StringComparison.Ordinal);
    }
}
