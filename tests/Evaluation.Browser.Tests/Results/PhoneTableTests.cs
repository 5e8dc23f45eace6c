namespace Evaluation.Browser.Tests.Results;

/// <summary>Tables on a phone: rows become cards, or the name of a row stands over its figures. All fits into the box.</summary>
[Collection(OneFixture.Name)]
public sealed class PhoneTableTests(BrowserFixture fixture)
{
    private const string Wider = """
        () => [...document.querySelectorAll(".table-wrap")].filter(box => box.scrollWidth > box.clientWidth).map(box => box.innerText.slice(0, 80))
        """;

    /// <summary>Cells of a card whose text is not beside its label, or whose label reaches into the next cell.</summary>
    private const string Overlapping = """
        () => [...document.querySelectorAll(".table-cards tbody [data-label]")].filter(cell => cell.scrollHeight > cell.clientHeight + 1 || !cell.dataset.label).map(cell => cell.innerText)
        """;

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_table_of_a_round_is_wider_than_its_box(bool english)
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3);
        Assert.NotEmpty(credential);
        var screen = english ? Screen.Phone.English : Screen.Phone;
        await using var visitor = await fixture.VisitAsync(screen);
        await visitor.SignInAsync("admin", Site.AdministratorKey);
        var manage = $"/manage/rounds/{round.Id}";
        foreach (var (address, name) in new[]
        {
            ($"/rounds/{round.Id}/turnout", "turnout"), (manage, "operations"), ($"{manage}/credentials", "credentials"), ($"{manage}/audit", "audit"), ($"{manage}/units", "units"), ($"{manage}/targets", "targets"),
            ("/manage", "rounds"), ("/manage/staff-audit", "staff-audit"),
        })
        {
            await visitor.Page.GotoAsync(address);
            await Expect(visitor.Page.Locator(".table-wrap").First).ToBeVisibleAsync();
            Assert.True(await visitor.Page.EvaluateAsync<string[]>(Wider) is [], name);
            Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(Overlapping));
            await visitor.KeepAsync($"table-{name}-{screen.Name}");
        }
    }
}
