using Evaluation.Documents;
using Evaluation.Tests.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Pages;

public sealed class NewSecretTests
{
    [Fact]
    public async Task A_new_key_and_a_first_password_are_shown_while_attempts_cannot_be_read_or_forgotten()
    {
        var store = new CutStore();
        var cut = TestServer.With(services => services.AddSingleton<IDocumentStore>(store));
        await cut.InitializeAsync();
        var site = cut.Site;
        (await site.Administrator.PostAsync("/api/staff", """{"name":"clerk","roles":[{"role":"auditor"}]}""")).Answers(201);
        using (var browser = await new Browser(site.Address).SignedInAsync())
        {
            var page = await browser.OpenAsync("/manage/staff/clerk");
            store.Cut = DocumentKind.Attempts;
            var key = await browser.SendAsync(page, "/manage/staff/clerk/key");
            Assert.Equal(200, key.Status);
            (await site.Staff(key.In(".secret")).GetAsync("/api/rounds")).Answers();
            var password = await browser.SendAsync(page, "/manage/staff/clerk/password");
            Assert.Equal((200, Limits.FirstPasswordCharacters), (password.Status, password.In(".secret").Length));
        }
        await cut.DisposeAsync();
    }
}
