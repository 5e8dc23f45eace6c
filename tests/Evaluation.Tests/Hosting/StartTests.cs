using Evaluation.Ballots;
using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Hosting.Sample;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Hosting;

/// <summary>The first start, refused at each of its steps and repeated, as in a gateway whose silos are starting.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interrupted_first_start_still_returns_the_key_and_opens_the_sample(bool afterwards)
    {
        var steps = 0;
        while (await StartsAsync(steps, afterwards))
            steps++;
        Assert.InRange(steps, 15, 200);
    }

    [Fact]
    public async Task A_later_start_returns_no_key_and_opens_nothing()
    {
        await using var engine = new MailboxEngine(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance);
        Assert.NotNull((await StartOn(engine).RunAsync()).AdminKey);
        var report = await StartOn(engine).RunAsync();
        Assert.Equal((null, null), (report.AdminKey, report.Sample));
    }

    /// <summary>False if no step was refused.</summary>
    private static async Task<bool> StartsAsync(int at, bool afterwards)
    {
        await using var engine = new MailboxEngine(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance);
        var busy = new BusyOnceEngine(engine, at, afterwards);
        var report = await UntilItIsThroughAsync(StartOn(busy));

        var roster = (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer;
        Assert.Equal(ApiKey.Hash(report.AdminKey!), Assert.Single(roster.Accounts).Value.KeyHash);
        var sample = report.Sample!;
        Assert.Equal(SampleRound.Links, sample.Credentials.Count);
        var round = (await engine.SendAsync(RoundGrain.Ref(sample.Rules.Id), new ViewRound())).Answer;
        Assert.Equal(RoundState.Voting, round.State);
        Assert.Empty(round.OpenBatches);
        foreach (var (_, credential) in sample.Credentials)
        {
            Assert.True(Credential.TryHash(credential, out var hash));
            Assert.Null((await engine.SendAsync(BoxGrain.Ref(round.Id, hash.Box(round.BallotBoxes)), new ViewProgress(hash))).Refusal);
        }
        return busy.HasRefused;
    }

    private static async Task<StartReport> UntilItIsThroughAsync(Start start)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                return await start.RunAsync();
            }
            catch (JournalUnavailableException)
            {
                continue;
            }
        }
        return await start.RunAsync();
    }

    private static Start StartOn(IEngine engine)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(engine);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new StartSettings(AdminKey: null, Sample: true, CallsEndWithin: TimeSpan.Zero));
        services.AddGateway();
        return services.BuildServiceProvider().GetRequiredService<Start>();
    }
}
