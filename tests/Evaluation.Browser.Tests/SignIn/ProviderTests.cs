namespace Evaluation.Browser.Tests.SignIn;

/// <summary>Signing in by an identity provider of another site, whose requests bring no cookies that are Strict.</summary>
[Collection(OneFixture.Name)]
public sealed class ProviderTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task A_person_comes_back_from_another_site_and_is_signed_in()
    {
        await using var provider = await IdentityProvider.StartAsync("localhost");
        var server = TestServer.With(_ => { }, provider.Settings);
        await server.InitializeAsync();
        (await server.Administrator.PutAsync("/api/staff/admin/provider-id", """{"providerId":"p-1"}""")).Answers();
        await using (var visitor = await fixture.VisitAsync(Screen.Phone, server.Address))
        {
            var page = visitor.Page;
            foreach (var (subject, name) in new[] { ("p-2", "provider-unknown"), (null, "provider-cancelled") })
            {
                provider.Subject = subject;
                await page.GotoAsync("/sign-in?back=/manage/staff");
                await visitor.KeepAsync("provider-sign-in");
                await page.ClickAsync("a[href^='/sign-in/provider']");
                await Expect(page.Locator("main h1")).ToHaveTextAsync(subject is null ? "登录未完成" : "没有对应的账号");
                await visitor.KeepAsync(name);
            }
            // Its form has a cookie that is Strict, which the return from the provider must not replace.
            var tab = await visitor.AnotherTabAsync();
            await tab.GotoAsync("/sign-in");
            provider.Subject = "p-1";
            await page.ClickAsync("main a[href^='/sign-in/provider']");
            await page.WaitForURLAsync("**/manage/staff");
            await Expect(page.Locator("h1")).ToHaveTextAsync("人员与权限");

            await page.GotoAsync("/account");
            await page.ClickAsync("form[action='/sign-out'] button");
            await page.WaitForURLAsync("**/signed-out");
            await visitor.KeepAsync("provider-signed-out");
            await tab.FillAsync("#name", "admin");
            await tab.FillAsync("#secret", Site.AdministratorKey);
            await tab.ClickAsync("main button[type=submit]");
            await tab.WaitForURLAsync("**/manage");
        }
        await server.DisposeAsync();
    }
}
