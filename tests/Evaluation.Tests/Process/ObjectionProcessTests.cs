using System.Text.Json;

namespace Evaluation.Tests.Process;

/// <summary>The real program, killed while it applies an objection.</summary>
[Collection(Processes.Name)]
public sealed class ObjectionProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_approval_interrupted_by_a_kill_is_applied_once_after_the_restart()
    {
        using var server = await ServerProcess.StartAsync(_folder.FullName);
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = await objected.FileAsync();
        (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Answers();
        var before = await objected.ResultAsync();
        var approving = objected.Second.PostAsync($"{objected.Path}/{ticket}/approve");
        server.Kill();
        await approving.ContinueWith(ended => ended.Exception, TaskScheduler.Default);

        using var again = await ServerProcess.StartAsync(_folder.FullName);
        objected = objected with { Round = objected.Round with { Server = again.Site } };
        await SettleAsync(again.Site, objected, ticket);
        Assert.Equal(before.GetProperty("classes").GetRawText(), (await objected.ResultAsync(1)).GetProperty("classes").GetRawText());
        Assert.Equal([null, ticket], (await objected.ResultAsync()).GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("ticket").GetString()));
        Assert.Equal(0, await again.TerminateAsync());
        var (code, said) = await ServerProcess.RunAsync(_folder.FullName, "verify", _folder.FullName);
        Assert.True(code == 0, said);
    }

    /// <summary>If the approval was stored, the start applies it; otherwise it is given again.</summary>
    private static async Task SettleAsync(Site site, ObjectedRound objected, string ticket)
    {
        if ((await TicketAsync()).GetProperty("state").GetString() != "answered")
            (await site.Administrator.PostAsync($"{objected.Path}/{ticket}/approve")).Answers();
        await Eventually.IsTrueAsync(async () => (await TicketAsync()).GetProperty("resultVersion").ValueKind == JsonValueKind.Number, $"{ticket} is worked in");

        async Task<JsonElement> TicketAsync() => (await site.Administrator.GetAsync($"{objected.Path}/{ticket}")).Answers();
    }
}
