using Evaluation.Cluster.Tests.Postgres;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Cluster.Tests;

public sealed class SessionKeysTests : IAsyncLifetime
{
    private Database _database = null!;

    public async Task InitializeAsync() => _database = await Database.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [PostgresFact]
    public void What_one_gateway_has_sealed_every_other_can_open()
    {
        var cookie = Gateway().Protect("li is signed in");
        Assert.Equal("li is signed in", Gateway().Unprotect(cookie));
    }

    /// <summary>As a gateway that has just been started.</summary>
    private IDataProtector Gateway()
    {
        var services = new ServiceCollection();
        services.AddSingleton(_database.Source);
        services.AddDataProtection();
        services.KeepKeysInDatabase();
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("cookies");
    }
}
