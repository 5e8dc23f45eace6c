namespace Evaluation.Testing;

/// <summary>Files a unit's evidence on a server under test: address, form and call.</summary>
public static class Filing
{
    public static string Path(TestRound round, string unit = "u2") => $"{round.Path}/units/{unit}/evidence";

    public static Task<Answer> FileAsync(
        Caller caller, TestRound round, byte[] content, string unit = "u2", string fileName = "report.pdf", string title = "工作/总结", string kind = "volume",
        string criterion = "visit", string date = "2020-03-01", (string Name, string Value)? more = null) =>
        caller.SendAsync(HttpMethod.Post, Path(round, unit), Form(content, fileName, title, kind, criterion, date, more));

    public static MultipartFormDataContent Form(
        byte[] content, string fileName = "report.pdf", string title = "a report", string kind = "document", string criterion = "visit", string date = "2020-03-01", (string Name, string Value)? more = null)
    {
        var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(content), "file", fileName },
            { new StringContent(title), "title" },
            { new StringContent(kind), "kind" },
            { new StringContent(criterion), "criterion" },
            { new StringContent(date), "date" },
        };
        if (more is var (name, value))
            form.Add(new StringContent(value), name);
        return form;
    }

    /// <summary>A round in assessment, with the account of its unit u2.</summary>
    public static async Task<(TestRound Round, Caller Unit)> OpenAsync(Site site)
    {
        var definition = SmallDefinition.Of(TestServer.NewId("filing"));
        SmallDefinition.Assessed(definition);
        (await site.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(site, (string)definition["id"]!);
        await round.MoveAsync("assessing");
        var (unit, _) = await ObjectedRound.StaffAsync(site, $$"""{"role":"unit","round":"{{round.Id}}","unit":"u2"}""");
        return (round, unit);
    }
}
