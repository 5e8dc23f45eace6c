using System.Net.Sockets;
using System.Text;

namespace Evaluation.Tests.Process;

/// <summary>Clients that disconnect while they send, as phones do. This is not an error and is not logged.</summary>
[Collection(Processes.Name)]
public sealed class GoneCallerTests : IDisposable
{
    private const int Callers = 300;
    private const int Together = 30;

    /// <summary>Half of the announced body.</summary>
    private const string Tail = "Host: evaluation\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"slips\":[";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_breaks_off_is_not_logged_as_an_error(bool reset)
    {
        using var server = await ServerProcess.StartAsync(_folder.FullName);
        var (round, credential) = await OpenAsync(server.Site);
        foreach (var head in new[] { $"PUT {round.Path}/ballot HTTP/1.1\r\nAuthorization: Ballot {credential}", $"POST /api/rounds HTTP/1.1\r\nAuthorization: Bearer {Site.AdministratorKey}" })
        {
            for (var caller = 0; caller < Callers; caller += Together)
                await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => LeaveAsync(server.Site.Address, $"{head}\r\n{Tail}", reset)));
        }
        (await round.CastAsync(credential, "u1:0,0")).Answers();
        Assert.Equal(0, await server.TerminateAsync());
        Assert.DoesNotContain("warn: ", server.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("fail: ", server.Said(), StringComparison.Ordinal);
    }

    private static async Task<(TestRound Round, string Credential)> OpenAsync(Site site)
    {
        (await site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("gone"))).Answers(201);
        var round = new TestRound(site, "gone");
        await round.MoveAsync("voting");
        return (round, (await round.IssueAsync("npc", 1))[0]);
    }

    /// <summary>Closes with a reset, as after a crash, or normally after reading the server's answer.</summary>
    private static async Task LeaveAsync(Uri address, string sent, bool reset)
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync(address.Host, address.Port);
        await caller.Client.SendAsync(Encoding.UTF8.GetBytes(sent));
        if (reset)
        {
            caller.LingerState = new(true, 0);
            return;
        }
        caller.Client.Shutdown(SocketShutdown.Send);
        try
        {
            while (await caller.Client.ReceiveAsync(new byte[1024]) > 0)
                continue;
        }
        catch (SocketException)
        {
            // The server may close the connection in any way.
        }
    }
}
