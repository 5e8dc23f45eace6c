using Evaluation.Embedded;
using Evaluation.Embedded.Operations;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Operations.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Operations;

/// <summary>The commands of the single process record what the operations page shows.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");
    private readonly FakeTimeProvider _clock = new(Figures.Now);

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Copy => Path.Combine(_folder.FullName, "copy");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_backup_copies_everything_and_is_recorded_and_the_copy_can_be_verified()
    {
        var (round, credential) = await FillAsync();
        var said = new StringWriter();
        Assert.True(BackupCommand.Run(Data, Copy, said, _clock) == ExitCodes.Clean, said.ToString());
        var record = RecordFile.Read(Data).Backup!;
        Assert.Equal(Figures.Now, record.At);
        Assert.Equal(record.Bytes, Directory.EnumerateFiles(Copy, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length));
        Assert.Equal(ExitCodes.Clean, await VerifyCommand.RunAsync([Copy], said, Data + "-keys"));
        Assert.Equal(VerificationOutcome.Agrees, RecordFile.Read(Copy).Verification!.Outcome);
        // Only what was verified has the record.
        Assert.Null(RecordFile.Read(Data).Verification);

        using var restored = await ServerProcess.StartAsync(Copy, Site.AdministratorKey, "--EVALUATION_KEYS", Data + "-keys");
        (await restored.Site.Voter(credential).GetAsync($"/api/rounds/{round}/ballot")).Answers();
        var report = (await restored.Site.Administrator.GetAsync("/api/operations")).Answers().GetProperty("storage");
        Assert.Equal("agrees", report.GetProperty("verification").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_backup_beside_the_running_program_is_refused_and_not_recorded()
    {
        using var running = await ServerProcess.StartAsync(Data);
        var said = new StringWriter();
        Assert.Equal(ExitCodes.FolderInUse, BackupCommand.Run(Data, Copy, said, _clock));
        Assert.Null(RecordFile.Read(Data).Backup);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data/inside")]
    [InlineData("full")]
    public async Task A_backup_needs_an_empty_folder_elsewhere(string target)
    {
        await FillAsync();
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "full", "something"));
        Assert.Equal(ExitCodes.Settings, BackupCommand.Run(Data, Path.Combine(_folder.FullName, target), new StringWriter(), _clock));
        Assert.Null(RecordFile.Read(Data).Backup);
    }

    [Fact]
    public void A_folder_without_a_journal_is_not_backed_up() => Assert.Equal(ExitCodes.Settings, BackupCommand.Run(Data, Copy, new StringWriter(), _clock));

    [Fact]
    public async Task A_verification_that_finds_a_fault_is_recorded_as_such()
    {
        await FillAsync();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Data, "evidence"), "*", SearchOption.AllDirectories))
            File.Delete(file);
        using (var journal = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Data, "evaluation.db")};Pooling=False"))
        {
            journal.Open();
            using var damage = journal.CreateCommand();
            damage.CommandText = "update journal set payload = zeroblob(length(payload)) where stream like 'box-%'";
            Assert.True(damage.ExecuteNonQuery() > 0);
        }
        Assert.Equal(ExitCodes.JournalBroken, await VerifyCommand.RunAsync([Data], new StringWriter()));
        Assert.Equal(VerificationOutcome.ChainBroken, RecordFile.Read(Data).Verification!.Outcome);
    }

    /// <summary>A folder with a round and a ballot; the program has stopped.</summary>
    private async Task<(string Round, string Credential)> FillAsync()
    {
        using var server = await ServerProcess.StartAsync(Data);
        var definition = SmallDefinition.Of("kept");
        (await server.Site.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(server.Site, "kept");
        await round.MoveAsync("voting");
        var credential = (await round.IssueAsync("npc", 1))[0];
        (await round.CastAsync(credential, "u1:0,0")).Answers();
        server.Kill();
        return (round.Id, credential);
    }
}
