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
    public async Task Reopening_the_store_keeps_its_files_and_removes_interrupted_ones()
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
    public async Task A_file_is_stored_under_its_hash_and_readable_only_for_the_user()
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
    public async Task A_damaged_file_is_never_read_to_its_end_and_is_repaired_by_storing_it_again()
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
    public async Task New_evidence_leaves_the_reserve_of_the_disk_free()
    {
        var free = 10_000L;
        var store = FileEvidenceStore.Open(_folder.FullName, TimeProvider.System, new DiskReserve(4_000, () => free));
        store.TakeRoom(6_000)!.Dispose();
        Assert.True(Assert.Throws<EvidenceUnavailableException>(() => store.TakeRoom(6_001)).StorageFull);
        var content = Content(6_001);
        var refused = await Assert.ThrowsAsync<EvidenceUnavailableException>(async () => await store.KeepAsync(NameOf(content), new MemoryStream(content)));
        Assert.True(refused.StorageFull);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.FullName, "evidence"), "*", SearchOption.AllDirectories));
        free = 10_001;
        await store.KeepAsync(NameOf(content), new MemoryStream(content));
        Assert.Equal(content, await ReadAsync(content));
    }

    [Fact]
    public void Files_on_their_way_to_the_disk_count_as_stored()
    {
        var reserve = new DiskReserve(1_000, () => 3_000);
        var first = reserve.Take(1_500);
        Assert.Throws<EvidenceUnavailableException>(() => reserve.Take(501));
        reserve.Take(500).Dispose();
        first.Dispose();
        first.Dispose();
        reserve.Take(2_000).Dispose();
        Assert.Throws<EvidenceUnavailableException>(() => reserve.Take(2_001));
    }

    [Fact]
    public async Task A_store_without_a_folder_lists_nothing()
    {
        var store = FileEvidenceStore.Read(Path.Combine(_folder.FullName, "nowhere"));
        await foreach (var content in store.ListAsync(Never))
            Assert.Fail(content.Sha256);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_reported_as_unavailable()
    {
        var content = Content(1_000);
        // A file at the path of this content's folder.
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "evidence", NameOf(content)[..2]), [1]);
        var failure = await Assert.ThrowsAsync<EvidenceUnavailableException>(() => KeepAsync(content));
        Assert.False(failure.StorageFull);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.FullName, "evidence", "incoming")));
    }
}
