using Evaluation.Ballots.Keys;
using Evaluation.Documents;
using Evaluation.Embedded.Engine;
using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Hosting;

/// <summary>An installation with four eyes: two administrators, both keys printed once, no way back by a setting.</summary>
public sealed class FourEyesStartTests : IAsyncDisposable
{
    private readonly MailboxEngine _engine = new(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task The_first_start_prints_both_keys_once()
    {
        var report = await StartOn(fourEyes: true).RunAsync();
        var staff = await StaffAsync();
        Assert.True(staff.FourEyes.IsOn);
        Assert.Equal((ApiKey.Hash(report.AdminKey!), ApiKey.Hash(report.OtherKey!)), (staff.Accounts["admin"].KeyHash, staff.Accounts["admin-2"].KeyHash));
        var said = new StringWriter();
        report.Print(said, "x", "x");
        Assert.Contains(report.AdminKey!, said.ToString(), StringComparison.Ordinal);
        Assert.Contains(report.OtherKey!, said.ToString(), StringComparison.Ordinal);
        var again = await StartOn(fourEyes: true).RunAsync();
        Assert.Equal((null, null), (again.AdminKey, again.OtherKey));
    }

    [Fact]
    public async Task Of_two_first_starts_at_once_the_keys_of_one_are_set()
    {
        var reports = await Task.WhenAll(StartOn(fourEyes: true).RunAsync(), StartOn(fourEyes: true).RunAsync());
        var winner = Assert.Single(reports, report => report.OtherKey is not null);
        Assert.Equal(ApiKey.Hash(winner.OtherKey!), (await StaffAsync()).Accounts["admin-2"].KeyHash);
    }

    [Theory]
    [InlineData(false, "another-key-of-the-operator")]
    [InlineData(true, "another-key-of-the-operator")]
    [InlineData(false, null)]
    public async Task A_later_start_with_other_settings_changes_no_account(bool fourEyes, string? key)
    {
        await StartOn(fourEyes: true).RunAsync();
        var before = await StaffAsync();
        await StartOn(fourEyes, key).RunAsync();
        var after = await StaffAsync();
        Assert.Equal(before.Version, after.Version);
        Assert.True(after.FourEyes.IsOn);
    }

    [Fact]
    public async Task A_database_with_accounts_is_not_switched_by_the_setting()
    {
        await StartOn(fourEyes: false).RunAsync();
        await Assert.ThrowsAsync<SettingException>(() => StartOn(fourEyes: true).RunAsync());
        Assert.False((await StaffAsync()).FourEyes.IsOn);
    }

    [Theory]
    [InlineData("true", null, true, false)]
    [InlineData("false", null, false, true)]
    [InlineData(null, null, false, true)]
    [InlineData("true", "false", true, false)]
    public void The_sample_is_left_out_with_four_eyes(string? fourEyes, string? sample, bool isOn, bool hasSample)
    {
        var read = StartSettings.Read(Configuration(fourEyes, sample), sampleByDefault: true, TimeSpan.Zero);
        Assert.Equal((isOn, hasSample), (read.FourEyes, read.Sample));
    }

    [Theory]
    [InlineData("true", "true")]
    [InlineData("yes", null)]
    public void Settings_that_contradict_each_other_are_refused(string fourEyes, string? sample) =>
        Assert.Throws<SettingException>(() => StartSettings.Read(Configuration(fourEyes, sample), sampleByDefault: true, TimeSpan.Zero));

    private static IConfiguration Configuration(string? fourEyes, string? sample) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("EVALUATION_FOUR_EYES", fourEyes), new("EVALUATION_SAMPLE", sample)]).Build();

    private async Task<StaffRoster> StaffAsync() => (await _engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer;

    private Start StartOn(bool fourEyes, string? key = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IEngine>(_engine);
        services.AddSingleton<IKeyStore>(new MemoryKeyStore());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IDocumentStore>(new MemoryDocumentStore(TimeProvider.System));
        services.AddSingleton<IEvidenceStore>(new MemoryEvidenceStore());
        services.AddSingleton(new StartSettings(key, Sample: false, CallsEndWithin: TimeSpan.Zero, fourEyes));
        services.AddGateway();
        return services.BuildServiceProvider().GetRequiredService<Start>();
    }
}
