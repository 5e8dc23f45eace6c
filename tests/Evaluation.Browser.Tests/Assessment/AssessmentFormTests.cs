namespace Evaluation.Browser.Tests.Assessment;

/// <summary>The forms of units and inspectors with their scripts: sums while typing, saving, files.</summary>
[Collection(OneFixture.Name)]
public sealed class AssessmentFormTests(BrowserFixture fixture)
{
    // A picture of one pixel.
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [BrowserFact]
    public async Task A_self_assessment_is_added_up_and_saved_while_it_is_typed()
    {
        var staff = await StaffRound.OpenAsync(fixture);
        await using var unit = await fixture.VisitAsync(Screen.Desktop);
        await staff.SignInAsync(unit, "unit");
        var page = unit.Page;
        await page.GotoAsync(staff.Assessment);
        await Expect(page.Locator("#reason-0")).ToBeHiddenAsync();

        await page.FillAsync("#claimed-0", "８.5 分");
        await page.FillAsync("#claimed-1", "5");
        await Expect(page.Locator("#total")).ToHaveTextAsync("13.5");
        await Expect(page.Locator("[data-heading='创建工作'] [data-subtotal]")).ToHaveTextAsync("13.5");
        await Expect(page.Locator("[data-heading='创建工作 > 走访'] [data-subtotal]")).ToHaveTextAsync("8.5");
        await Expect(page.Locator("#reason-0")).ToBeVisibleAsync();
        await page.FillAsync("#reason-0", "一次走访未完成");
        await Expect(page.Locator("#version")).Not.ToHaveTextAsync("0");

        await AttachAsync(page, new() { Name = "台账.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n%%EOF"u8.ToArray() });
        await Expect(page.Locator("#row-0 .file a")).ToHaveTextAsync("台账");
        await page.ReloadAsync();
        await Expect(page.Locator("#claimed-0")).ToHaveValueAsync("8.5");
        await Expect(page.Locator("#row-0 .file input[type=checkbox]")).ToBeCheckedAsync();
        await page.ClickAsync("button[value=file]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task An_inspector_steps_points_takes_those_of_the_claim_and_files_a_photograph()
    {
        var staff = await StaffRound.OpenAsync(fixture);
        await staff.FileAssessmentAsync();
        await using var inspector = await fixture.VisitAsync(Screen.Phone);
        await staff.SignInAsync(inspector, "inspector");
        var page = inspector.Page;
        await page.GotoAsync(staff.Sheet);

        await page.ClickAsync("#row-0 .stepper button >> nth=0");
        await Expect(page.Locator("[name='points.0']")).ToHaveValueAsync("8.5");
        await page.ClickAsync("#row-1 .score-same");
        await Expect(page.Locator("[name='points.1']")).ToHaveValueAsync("5");
        await Expect(page.Locator("#total")).ToHaveTextAsync("13.5");
        await Expect(page.Locator("[data-heading='创建工作 > 资料'] [data-subtotal]")).ToHaveTextAsync("5");
        await page.FillAsync("[name='reason.0']", "现场缺一页");
        await AttachAsync(page, new() { Name = "现场.png", MimeType = "image/png", Buffer = Picture });
        await Expect(page.Locator("#row-0 .shot")).ToHaveCountAsync(1);
        Assert.True(await inspector.FitsAsync());

        await page.ReloadAsync();
        await Expect(page.Locator("[name='points.0']")).ToHaveValueAsync("8.5");
        await Expect(page.Locator("#row-0 .shot input")).ToBeCheckedAsync();
        var evidence = (await staff.As("inspector").GetAsync($"{staff.Round.Path}/units/u1/evidence")).Answers();
        Assert.Equal("image/jpeg", evidence[0].GetProperty("type").GetString());
    }

    /// <summary>Attaches a file to the first criterion, up to the save that names it.</summary>
    private static Task<IResponse> AttachAsync(IPage page, FilePayload file) => page.RunAndWaitForResponseAsync(
        () => page.SetInputFilesAsync("#row-0 input[type=file]", file),
        answer => answer.Status == 200 && answer.Request.Method == "POST" && answer.Request.PostData?.Contains("evidence", StringComparison.Ordinal) == true);

    [BrowserFact]
    public async Task An_open_page_of_turnout_shows_after_the_close_which_group_is_not_valid()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3, definition => definition["groups"]![0]!["turnoutMin"] = 0.9);
        (await round.CastAsync(credential, "u1:0,0,0,0,0")).Answers();
        await using var reader = await fixture.VisitAsync(Screen.Phone);
        await reader.Page.GotoAsync($"/rounds/{round.Id}/turnout");
        await Expect(reader.Page.Locator("[data-turnout-notes]")).Not.ToContainTextAsync("无效");

        await round.MoveAsync("sealed");

        await Expect(reader.Page.Locator("[data-turnout-notes]")).ToContainTextAsync("无效");
    }
}
