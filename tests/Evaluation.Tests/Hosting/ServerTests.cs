using Evaluation.Gateway.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Evaluation.Tests.Hosting;

/// <summary>The floor of the benchmark is a server with these settings and nothing else.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task A_server_starts_without_the_services_of_a_deployment()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.ConfigureServer();
        await using var app = builder.Build();
        await app.StartAsync();
        Assert.NotEmpty(app.Urls);
    }
}
