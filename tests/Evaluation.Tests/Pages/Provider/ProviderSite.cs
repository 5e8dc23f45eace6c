using System.Net;
using Evaluation.Tests.Http.Mutations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Tests.Pages.Provider;

/// <summary>A server whose staff may sign in by an identity provider, with the provider.</summary>
public sealed class ProviderSite : IAsyncLifetime
{
    public IdentityProvider Provider { get; private set; } = null!;

    public TestServer Server { get; private set; } = null!;

    public string Log => string.Join('\n', Server.Get<IEnumerable<ILoggerProvider>>().OfType<CountingLog>().Single().Entries);

    public async Task InitializeAsync()
    {
        Provider = await IdentityProvider.StartAsync();
        Server = TestServer.With(services => services.AddSingleton<ILoggerProvider, CountingLog>(), Provider.Settings);
        await Server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>A browser that has come back from the provider, and the page that it sees.</summary>
    public async Task<(Browser Browser, Seen Page)> SignInAsync(string? subject, string back = "/account")
    {
        var browser = new Browser(Server.Address);
        return (browser, await browser.OpenAsync(await GoAsync(browser, subject, back)));
    }

    /// <summary>Goes to the provider, where this person signs in.</summary>
    /// <returns>The address of this site to which the provider sends the browser back.</returns>
    public Task<string> GoAsync(Browser browser, string? subject, string back = "/account") => GoAsync(browser, Provider, subject, back);

    public static async Task<string> GoAsync(Browser browser, IdentityProvider provider, string? subject, string back = "/account")
    {
        provider.Subject = subject;
        var start = await browser.OpenAsync($"/sign-in/provider?back={Uri.EscapeDataString(back)}");
        Assert.True(start.Status == 302, start.Text);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await http.GetAsync(start.Location);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>A new account with a role and this id at the provider.</summary>
    public async Task<string> AddAsync(string id, string role = "auditor")
    {
        var name = TestServer.NewId("member");
        (await Server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"{{role}}"}]}""")).Answers(201);
        (await Server.Administrator.PutAsync($"/api/staff/{name}/provider-id", $$"""{"providerId":"{{id}}"}""")).Answers();
        return name;
    }
}
