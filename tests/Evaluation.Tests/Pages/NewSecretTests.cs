using Evaluation.Documents;
using Evaluation.Embedded;
using Evaluation.Gateway.Hosting;
using Evaluation.Tests.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Pages;

public sealed class NewSecretTests
{
    [Fact]
    public async Task A_new_key_and_a_first_password_are_shown_while_attempts_cannot_be_read_or_forgotten()
    {
        var folder = Directory.CreateTempSubdirectory("evaluation-");
        var store = new CutStore();
        await using var app = EmbeddedHost.Build(
            ["--urls", "http://127.0.0.1:0", "--EVALUATION_DATA", folder.FullName, "--EVALUATION_ADMIN_KEY", Site.AdministratorKey, "--EVALUATION_SAMPLE", "false"],
            services => services.AddSingleton<IDocumentStore>(store));
        await app.Services.GetRequiredService<Start>().RunAsync();
        await app.StartAsync();
        var site = new Site(new(app.Urls.First()));
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
        await app.StopAsync();
        folder.Delete(recursive: true);
    }
}
