using System.Globalization;

namespace Evaluation.Tests.Process;

/// <summary>The real program under load, killed and stopped at random moments by a seed.</summary>
[Collection(Processes.Name)]
public sealed class DurabilityTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    private string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_killed_process_loses_no_acknowledged_ballot_and_counts_none_twice(int seed)
    {
        var random = new Random(seed);
        var server = await ServerProcess.StartAsync(Folder);
        var voters = await RecordingVoters.InviteAsync(server.Site, seed, perGroup: 40, ballotBoxes: random.Next(1, 9));
        for (var kill = 0; kill < 3; kill++)
        {
            await voters.VoteAsync(server.Site, interruptAfter: random.Next(1, 800), () => { server.Kill(); return Task.CompletedTask; });
            server.Dispose();
            server = await ServerProcess.StartAsync(Folder);
            await voters.AssertAcknowledgedIsInAsync(server.Site);
        }
        await voters.ResendAsync(server.Site);
        await voters.AssertAcknowledgedIsInAsync(server.Site);
        await voters.AssertResultAsync(server.Site);
        Assert.Equal(0, await server.TerminateAsync());
        server.Dispose();
        await AssertRecountAsync(voters);
    }

    [Fact]
    public async Task A_stopped_process_ends_cleanly_and_keeps_everything_it_acknowledged()
    {
        using var server = await ServerProcess.StartAsync(Folder);
        var voters = await RecordingVoters.InviteAsync(server.Site, 9, perGroup: 40, ballotBoxes: 4);
        var code = -1;
        await voters.VoteAsync(server.Site, interruptAfter: 500, async () => code = await server.TerminateAsync());
        Assert.True(code == 0, server.Said());

        using var again = await ServerProcess.StartAsync(Folder);
        await voters.AssertAcknowledgedIsInAsync(again.Site);
        await voters.ResendAsync(again.Site);
        await voters.AssertResultAsync(again.Site);
        Assert.Equal(0, await again.TerminateAsync());
        await AssertRecountAsync(voters);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_round_whose_process_is_killed_while_sealing_is_sealed_or_open_after_the_restart(int polls)
    {
        var server = await ServerProcess.StartAsync(Folder);
        var voters = await RecordingVoters.InviteAsync(server.Site, 20 + polls, perGroup: 30, ballotBoxes: 64);
        await voters.VoteAsync(server.Site, interruptAfter: 200, () => { server.Kill(); return Task.CompletedTask; });
        server.Dispose();

        server = await ServerProcess.StartAsync(Folder);
        await voters.ResendAsync(server.Site);
        var sealing = voters.On(server.Site).TryMoveAsync("sealed");
        for (var poll = 0; poll < polls; poll++)
            await voters.On(server.Site).StateAsync();
        server.Kill();
        server.Dispose();
        await Task.WhenAny(sealing);

        using var again = await ServerProcess.StartAsync(Folder);
        Assert.Contains((await voters.On(again.Site).StateAsync()).GetProperty("state").GetString(), new[] { "voting", "sealed" });
        await voters.AssertResultAsync(again.Site);
        Assert.Equal(0, await again.TerminateAsync());
        await AssertRecountAsync(voters);
    }

    /// <summary>The separate recount agrees with the sealed round and with the acknowledged ballots.</summary>
    private async Task AssertRecountAsync(RecordingVoters voters)
    {
        var (code, said) = await ServerProcess.RunAsync(Folder, "verify", Folder);
        Assert.True(code == 0, said);
        Assert.Contains("every chain holds", said, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{voters.Ballots} ballots, {voters.Slips} slips recounted; agrees"), said, StringComparison.Ordinal);
    }
}

/// <summary>Tests that start processes run sequentially.</summary>
[CollectionDefinition(Name)]
public sealed class Processes
{
    public const string Name = "processes";
}
