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
    public void Data_protected_by_one_gateway_can_be_read_by_every_other()
    {
        var cookie = Gateway().Protect("li is signed in");
        Assert.Equal("li is signed in", Gateway().Unprotect(cookie));
    }

    /// <summary>As in a new gateway process.</summary>
    private IDataProtector Gateway()
    {
        var services = new ServiceCollection();
        services.AddSingleton(_database.Source);
        services.AddDataProtection();
        services.KeepKeysInDatabase();
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("cookies");
    }
}
