using Evaluation.Browser.Tests.Assessment;

namespace Evaluation.Browser.Tests.Year;

/// <summary>The people of a year, who sign in with the keys that the administrator's table of accounts has made.</summary>
internal sealed class YearStaff(BrowserFixture fixture, string round)
{
    private readonly Dictionary<string, (string Name, string Key)> _accounts = [];

    /// <summary>Adds accounts with a table: a unit, two inspectors, two reviewers.</summary>
    public async Task AddAsync(IPage administrator, string unit)
    {
        (string Who, string Role, string Unit)[] people =
        [
            ("unit", "被评单位", unit), ("first", "考评员", ""), ("second", "考评员", ""), ("reviewer", "复核员", ""), ("other", "复核员", ""),
        ];
        foreach (var (who, _, _) in people)
            _accounts[who] = (TestServer.NewId(who), "");
        await administrator.GotoAsync("/manage/staff-table");
        await administrator.FillAsync("#csv", "账号,使用人,权限,评价轮次,被评单位\n" + string.Concat(people.Select(person => $"{NameOf(person.Who)},{person.Who},{person.Role},{round},{person.Unit}\n")));
        await administrator.ClickAsync("#give button");
        await administrator.ClickAsync("#take button");
        var rows = administrator.Locator("main table").Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(people.Length);
        foreach (var (index, (who, _, _)) in people.Index())
            _accounts[who] = (NameOf(who), await rows.Nth(index).Locator(".secret").InnerTextAsync());
    }

    public string NameOf(string who) => _accounts[who].Name;

    public async Task<Visitor> SignedInAsync(string who, Screen screen)
    {
        var visitor = await fixture.VisitAsync(screen);
        await visitor.SignInAsync(_accounts[who].Name, _accounts[who].Key);
        return visitor;
    }

    /// <summary>A phone whose network can be taken away.</summary>
    public async Task<(Visitor Visitor, Relay Network)> PhoneAsync(string who)
    {
        var network = Relay.To(fixture.Server.Address);
        var visitor = await fixture.VisitAsync(Screen.Phone, network.Address);
        await visitor.SignInAsync(_accounts[who].Name, _accounts[who].Key);
        return (visitor, network);
    }
}
