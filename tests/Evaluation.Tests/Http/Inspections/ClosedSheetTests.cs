using Evaluation.Embedded.Engine;
using Evaluation.Runtime;
using Evaluation.Tests.Http.Voting;
using Evaluation.Units.Inspections;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Http.Inspections;

/// <summary>A colleague files while an inspector files again: the sheet is saved, and it cannot be filed any more.</summary>
public sealed class ClosedSheetTests : IAsyncLifetime
{
    private readonly TestServer _server = TestServer.With(services => services
        .AddSingleton<MailboxEngine>()
        .AddSingleton<FailingCallsEngine>(provider => new(provider.GetRequiredService<MailboxEngine>()))
        .AddSingleton<IEngine>(provider => provider.GetRequiredService<FailingCallsEngine>()));

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(RefusalCode.WrongState, true)]
    [InlineData(RefusalCode.Busy, false)]
    public async Task The_refusal_of_a_filing_says_that_the_sheet_was_saved(RefusalCode code, bool isSaid)
    {
        var round = await InspectedRound.CreateAsync(_server);
        (await round.FileAsync(round.Wang, "1", "2")).Answers();
        _server.Get<FailingCallsEngine>().Failures[typeof(FileSheet)] = () => new(code, "Points of colleagues can be read.");
        var refused = await round.FileAsync(round.Wang, "3", "4", basedOn: "1");
        var problem = isSaid ? refused.Refuses(409, "wrong-state") : refused.Refuses(503, "busy");
        Assert.Equal(isSaid, problem.TryGetProperty("saved", out _));
        Assert.Equal(isSaid, problem.GetProperty("detail").GetString()!.Contains("saved", StringComparison.Ordinal));
        // Its new version stands beside the filed one.
        var sheet = (await round.Wang.Caller.GetAsync(round.SheetPath(round.Wang))).Answers();
        Assert.Equal([3m], sheet.GetProperty("heads").EnumerateArray().Select(head => head.GetProperty("points").GetProperty("law").GetDecimal()));
    }
}
