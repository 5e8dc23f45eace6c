using System.Text.Json;

namespace Evaluation.Browser.Tests.Assessment;

/// <summary>A device of an inspector: a browser that is signed in, with a network that can be taken away.</summary>
internal sealed record Device(StaffRound Staff, Visitor Visitor, Relay Network) : IAsyncDisposable
{
    /// <summary>A device of the inspector of a new round, in which the unit has filed its self-assessment.</summary>
    public static async Task<Device> OpenAsync(BrowserFixture fixture)
    {
        var staff = await StaffRound.OpenAsync(fixture);
        await staff.FileAssessmentAsync();
        return await OpenAsync(fixture, staff);
    }

    public static async Task<Device> OpenAsync(BrowserFixture fixture, StaffRound staff)
    {
        var network = Relay.To(fixture.Server.Address);
        var visitor = await fixture.VisitAsync(Screen.Phone, network.Address);
        var device = new Device(staff, visitor, network);
        await staff.SignInAsync(visitor, "inspector");
        return device;
    }

    /// <summary>Opens the visits and waits until their sheets are kept on the device.</summary>
    public async Task KeepAsync()
    {
        await Visitor.Page.GotoAsync("/inspection");
        await Expect(Visitor.Page.Locator("#kept")).ToContainTextAsync("已存到本机");
        await Expect(Visitor.Page.Locator("[data-kept]").First).ToContainTextAsync("已存到本机");
    }

    public async Task GoOfflineAsync()
    {
        Network.Cut();
        await Visitor.Context.SetOfflineAsync(true);
    }

    public async Task GoOnlineAsync()
    {
        Network.Mend();
        await Visitor.Context.SetOfflineAsync(false);
    }

    public async Task<IPage> OpenAsync(IPage tab)
    {
        await tab.GotoAsync(Staff.Sheet);
        return tab;
    }

    public async ValueTask DisposeAsync()
    {
        await Visitor.DisposeAsync();
        Network.Dispose();
    }

    public async Task<JsonElement[]> EvidenceAsync() => [.. (await Staff.As("inspector").GetAsync($"{Staff.Round.Path}/units/u1/evidence")).Answers().EnumerateArray()];

    public async Task<JsonElement> SheetAsync() =>
        (await Staff.As("inspector").GetAsync($"{Staff.Round.Path}/units/u1/inspections")).Answers().GetProperty("sheets")[0];
}
