using System.Globalization;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Documents;
using Evaluation.Embedded.Engine;
using Evaluation.Evidence;
using Evaluation.Findings;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Hosting.Sample;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Staff;
using Evaluation.Units;
using Evaluation.Units.Supervision;
using Evaluation.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Hosting;

/// <summary>The first start, refused at each of its steps and repeated, as in a gateway whose silos are starting.</summary>
public sealed class StartTests
{
    private const string AdminKey = "the-administrator-of-the-tests";

    /// <summary>The administrator and the accounts of the assessment sample.</summary>
    private const int MemberCount = 8;

    /// <summary>Views that were refused are kept for a moment.</summary>
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMinutes(1);

    /// <summary>A start has some hundred steps of a few kinds.</summary>
    private const int StepsBetweenRefusals = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interrupted_first_start_still_returns_the_key_and_opens_the_sample(bool afterwards)
    {
        var steps = 0;
        while (await StartsAsync(steps, afterwards))
            steps += StepsBetweenRefusals;
        Assert.InRange(steps, 100, 2000);
    }

    [Fact]
    public async Task Of_two_first_starts_at_once_one_makes_the_assessment_sample()
    {
        var keys = new MemoryKeyStore();
        await using var engine = new MailboxEngine(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(keys));
        var reports = await Task.WhenAll(StartOn(engine, keys, AdminKey).RunAsync(), StartOn(engine, keys, AdminKey).RunAsync());
        Assert.Single(reports, report => report.Assessments is not null);
        await CheckAsync(engine, reports.Single(report => report.Assessments is not null).Assessments!);
    }

    [Fact]
    public async Task Every_group_of_the_first_sample_round_is_counted_for_every_unit()
    {
        var keys = new MemoryKeyStore();
        await using var engine = new MailboxEngine(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(keys));
        var sample = (await StartOn(engine, keys).RunAsync()).Sample!;
        var clerk = new RoundClerk(engine, TimeProvider.System);
        Assert.Null((await clerk.MoveAsync(sample.Rules.Id, RoundState.Sealed, "admin", null)).Refusal);
        Assert.Null((await clerk.MoveAsync(sample.Rules.Id, RoundState.Provisional, "admin", null)).Refusal);
        var result = (await engine.SendAsync(RoundGrain.Ref(sample.Rules.Id), new ViewResult(null))).Answer;
        UnitResult[] units = [.. result.Classes.SelectMany(ranked => ranked.Units)];
        Assert.Equal(sample.Rules.Units.Count, units.Length);
        Assert.All(units, unit => Assert.NotNull(unit.Total));
        Assert.All(units.SelectMany(unit => unit.Groups), group => Assert.NotNull(group.Score));
        Assert.True(units.Select(unit => unit.Total).Distinct().Count() > units.Length / 2);
    }

    [Fact]
    public async Task A_later_start_returns_no_key_and_opens_nothing()
    {
        var keys = new MemoryKeyStore();
        await using var engine = new MailboxEngine(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(keys));
        Assert.NotNull((await StartOn(engine, keys).RunAsync()).AdminKey);
        var report = await StartOn(engine, keys).RunAsync();
        Assert.Equal((null, null, null), (report.AdminKey, report.Sample, report.Assessments));
    }

    [Fact]
    public async Task The_report_of_the_first_start_says_what_both_sample_rounds_are_open_for()
    {
        var keys = new MemoryKeyStore();
        await using var engine = new MailboxEngine(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(keys));
        var report = await StartOn(engine, keys, AdminKey).RunAsync();
        var printed = new StringWriter();
        report.Print(printed, "http://localhost:5080", "https://vote.example");
        var text = printed.ToString();

        foreach (var (rules, isAssessed) in new[] { (report.Sample!.Rules, false), (report.Assessments!.Rules, true) })
        {
            var round = (await engine.SendAsync(RoundGrain.Ref(rules.Id), new ViewRound())).Answer;
            Assert.Equal((RoundState.Voting, isAssessed), (round.State, rules.HasAssessedCriteria));
            Assert.Null(WorkWindow.Assessment.Refuse(round.State, "a sheet"));
            var line = Assert.Single(text.Split('\n'), line => line.Contains($"'{rules.Id}'", StringComparison.Ordinal));
            Assert.Contains(isAssessed ? "is open for voting and for assessment." : "is open for voting.", line, StringComparison.Ordinal);
        }
        Assert.All(report.Assessments!.Staff, member => Assert.Contains(member.Key, text, StringComparison.Ordinal));
        Assert.All(report.Sample!.Credentials, link => Assert.Contains($"https://vote.example/vote/2020-social#{link.Credential}", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2031-01-01")]
    [InlineData("2031-12-31")]
    [InlineData("2032-02-29")]
    public async Task The_sample_rounds_are_of_the_year_of_the_first_start_on_every_day(string day)
    {
        var keys = new MemoryKeyStore();
        await using var engine = new MailboxEngine(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(keys));
        var today = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var noon = new DateTimeOffset(today, new(12, 0), TimeSpan.FromHours(8));
        var report = await StartOn(engine, keys, clock: new LaterClock { Later = noon - TimeProvider.System.GetUtcNow() }).RunAsync();

        Assert.Equal($"{today.Year}年度区直单位社会评价", report.Sample!.Rules.Title.Zh);
        Assert.Equal(new(new(today.Year, 1, 1), new(today.Year, 12, 31)), report.Sample.Rules.Period);
        Assert.Equal($"{today.Year - 1}—{today.Year}年度文明单位考核验收", report.Assessments!.Rules.Title.Zh);
        await CheckAsync(engine, report.Assessments);
        var findings = (await engine.SendAsync(FindingGrain.Ref(report.Assessments.Rules.Id), new ViewFindings(null, null, null, default, 100))).Answer;
        Assert.Single(findings.Items, finding => finding.IsOverdue(today));
    }

    /// <summary>False if no step was refused.</summary>
    private static async Task<bool> StartsAsync(int at, bool afterwards)
    {
        var keys = new MemoryKeyStore();
        await using var engine = new MailboxEngine(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(keys));
        var busy = new BusyOnceEngine(engine, at, afterwards);
        var clock = new LaterClock();
        var report = await UntilItIsThroughAsync(StartOn(busy, keys, clock: clock), clock);

        var roster = (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer;
        Assert.Equal(ApiKey.Hash(report.AdminKey!), roster.Accounts["admin"].KeyHash);
        var sample = report.Sample!;
        Assert.Equal(SampleRound.Links, sample.Credentials.Count);
        var round = (await engine.SendAsync(RoundGrain.Ref(sample.Rules.Id), new ViewRound())).Answer;
        Assert.Equal(RoundState.Voting, round.State);
        Assert.Empty(round.OpenBatches);
        foreach (var (_, credential) in sample.Credentials)
        {
            Assert.True(Credential.TryRead(credential, out var secret));
            var hash = new VoterKey(await keys.FindAsync(round.Id)).NameOf(secret);
            Assert.Null((await engine.SendAsync(BoxGrain.Ref(round.Id, hash.Box(round.BallotBoxes)), new ViewProgress(hash))).Refusal);
        }
        Assert.Equal(MemberCount, roster.Accounts.Count);
        await CheckAsync(engine, report.Assessments!);
        return busy.HasRefused;
    }

    /// <summary>Everything was done once.</summary>
    private static async Task CheckAsync(MailboxEngine engine, AssessmentSample sample)
    {
        var round = (await engine.SendAsync(RoundGrain.Ref(sample.Rules.Id), new ViewRound())).Answer;
        Assert.Equal((RoundState.Voting, 0), (round.State, round.OpenBatches.Count));
        var roster = (await engine.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer;
        Assert.All(sample.Staff, member => Assert.Equal(ApiKey.Hash(member.Key), roster.Accounts[member.Account.Name].KeyHash));
        var ledgers = await Task.WhenAll(sample.Rules.Units.Select(async unit => (await engine.SendAsync(UnitGrain.Ref(round.Id, unit.Code), new ViewSupervision())).Answer.Ledger));
        Assert.Equal("3 1 3 1", string.Join(' ', ledgers.Select(ledger => ledger.SpotChecks.Count)));
        var findings = (await engine.SendAsync(FindingGrain.Ref(round.Id), new ViewFindings(null, null, null, default, 100))).Answer;
        Assert.Equal("closed open open replied", string.Join(' ', findings.Items.Select(finding => finding.State.ToString().ToLowerInvariant()).Order(StringComparer.Ordinal)));
    }

    private static async Task<StartReport> UntilItIsThroughAsync(Start start, LaterClock clock)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                return await start.RunAsync();
            }
            catch (JournalUnavailableException)
            {
                clock.Later += BetweenAttempts;
            }
        }
        return await start.RunAsync();
    }

    private static Start StartOn(IEngine engine, IKeyStore keys, string? adminKey = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(engine);
        services.AddSingleton(keys);
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton<IDocumentStore>(new MemoryDocumentStore(TimeProvider.System));
        services.AddSingleton<IEvidenceStore>(new MemoryEvidenceStore());
        services.AddSingleton(new StartSettings(adminKey, Sample: true, CallsEndWithin: TimeSpan.Zero));
        services.AddGateway();
        return services.BuildServiceProvider().GetRequiredService<Start>();
    }

    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Later;

        public override long GetTimestamp() => base.GetTimestamp() + (long)(Later.TotalSeconds * TimestampFrequency);
    }
}
