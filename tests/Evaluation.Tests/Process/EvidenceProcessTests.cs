using System.Security.Cryptography;

namespace Evaluation.Tests.Process;

/// <summary>The real program, killed while units file their evidence.</summary>
[Collection(Processes.Name)]
public sealed class EvidenceProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public async Task A_killed_process_loses_no_acknowledged_file(int seed)
    {
        var random = new Random(seed);
        List<string> acknowledged = [];
        TestRound round;
        Caller unit;
        using (var server = await ServerProcess.StartAsync(_folder.FullName))
        {
            (round, unit) = await Filing.OpenAsync(server.Site);
            var killAfter = random.Next(1, 12);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(client => FileUntilGoneAsync(unit, round, new Random(100 * seed + client), acknowledged, () => acknowledged.Count >= killAfter, server.Kill)));
        }

        using var again = await ServerProcess.StartAsync(_folder.FullName);
        var inspector = again.Site.Administrator;
        var listed = (await inspector.GetAsync(Filing.Path(round))).Answers().EnumerateArray().ToDictionary(item => item.GetProperty("sha256").GetString()!, item => item.GetProperty("id").GetString());
        Assert.NotEmpty(acknowledged);
        Assert.Subset(listed.Keys.ToHashSet(), acknowledged.ToHashSet());
        foreach (var (sha256, id) in listed)
            Assert.Equal(sha256, Hash((await inspector.GetAsync($"{Filing.Path(round)}/{id}/file")).Body));
        Assert.Empty(Directory.GetFiles(System.IO.Path.Combine(_folder.FullName, "evidence", "incoming")));
        Assert.Equal(0, await again.TerminateAsync());
        var (code, said) = await ServerProcess.RunAsync(_folder.FullName, "verify", _folder.FullName);
        Assert.True(code == 0, said);
        Assert.Contains($"evidence: {listed.Count} files", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_names_every_missing_or_damaged_file()
    {
        using (var server = await ServerProcess.StartAsync(_folder.FullName))
        {
            var (round, unit) = await Filing.OpenAsync(server.Site);
            foreach (var seed in new[] { 1, 2, 3 })
                (await Filing.FileAsync(unit, round, Content(new(seed)))).Answers(201);
            Assert.Equal(0, await server.TerminateAsync());
        }
        var damaged = FileOf(Content(new(1)));
        await File.WriteAllBytesAsync(damaged, (await File.ReadAllBytesAsync(damaged))[..^1]);
        File.Delete(FileOf(Content(new(3))));

        var (code, said) = await ServerProcess.RunAsync(_folder.FullName, "verify", _folder.FullName);
        Assert.Equal(7, code);
        Assert.Contains($"ev-1: the file {Hash(Content(new(1)))} is damaged", said, StringComparison.Ordinal);
        Assert.Contains($"ev-3: the file {Hash(Content(new(3)))} is missing", said, StringComparison.Ordinal);
        Assert.DoesNotContain("ev-2:", said, StringComparison.Ordinal);
        Assert.Contains("2 LOST", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_a_damaged_file_breaks_off_and_a_missing_file_is_a_fault()
    {
        using var server = await ServerProcess.StartAsync(_folder.FullName);
        var (round, unit) = await Filing.OpenAsync(server.Site);
        foreach (var seed in new[] { 1, 2 })
            (await Filing.FileAsync(unit, round, Content(new(seed)))).Answers(201);
        var damaged = await File.ReadAllBytesAsync(FileOf(Content(new(1))));
        damaged[^1] ^= 1;
        await File.WriteAllBytesAsync(FileOf(Content(new(1))), damaged);
        File.Delete(FileOf(Content(new(2))));

        await Assert.ThrowsAsync<HttpRequestException>(() => unit.GetAsync($"{Filing.Path(round)}/ev-1/file"));
        (await unit.GetAsync($"{Filing.Path(round)}/ev-2/file")).Refuses(500, "fault");
    }

    [Fact]
    public async Task While_only_the_reserve_of_the_disk_is_free_evidence_is_refused_and_the_journal_goes_on()
    {
        using var server = await ServerProcess.StartAsync(_folder.FullName, arguments: ["--EVALUATION_DISK_RESERVE_MIB", "1000000000"]);
        var (round, unit) = await Filing.OpenAsync(server.Site);
        (await Filing.FileAsync(unit, round, Content(new(1)))).Refuses(507, "storage-full");
        await round.MoveAsync("voting");
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        Assert.Empty(Directory.GetFiles(System.IO.Path.Combine(_folder.FullName, "evidence"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("much")]
    [InlineData("-1")]
    [InlineData("1073741825")]
    public async Task An_invalid_reserve_of_the_disk_is_named(string reserve)
    {
        var (code, said) = await ServerProcess.RunAsync(_folder.FullName, "--EVALUATION_DISK_RESERVE_MIB", reserve);
        Assert.Equal(2, code);
        Assert.Contains("EVALUATION_DISK_RESERVE_MIB", said, StringComparison.Ordinal);
    }

    private static async Task FileUntilGoneAsync(Caller unit, TestRound round, Random random, List<string> acknowledged, Func<bool> isEnough, Action kill)
    {
        try
        {
            while (true)
            {
                var content = Content(random);
                (await Filing.FileAsync(unit, round, content)).Answers(201);
                lock (acknowledged)
                {
                    acknowledged.Add(Hash(content));
                    if (isEnough())
                        kill();
                }
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            // The process is gone, so the outcome of the last call is unknown.
        }
    }

    private string FileOf(byte[] content) => System.IO.Path.Combine(_folder.FullName, "evidence", Hash(content)[..2], Hash(content));

    private static byte[] Content(Random random)
    {
        var content = new byte[random.Next(1_000, 400_000)];
        random.NextBytes(content);
        "%PDF-1.7"u8.CopyTo(content);
        return content;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
