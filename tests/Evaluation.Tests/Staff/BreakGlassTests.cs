using Evaluation.Embedded;
using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Staff;
using Evaluation.Gateway.Staff.Proposals;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Staff;

/// <summary>The console's way out: announced at once to everybody, in effect a day later, whatever restarts in between.</summary>
public sealed class BreakGlassTests
{
    private readonly FakeTimeProvider _clock = new(Given.Now);

    [Fact]
    public async Task It_takes_effect_after_a_day_also_across_restarts()
    {
        var journal = new MemoryJournal();
        await using (var engine = Engine(journal))
        {
            await engine.SendAsync(StaffGrain.Ref, new InstallFourEyes("li", "key-li", "wang", "key-wang", Given.Now));
            Assert.Equal(ExitCodes.Clean, await new BreakGlassCommand("rescue", "both have left").RunAsync(engine, _clock, new StringWriter()));
            Assert.Equal(ExitCodes.Settings, await new BreakGlassCommand("other", "again").RunAsync(engine, _clock, new StringWriter()));
        }
        _clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        await using (var engine = Engine(journal))
            Assert.False((await TickAsync(engine)).Accounts.ContainsKey("rescue"));
        _clock.Advance(TimeSpan.FromTicks(1));
        await using (var engine = Engine(journal))
        {
            Assert.True((await TickAsync(engine)).Accounts.ContainsKey("rescue"));
            var version = (await TickAsync(engine)).Version;
            Assert.Equal(version, (await TickAsync(engine)).Version);
        }
    }

    [Fact]
    public void An_account_with_a_name_that_no_new_one_may_have_can_be_announced() =>
        Assert.Equal(new("-x", "r"), BreakGlassCommand.Read(["--account", "-x", "--reason", "r"], TextWriter.Null));

    [Theory]
    [InlineData]
    [InlineData("--account", "rescue")]
    [InlineData("--account", "Not A Slug", "--reason", "r")]
    [InlineData("--account", "rescue", "--reason", " ")]
    [InlineData("--account", "rescue", "--why", "r")]
    [InlineData("--account", "rescue", "--account", "rescue")]
    public void A_call_without_account_or_reason_says_how(params string[] args)
    {
        var said = new StringWriter();
        Assert.Null(BreakGlassCommand.Read(args, said));
        Assert.Contains("--account NAME --reason TEXT", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_of_the_embedded_program_announces_an_administrator_whom_every_page_shows()
    {
        var folder = Directory.CreateTempSubdirectory("evaluation-glass-");
        string[] settings = ["--EVALUATION_DATA", folder.FullName, "--EVALUATION_FOUR_EYES", "true", "--urls", "http://127.0.0.1:0"];
        string[] args = ["--account", "rescue", "--reason", "both have left"];
        var said = new StringWriter();
        Assert.Equal(ExitCodes.Settings, await EmbeddedBreakGlass.RunAsync(args, said, settings));
        await using (var app = EmbeddedHost.Build(settings, services => services.AddSingleton<TimeProvider>(_clock)))
        {
            await app.Services.GetRequiredService<Start>().RunAsync();
            // The folder is locked while the program runs.
            Assert.Equal(ExitCodes.FolderInUse, await EmbeddedBreakGlass.RunAsync(args, said, settings, services => services.AddSingleton<TimeProvider>(_clock)));
        }
        Assert.Equal(ExitCodes.Clean, await EmbeddedBreakGlass.RunAsync(args, said, settings, services => services.AddSingleton<TimeProvider>(_clock)));
        await using (var app = EmbeddedHost.Build(settings, services => services.AddSingleton<TimeProvider>(_clock)))
        {
            var staff = (await app.Services.GetRequiredService<StaffUseCases>().ListAsync()).Answer;
            Assert.Equal(("rescue", GlassState.Announced), (staff.FourEyes.Glass[0].Name, staff.FourEyes.Glass[0].State));
            Assert.Equal("glass-broken", staff.Audit[^1].Act);
            Assert.Equal("both have left", staff.Audit[^1].Reason);
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_is_shown_while_pending_and_after_and_an_administrator_cancels_it()
    {
        var server = TestServer.With(services => services.AddSingleton<TimeProvider>(_clock), "--EVALUATION_FOUR_EYES", "true");
        await server.InitializeAsync();
        var round = await server.OpenAsync();
        var engine = server.Get<IEngine>();
        using var browser = await new Browser(server.Address).SignedInAsync();
        await new BreakGlassCommand("rescue", "both have left").RunAsync(engine, _clock, new StringWriter());
        _clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var page in new[] { "/manage", "/manage/staff", "/manage/staff-proposals", $"/manage/rounds/{round.Id}", $"/rounds/{round.Id}", $"/rounds/{round.Id}/turnout" })
            Assert.Contains("应急管理员", (await browser.OpenAsync(page)).Text, StringComparison.Ordinal);
        using var anybody = new Browser(server.Address);
        var open = await anybody.OpenAsync($"/rounds/{round.Id}");
        Assert.Contains("应急管理员", open.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("rescue", open.Text, StringComparison.Ordinal);
        var view = (await server.Anybody.GetAsync("/api/four-eyes")).Answers().GetProperty("announcements")[0];
        Assert.Equal(("announced", false), (view.GetProperty("state").GetString(), view.GetRawText().Contains("rescue", StringComparison.Ordinal)));
        Assert.Contains("rescue", (await server.Administrator.GetAsync("/api/four-eyes")).Text, StringComparison.Ordinal);

        Assert.Equal(302, (await browser.SendAsync(await browser.OpenAsync("/manage/staff"), "/manage/staff-announcement/cancel")).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("应急管理员", (await anybody.OpenAsync($"/rounds/{round.Id}")).Text, StringComparison.Ordinal);
        await new BreakGlassCommand("rescue", "again").RunAsync(engine, _clock, new StringWriter());
        _clock.Advance(TimeSpan.FromHours(25));
        await server.Get<BreakGlassWatch>().TickAsync();
        var later = (await server.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("after-rescue"))).Answers(201);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("应急管理员", (await anybody.OpenAsync($"/rounds/{round.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("应急管理员", (await browser.OpenAsync($"/manage/rounds/{later.GetProperty("id").GetString()}")).Text, StringComparison.Ordinal);
        (await server.Administrator.DeleteAsync("/api/four-eyes/announcement")).Refuses(404, "no-such-proposal");
        await server.DisposeAsync();
    }

    private async Task<StaffRoster> TickAsync(MailboxEngine engine)
    {
        await new BreakGlassWatch(engine, _clock, NullLogger<BreakGlassWatch>.Instance).TickAsync();
        return (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer;
    }

    private MailboxEngine Engine(MemoryJournal journal) => new(journal, _clock, NullLogger<MailboxEngine>.Instance);
}
