using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Keys;
using Evaluation.Runtime;

namespace Evaluation.Tests.Keys;

/// <summary>The store of keys in files: the contract, and what only this store has.</summary>
public sealed class FileKeyStoreTests : KeyStoreSpec, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-keys-");

    private string Folder => Path.Combine(_folder.FullName, "keys");

    public void Dispose() => _folder.Delete(recursive: true);

    protected override IKeyStore Open() => FileKeyStore.Open(Folder);

    [Fact]
    public async Task Only_the_user_of_the_process_reads_the_files()
    {
        await Open().CreateAsync("small", Key(1));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, "small.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public async Task What_an_interrupted_call_left_is_no_key_and_is_erased_at_the_next_start()
    {
        Directory.CreateDirectory(Folder);
        var left = Path.Combine(Folder, "small-1.unfinished");
        await File.WriteAllBytesAsync(left, new byte[64]);
        Assert.Empty(await FileKeyStore.OpenExisting(Folder).ListAsync());
        Assert.Null(await FileKeyStore.Open(Folder).Sweep().FindAsync("small"));
        Assert.False(File.Exists(left));
        Assert.Equal(Key(2).Commitment, (await Open().CreateAsync("small", Key(2))).Commitment);
        Assert.Equal(["small.key"], Directory.EnumerateFiles(Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(64)]
    [InlineData(65)]
    public async Task A_damaged_file_is_no_missing_key_and_is_not_replaced(int bytes)
    {
        await Open().CreateAsync("small", Key(1));
        await File.WriteAllBytesAsync(Path.Combine(Folder, "small.key"), new byte[bytes]);
        var failure = await Assert.ThrowsAsync<KeyUnavailableException>(async () => await Open().FindAsync("small"));
        Assert.Equal(KeyFault.Differs, failure.Fault);
        await Assert.ThrowsAsync<KeyUnavailableException>(async () => await Open().CreateAsync("small", Key(2)));
        Assert.True(await Open().DestroyAsync("small"));
        Assert.Null(await Open().FindAsync("small"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_named_and_is_no_missing_key()
    {
        await File.WriteAllTextAsync(Folder, "a file");
        Assert.Contains(Folder, Assert.Throws<KeyUnavailableException>(() => Open()).Message, StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<KeyUnavailableException>(async () => await FileKeyStore.OpenExisting(Folder).CheckAsync());
        Assert.Equal((KeyFault.NoAnswer, RefusalCode.Busy), (failure.Fault, failure.Refusal.Code));
    }

    [Fact]
    public async Task A_destroyed_key_is_overwritten_before_its_file_is_removed()
    {
        await Open().CreateAsync("small", Key(7));
        // A second name of the same file shows what is left on the disk.
        var witness = Path.Combine(_folder.FullName, "witness");
        using (var link = System.Diagnostics.Process.Start("ln", [Path.Combine(Folder, "small.key"), witness]))
            await link.WaitForExitAsync();
        await Open().DestroyAsync("small");
        Assert.All(await File.ReadAllBytesAsync(witness), left => Assert.Equal(0, left));
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("a/b")]
    public async Task A_name_that_leads_out_of_the_folder_is_refused(string round) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Open().FindAsync(round));
}
