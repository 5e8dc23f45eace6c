namespace Evaluation.Tests.Upgrade;

/// <summary>A copy of a data folder that an earlier build made, opened by the program of this build.</summary>
public sealed class StoredDataTests : IDisposable
{
    private const string Set = "before", Store = "embedded";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-upgrade-");
    private readonly StoredAnswers _answers = StoredAnswers.Read(Set, Store);

    public StoredDataTests() => Copy(Path.Combine(StoredAnswers.Folder(Set), Store), _folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_stored_is_whole_and_answered_as_before()
    {
        await AssertVerifiedAsync();
        using var server = await ServerProcess.StartAsync(_folder.FullName);
        await _answers.AssertStoredAsync(server.Site, ask => ask());
    }

    [Fact]
    public async Task Stored_rounds_go_on_as_before()
    {
        using var server = await ServerProcess.StartAsync(_folder.FullName);
        await _answers.AssertContinuedAsync(server.Site, ask => ask());
        Assert.Equal(0, await server.TerminateAsync());
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task Staff_sign_in_with_the_secrets_that_they_had()
    {
        using var server = await ServerProcess.StartAsync(_folder.FullName);
        await _answers.AssertSignInAsync(server.Site);
    }

    private async Task AssertVerifiedAsync()
    {
        var (code, said) = await ServerProcess.RunAsync(_folder.FullName, "verify", _folder.FullName);
        Assert.True(code == 0, said);
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
