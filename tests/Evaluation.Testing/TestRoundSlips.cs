namespace Evaluation.Testing;

/// <summary>Credentials with the numbers of their slips.</summary>
public static class TestRoundSlips
{
    /// <summary>New credentials of a group and spares after them.</summary>
    /// <param name="batch">The id of the batch; null for a random one.</param>
    public static async Task<(string Credential, string Slip)[]> IssueWithSparesAsync(this TestRound round, string group, int count, int spares, string? batch = null)
    {
        var body = $$"""{"group":"{{group}}","count":{{count}},"spares":{{spares}}}""";
        return Rows(await round.Server.Administrator.SendAsync(
            HttpMethod.Post, $"{round.Path}/credentials", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), batch is null ? [] : [("Idempotency-Key", batch)]));
    }

    /// <summary>The rows of a file.</summary>
    public static (string Credential, string Slip)[] Rows(Answer file)
    {
        Assert.True(file.Status == 200, file.Text);
        return [.. file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(row => (row[0], row[4]))];
    }
}
