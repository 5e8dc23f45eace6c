using Evaluation.Embedded.Evidence;
using Evaluation.Evidence;

namespace Evaluation.Tests.Evidence;

public sealed class FileEvidenceStoreTests : EvidenceStoreSpec, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public FileEvidenceStoreTests() => Store = FileEvidenceStore.Open(_folder.FullName);

    protected override IEvidenceStore Store { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_are_there_after_the_store_was_opened_again_and_what_was_interrupted_is_removed()
    {
        var content = Content(300_000);
        await KeepAsync(content);
        var left = Path.Combine(_folder.FullName, "evidence", "incoming", "left");
        await File.WriteAllBytesAsync(left, content[..1_000]);

        await using (var kept = await FileEvidenceStore.Open(_folder.FullName).OpenAsync(NameOf(content)))
            Assert.NotNull(kept);
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task A_file_lies_under_its_name_alone_for_the_users_own_eyes()
    {
        var content = Content(300_000);
        await KeepAsync(content);
        await KeepAsync(content);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.FullName, "evidence"), "*", SearchOption.AllDirectories));
        Assert.Equal(Path.Combine(NameOf(content)[..2], NameOf(content)), Path.GetRelativePath(Path.Combine(_folder.FullName, "evidence"), file));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_damaged_file_is_never_read_to_its_end_and_is_mended_when_it_is_kept_again()
    {
        var content = Content(300_000);
        await KeepAsync(content);
        var file = Directory.GetFiles(Path.Combine(_folder.FullName, "evidence"), "*", SearchOption.AllDirectories).Single();
        content[150_000] ^= 1;
        await File.WriteAllBytesAsync(file, content);
        content[150_000] ^= 1;

        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(content));
        await KeepAsync(content);
        Assert.Equal(content, await ReadAsync(content));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_as_unavailable_and_keeps_nothing()
    {
        var content = Content(1_000);
        // A file where the folder of this content would be.
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "evidence", NameOf(content)[..2]), [1]);
        var failure = await Assert.ThrowsAsync<EvidenceUnavailableException>(() => KeepAsync(content));
        Assert.False(failure.StorageFull);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.FullName, "evidence", "incoming")));
    }
}
